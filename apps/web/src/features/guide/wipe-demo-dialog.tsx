'use client';

import type { DemoData } from '@jowi/contracts/http/guide';
import { Button } from '@jowi/ui/button';
import { Dialog } from '@jowi/ui/dialog';
import { useToast } from '@jowi/ui/toast';
import { useWords } from '../../i18n/use-words.ts';
import { FailureNotice } from '../../list/failure-notice.tsx';
import { useWipeDemo } from './guide.query.ts';

/** Says how much goes, what stays as it is, and what becomes one's own. */
export function WipeDemoDialog({ demo, onClose }: { demo: DemoData; onClose: () => void }) {
  const { t } = useWords();
  const toast = useToast();
  const wipe = useWipeDemo();
  const gone = demo.products - demo.adoptedProducts;
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      size="sm"
      title={t('guide.demo.confirmTitle')}
      closeLabel={t('common:action.close')}
      footer={
        <>
          <Button variant="ghost" onClick={onClose}>
            {t('common:action.cancel')}
          </Button>
          <Button
            variant="danger"
            busy={wipe.isPending}
            onClick={() =>
              wipe.mutate(undefined, {
                onSuccess: () => {
                  toast({ tone: 'success', title: t('guide.demo.wiped') });
                  onClose();
                },
              })
            }
          >
            {t('guide.demo.wipe')}
          </Button>
        </>
      }
    >
      {wipe.isError ? <FailureNotice error={wipe.error} /> : null}
      <ul className="list-disc space-y-2 pl-5">
        <li>{t('guide.demo.confirmProducts', { count: gone })}</li>
        {demo.soldProducts > 0 ? <li>{t('guide.demo.confirmSold', { count: demo.soldProducts })}</li> : null}
        {demo.adoptedProducts > 0 ? (
          <li>{t('guide.demo.confirmAdopted', { count: demo.adoptedProducts })}</li>
        ) : null}
        <li>{t('guide.demo.confirmSafe')}</li>
      </ul>
    </Dialog>
  );
}
