'use client';

import type { DemoData } from '@jowi/contracts/http/guide';
import { useToast } from '@jowi/ui/toast';
import { ActionDialog } from '../../form/action-dialog.tsx';
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
    <ActionDialog
      title={t('guide.demo.confirmTitle')}
      action={t('guide.demo.wipe')}
      danger
      busy={wipe.isPending}
      act={() =>
        wipe.mutate(undefined, {
          onSuccess: () => {
            toast({ tone: 'success', title: t('guide.demo.wiped') });
            onClose();
          },
        })
      }
      onClose={onClose}
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
    </ActionDialog>
  );
}
