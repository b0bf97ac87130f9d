'use client';

import type { Terminal } from '@jowi/contracts/http/terminals';
import { Button } from '@jowi/ui/button';
import { Dialog } from '@jowi/ui/dialog';
import { Notice } from '@jowi/ui/notice';
import { useToast } from '@jowi/ui/toast';
import { useWords } from '../../i18n/use-words.ts';
import { FailureNotice } from '../../list/failure-notice.tsx';
import { useRevokeTerminal } from './terminal.query.ts';

/** Names what stops working, and the receipts the server has not got yet. */
export function RevokeDialog({ terminal, onClose }: { terminal: Terminal; onClose: () => void }) {
  const { t } = useWords();
  const toast = useToast();
  const revoke = useRevokeTerminal();
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      size="sm"
      title={t('terminals.revokeTitle', { name: terminal.name })}
      description={t('terminals.revokeText')}
      closeLabel={t('common:action.close')}
      footer={
        <>
          <Button variant="ghost" onClick={onClose}>
            {t('common:action.cancel')}
          </Button>
          <Button
            variant="danger"
            busy={revoke.isPending}
            onClick={() =>
              revoke.mutate(terminal.id, {
                onSuccess: () => {
                  toast({ tone: 'success', title: t('terminals.revoked', { name: terminal.name }) });
                  onClose();
                },
              })
            }
          >
            {t('terminals.revoke')}
          </Button>
        </>
      }
    >
      {revoke.isError ? <FailureNotice error={revoke.error} /> : null}
      {terminal.unsent !== null && terminal.unsent > 0 ? (
        <Notice tone="warning">{t('terminals.revokeUnsent', { count: terminal.unsent })}</Notice>
      ) : null}
    </Dialog>
  );
}
