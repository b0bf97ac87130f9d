import type { DevMessage } from '@jowi/contracts/http/dev-messages';
import { Button } from '@jowi/ui/button';
import { Card } from '@jowi/ui/card';
import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import { showPhone } from '../../form/phone-text.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { useWords } from '../../i18n/use-words.ts';

export function DevMessageCard({ message }: { message: DevMessage }) {
  const { t } = useWords();
  const format = useFormat();
  return (
    <li>
      <Card className="p-5">
        <p className="flex flex-wrap items-baseline justify-between gap-x-3 text-sm text-ink-soft">
          <span className="font-medium text-ink tabular-nums">
            {message.to.startsWith('+') ? showPhone(message.to) : message.to}
          </span>
          <time className="tabular-nums" dateTime={new Date(message.atMs).toISOString()}>
            {format.dateTime(message.atMs)}
          </time>
        </p>
        {message.code ? (
          <p className="mt-2 flex items-center gap-2">
            <span className="text-3xl font-semibold tracking-widest tabular-nums">{message.code}</span>
            <CopyCode code={message.code} label={t('devMessages.copy')} done={t('devMessages.copied')} />
          </p>
        ) : null}
        <p className="mt-2 break-words">{message.text}</p>
      </Card>
    </li>
  );
}

function CopyCode({ code, label, done }: { code: string; label: string; done: string }) {
  const [copied, setCopied] = useState(false);
  const copy = () =>
    void navigator.clipboard.writeText(code).then(
      () => setCopied(true),
      () => undefined,
    );
  return (
    <Button size="sm" variant="ghost" onClick={copy}>
      {copied ? <Check size={16} aria-hidden="true" /> : <Copy size={16} aria-hidden="true" />}
      {copied ? done : label}
    </Button>
  );
}
