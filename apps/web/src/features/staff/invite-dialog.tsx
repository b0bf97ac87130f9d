'use client';

import type { Employee } from '@jowi/contracts/http/staff';
import { formatPhone } from '@jowi/i18n/format';
import { Button } from '@jowi/ui/button';
import { Dialog } from '@jowi/ui/dialog';
import { Input } from '@jowi/ui/input';
import { Segmented } from '@jowi/ui/segmented';
import { useToast } from '@jowi/ui/toast';
import { Copy } from 'lucide-react';
import { useState } from 'react';
import { RadioLine } from '../../form/radio-line.tsx';
import { useWords } from '../../i18n/use-words.ts';
import { FailureNotice } from '../../list/failure-notice.tsx';
import { usePreferences } from '../../preferences/preferences-provider.tsx';
import { QrCode } from '../../qr/qr-code.tsx';
import { useInvite } from './staff.query.ts';

/** Sends the link or shows it; shown it is in any case, this once. */
export function InviteDialog({
  employee,
  phone,
  onClose,
}: {
  employee: Employee;
  phone: string;
  onClose: () => void;
}) {
  const { t } = useWords();
  const { language: mine } = usePreferences();
  const [language, setLanguage] = useState<'ru' | 'uz'>(mine);
  const [send, setSend] = useState<'message' | 'link'>('message');
  const invite = useInvite(employee.id);
  const url = invite.data?.url;
  const shownPhone = formatPhone(phone);
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title={
        url === undefined
          ? t('inviteDialog.title', { name: employee.name })
          : t(send === 'message' ? 'inviteDialog.sent' : 'inviteDialog.ready')
      }
      description={
        url === undefined || send === 'link'
          ? t('inviteDialog.text')
          : t('inviteDialog.sentText', { phone: shownPhone })
      }
      closeLabel={t('common:action.close')}
      footer={
        url === undefined ? (
          <>
            <Button variant="ghost" onClick={onClose}>
              {t('common:action.cancel')}
            </Button>
            <Button busy={invite.isPending} onClick={() => invite.mutate({ send, language })}>
              {t(send === 'message' ? 'inviteDialog.send' : 'inviteDialog.make')}
            </Button>
          </>
        ) : (
          <Button onClick={onClose}>{t('staff.pinDone')}</Button>
        )
      }
    >
      {url === undefined ? (
        <div className="space-y-5">
          <fieldset className="space-y-2">
            <legend className="mb-1.5 text-sm font-medium text-ink">{t('inviteDialog.how')}</legend>
            <RadioLine
              name="send"
              checked={send === 'message'}
              onCheck={() => setSend('message')}
              label={t('inviteDialog.message', { phone: shownPhone })}
            />
            <RadioLine
              name="send"
              checked={send === 'link'}
              onCheck={() => setSend('link')}
              label={t('inviteDialog.link')}
            />
          </fieldset>
          <div className="space-y-1.5">
            <p className="text-sm font-medium text-ink">{t('inviteDialog.language')}</p>
            <Segmented
              aria-label={t('inviteDialog.language')}
              value={language}
              onValueChange={setLanguage}
              options={[
                { value: 'uz', label: 'Oʻzbekcha' },
                { value: 'ru', label: 'Русский' },
              ]}
            />
          </div>
          {invite.isError ? <FailureNotice error={invite.error} /> : null}
        </div>
      ) : (
        <InviteLink url={url} />
      )}
    </Dialog>
  );
}

function InviteLink({ url }: { url: string }) {
  const { t } = useWords();
  const toast = useToast();
  return (
    <div className="space-y-4">
      <div className="flex gap-2">
        <Input
          readOnly
          value={url}
          aria-label={t('inviteDialog.ready')}
          onFocus={(event) => event.target.select()}
          className="font-mono text-xs"
        />
        <Button
          variant="secondary"
          onClick={() =>
            void navigator.clipboard
              .writeText(url)
              .then(() => toast({ tone: 'success', title: t('inviteDialog.copied') }))
          }
        >
          <Copy size={16} aria-hidden="true" />
          {t('inviteDialog.copy')}
        </Button>
      </div>
      <div className="flex flex-col items-center gap-2 rounded-2xl bg-fill p-5">
        <QrCode text={url} label={t('inviteDialog.qr')} className="size-52 rounded-lg" />
        <p className="text-center text-sm text-ink-soft">{t('inviteDialog.qrHint')}</p>
      </div>
    </div>
  );
}
