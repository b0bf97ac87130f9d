'use client';

import type { Terminal } from '@jowi/contracts/http/terminals';
import { Notice } from '@jowi/ui/notice';
import { useToast } from '@jowi/ui/toast';
import { ActionDialog } from '../../form/action-dialog.tsx';
import { useWords } from '../../i18n/use-words.ts';
import { FailureNotice } from '../../list/failure-notice.tsx';
import { useRevokeTerminal } from './terminal.query.ts';

/** Names what stops working, and the receipts the server has not got yet. */
export function RevokeDialog({ terminal, onClose }: { terminal: Terminal; onClose: () => void }) {
  const { t } = useWords();
  const toast = useToast();
  const revoke = useRevokeTerminal();
  return (
    <ActionDialog
      title={t('terminals.revokeTitle', { name: terminal.name })}
      text={t('terminals.revokeText')}
      action={t('terminals.revoke')}
      danger
      busy={revoke.isPending}
      act={() =>
        revoke.mutate(terminal.id, {
          onSuccess: () => {
            toast({ tone: 'success', title: t('terminals.revoked', { name: terminal.name }) });
            onClose();
          },
        })
      }
      onClose={onClose}
    >
      {revoke.isError ? <FailureNotice error={revoke.error} /> : null}
      {terminal.unsent !== null && terminal.unsent > 0 ? (
        <Notice tone="warning">{t('terminals.revokeUnsent', { count: terminal.unsent })}</Notice>
      ) : null}
    </ActionDialog>
  );
}
