'use client';

import type { Terminal } from '@jowi/contracts/http/terminals';
import { Button } from '@jowi/ui/button';
import { Card } from '@jowi/ui/card';
import { EmptyState } from '@jowi/ui/empty-state';
import { Skeleton } from '@jowi/ui/skeleton';
import { MonitorSmartphone, Plus } from 'lucide-react';
import { useState } from 'react';
import { useWords } from '../../i18n/use-words.ts';
import { FailureNotice } from '../../list/failure-notice.tsx';
import { useMay } from '../../session/session.query.ts';
import { PageHead } from '../../shell/page-head.tsx';
import { PairingDialog } from './pairing-dialog.tsx';
import { RevokeDialog } from './revoke-dialog.tsx';
import { useTerminals } from './terminal.query.ts';
import { TerminalCard } from './terminal-card.tsx';
import { TerminalCreateDialog } from './terminal-create-dialog.tsx';
import { TerminalEditDialog } from './terminal-edit-dialog.tsx';

/** At most one layer is open over the list; the till it is about is looked up afresh, so its state stays live. */
type Layer = { kind: 'create' } | { kind: 'pair' | 'edit' | 'revoke'; terminal: Terminal } | null;

export function TerminalListScreen() {
  const { t } = useWords();
  const terminals = useTerminals();
  const [layer, setLayer] = useState<Layer>(null);
  const close = () => setLayer(null);
  const items = terminals.data;
  const fresh =
    layer && layer.kind !== 'create'
      ? (items?.find((it) => it.id === layer.terminal.id) ?? layer.terminal)
      : null;
  const mayManage = useMay('terminals/manage');
  const create = mayManage ? (
    <Button onClick={() => setLayer({ kind: 'create' })}>
      <Plus size={16} aria-hidden="true" />
      {t('terminals.new')}
    </Button>
  ) : undefined;

  return (
    <>
      <PageHead title={t('terminals.title')} actions={items?.length === 0 ? undefined : create} />
      {terminals.isError && !items ? (
        <FailureNotice error={terminals.error} onRetry={() => void terminals.refetch()} />
      ) : items === undefined ? (
        <Card className="space-y-3 p-5">
          <Skeleton className="h-6 w-40" />
          <Skeleton className="h-16" />
        </Card>
      ) : items.length === 0 ? (
        <Card>
          <EmptyState
            icon={MonitorSmartphone}
            title={t('terminals.emptyTitle')}
            text={t('terminals.emptyText')}
            actions={create}
          />
        </Card>
      ) : (
        <div className="grid grid-cols-1 gap-4 md:grid-cols-2 2xl:grid-cols-3">
          {items.map((terminal) => (
            <TerminalCard
              key={terminal.id}
              terminal={terminal}
              onPair={() => setLayer({ kind: 'pair', terminal })}
              onEdit={() => setLayer({ kind: 'edit', terminal })}
              onRevoke={() => setLayer({ kind: 'revoke', terminal })}
            />
          ))}
        </div>
      )}
      {layer?.kind === 'create' ? (
        <TerminalCreateDialog
          onClose={close}
          onCreated={(terminal) => setLayer({ kind: 'pair', terminal })}
        />
      ) : null}
      {layer?.kind === 'pair' && fresh ? (
        <PairingDialog key={fresh.id} terminal={fresh} onClose={close} />
      ) : null}
      {layer?.kind === 'edit' ? <TerminalEditDialog terminal={layer.terminal} onClose={close} /> : null}
      {layer?.kind === 'revoke' && fresh ? <RevokeDialog terminal={fresh} onClose={close} /> : null}
    </>
  );
}
