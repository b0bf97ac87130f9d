'use client';

import type { Terminal } from '@jowi/contracts/http/terminals';
import { pairingQrText } from '@jowi/domain/pairing-code';
import { StatusDot } from '@jowi/ui/badge';
import { Button } from '@jowi/ui/button';
import { Dialog } from '@jowi/ui/dialog';
import { Notice } from '@jowi/ui/notice';
import { Progress } from '@jowi/ui/progress';
import { Skeleton } from '@jowi/ui/skeleton';
import { Printer, RotateCw } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useWords } from '../../i18n/use-words.ts';
import { FailureNotice } from '../../list/failure-notice.tsx';
import { QrCode } from '../../qr/qr-code.tsx';
import { PairingSheet } from './pairing-print.tsx';
import { usePairingCode } from './terminal.query.ts';
import { useNow } from './use-now.ts';

const LIFE_MS = 10 * 60_000;

/** A fresh code at once, big enough to read aloud across the shop; says when the till has come in. */
export function PairingDialog({ terminal, onClose }: { terminal: Terminal; onClose: () => void }) {
  const { t } = useWords();
  const nowMs = useNow(1_000);
  const pairing = usePairingCode();
  const asked = useRef(false);
  const { mutate } = pairing;
  useEffect(() => {
    // a second code would kill the first one: ask once, though effects of a mount may run twice
    if (asked.current) return;
    asked.current = true;
    mutate(terminal.id);
  }, [mutate, terminal.id]);

  const code = pairing.data?.code ?? null;
  // the clock here ticks by the second and may lag: never more than a code lives
  const leftMs = pairing.data ? Math.min(LIFE_MS, Math.max(0, pairing.data.expiresAtMs - nowMs)) : null;
  const expired = leftMs === 0;
  // paired: the till has been seen since this code was given
  const paired =
    pairing.data !== undefined &&
    terminal.state === 'active' &&
    terminal.lastSeenAtMs !== null &&
    terminal.lastSeenAtMs > pairing.data.expiresAtMs - LIFE_MS;

  return (
    <>
      <Dialog
        open
        onOpenChange={(open) => {
          if (!open) onClose();
        }}
        title={t('pairing.title', { name: terminal.name })}
        description={t('pairing.once')}
        closeLabel={t('common:action.close')}
        footer={
          <>
            <Button
              variant="outline"
              onClick={() => window.print()}
              disabled={code === null || expired || paired}
            >
              <Printer size={16} aria-hidden="true" />
              {t('pairing.print')}
            </Button>
            <Button
              variant="outline"
              onClick={() => mutate(terminal.id)}
              busy={pairing.isPending}
              disabled={paired}
            >
              <RotateCw size={16} aria-hidden="true" />
              {t('pairing.newCode')}
            </Button>
          </>
        }
      >
        {pairing.isError ? (
          <FailureNotice error={pairing.error} onRetry={() => mutate(terminal.id)} />
        ) : (
          <div className="space-y-4">
            <div className="rounded-2xl bg-fill px-4 py-6 text-center">
              {code === null ? (
                <Skeleton className="mx-auto h-12 w-64" />
              ) : (
                <p
                  className={`font-mono text-4xl font-semibold tracking-[0.12em] sm:text-5xl ${expired ? 'text-ink-faint line-through' : 'text-ink'}`}
                >
                  {code.slice(0, 4)}&thinsp;{code.slice(4)}
                </p>
              )}
              {code !== null && !expired && !paired ? (
                <QrCode
                  text={pairingQrText(code)}
                  label={t('pairing.qr')}
                  className="mx-auto mt-4 size-32 rounded-lg"
                />
              ) : null}
              {leftMs !== null && !paired ? (
                <div className="mx-auto mt-4 max-w-64">
                  <Progress percent={(leftMs / LIFE_MS) * 100} label={t('pairing.code')} />
                  <p className="mt-2 text-sm text-ink-soft tabular-nums" role="timer">
                    {expired ? t('pairing.expired') : t('pairing.expires', { time: minutesSeconds(leftMs) })}
                  </p>
                </div>
              ) : null}
            </div>
            {expired && !paired ? <Notice tone="warning">{t('pairing.expiredText')}</Notice> : null}
            <ol className="list-decimal space-y-1.5 pl-5">
              <li>{t('pairing.step1')}</li>
              <li>{t('pairing.step2')}</li>
              <li>{t('pairing.step3')}</li>
            </ol>
            <p aria-live="polite">
              {paired ? (
                <StatusDot tone="success" label={t('pairing.paired')} className="font-semibold" />
              ) : expired ? null : (
                <StatusDot tone="info" label={t('pairing.waiting')} />
              )}
            </p>
          </div>
        )}
      </Dialog>
      {code !== null && pairing.data ? (
        <PairingSheet terminal={terminal} code={code} expiresAtMs={pairing.data.expiresAtMs} />
      ) : null}
    </>
  );
}

function minutesSeconds(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
