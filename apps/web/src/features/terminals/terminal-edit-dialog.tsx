'use client';

import type { Terminal } from '@jowi/contracts/http/terminals';
import { useToast } from '@jowi/ui/toast';
import { ActionDialog } from '../../form/action-dialog.tsx';
import { useWords } from '../../i18n/use-words.ts';
import { useMe } from '../../session/session.query.ts';
import { TerminalForm } from './terminal.form.tsx';
import { useUpdateTerminal } from './terminal.query.ts';

const FORM_ID = 'terminal-edit';

/** Another name, another store; why it may not leave its store is said at the store. */
export function TerminalEditDialog({ terminal, onClose }: { terminal: Terminal; onClose: () => void }) {
  const { t } = useWords();
  const toast = useToast();
  const stores =
    useMe().data?.stores.filter(({ id, isClosed }) => !isClosed || id === terminal.storeId) ?? [];
  const update = useUpdateTerminal(terminal.id);
  return (
    <ActionDialog
      title={t('terminals.editTitle', { name: terminal.name })}
      text={stores.length > 1 ? t('terminals.editText') : undefined}
      action={t('common:action.save')}
      act={FORM_ID}
      busy={update.isPending}
      onClose={onClose}
    >
      <TerminalForm
        id={FORM_ID}
        initial={{ name: terminal.name, storeId: terminal.storeId }}
        stores={stores}
        save={update}
        onSaved={({ name }) => {
          toast({ tone: 'success', title: t('terminals.edited', { name }) });
          onClose();
        }}
      />
    </ActionDialog>
  );
}
