'use client';

import type { Terminal } from '@jowi/contracts/http/terminals';
import { ActionDialog } from '../../form/action-dialog.tsx';
import { useWords } from '../../i18n/use-words.ts';
import { useMe } from '../../session/session.query.ts';
import { TerminalForm } from './terminal.form.tsx';
import { useCreateTerminal } from './terminal.query.ts';

const FORM_ID = 'terminal-create';

export function TerminalCreateDialog({
  onClose,
  onCreated,
}: {
  onClose: () => void;
  onCreated: (terminal: Terminal) => void;
}) {
  const { t } = useWords();
  const create = useCreateTerminal();
  const stores = useMe().data?.stores.filter(({ isClosed }) => !isClosed) ?? [];
  return (
    <ActionDialog
      title={t('terminals.createTitle')}
      text={t('terminals.createText')}
      action={t('terminals.createSubmit')}
      act={FORM_ID}
      busy={create.isPending}
      onClose={onClose}
    >
      <TerminalForm
        id={FORM_ID}
        initial={{ name: '', storeId: stores[0]?.id ?? '' }}
        stores={stores}
        save={create}
        onSaved={onCreated}
      />
    </ActionDialog>
  );
}
