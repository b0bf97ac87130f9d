'use client';

import type { AccountSecurity } from '@jowi/contracts/http/account';
import { Button } from '@jowi/ui/button';
import { Card, CardBody, CardHeader } from '@jowi/ui/card';
import { useToast } from '@jowi/ui/toast';
import { KeyRound, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { ActionDialog } from '../../form/action-dialog.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { FailureNotice } from '../../list/failure-notice.tsx';
import { usePasskeySupport } from '../../session/passkey-support.ts';
import { PasskeyAddDialog } from './passkey-add.form.tsx';
import { useRemovePasskey } from './security.query.ts';

type Passkey = AccountSecurity['passkeys'][number];

export function PasskeysCard({ security }: { security: AccountSecurity }) {
  const { t } = useWords();
  const format = useFormat();
  const isSupported = usePasskeySupport();
  const [adding, setAdding] = useState(false);
  const [removing, setRemoving] = useState<Passkey | null>(null);
  const { passkeys } = security;
  return (
    <Card>
      <CardHeader
        title={t('security.passkeys.title')}
        text={t('security.passkeys.text')}
        actions={
          isSupported ? (
            <Button variant="outline" onClick={() => setAdding(true)}>
              <Plus size={16} aria-hidden="true" />
              {t('security.passkeys.add')}
            </Button>
          ) : undefined
        }
      />
      <CardBody>
        {isSupported ? null : (
          <p className="mb-3 text-sm text-ink-faint">{t('security.passkeys.unsupported')}</p>
        )}
        {passkeys.length === 0 ? (
          <p className="text-sm text-ink-faint">{t('security.passkeys.empty')}</p>
        ) : (
          <ul className="divide-y">
            {passkeys.map((passkey) => (
              <li key={passkey.id} className="flex items-center gap-3 py-3 first:pt-0 last:pb-0">
                <KeyRound size={20} className="shrink-0 text-ink-faint" aria-hidden="true" />
                <div className="min-w-0 flex-1">
                  <p className="truncate font-medium">{passkey.name}</p>
                  <p className="text-sm text-ink-faint tabular-nums">
                    {t('security.passkeys.created', { when: format.date(passkey.createdAtMs) })}
                    {' · '}
                    {passkey.lastUsedAtMs === null
                      ? t('security.passkeys.unused')
                      : t('security.passkeys.used', { when: format.dateTime(passkey.lastUsedAtMs) })}
                  </p>
                </div>
                <Button
                  variant="ghost"
                  square
                  aria-label={t('security.passkeys.removeTitle', { name: passkey.name })}
                  onClick={() => setRemoving(passkey)}
                >
                  <Trash2 size={16} />
                </Button>
              </li>
            ))}
          </ul>
        )}
      </CardBody>
      {adding ? <PasskeyAddDialog onClose={() => setAdding(false)} /> : null}
      {removing ? <RemoveDialog passkey={removing} onClose={() => setRemoving(null)} /> : null}
    </Card>
  );
}

function RemoveDialog({ passkey, onClose }: { passkey: Passkey; onClose: () => void }) {
  const { t } = useWords();
  const toast = useToast();
  const remove = useRemovePasskey();
  const { id, name } = passkey;
  return (
    <ActionDialog
      title={t('security.passkeys.removeTitle', { name })}
      text={t('security.passkeys.removeText')}
      action={t('security.passkeys.remove')}
      danger
      busy={remove.isPending}
      act={() =>
        remove.mutate(id, {
          onSuccess: () => {
            toast({ tone: 'success', title: t('security.passkeys.removed', { name }) });
            onClose();
          },
        })
      }
      onClose={onClose}
    >
      {remove.isError ? <FailureNotice error={remove.error} /> : null}
    </ActionDialog>
  );
}
