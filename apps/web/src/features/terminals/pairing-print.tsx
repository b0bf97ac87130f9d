'use client';

import type { Terminal } from '@jowi/contracts/http/terminals';
import { pairingQrText } from '@jowi/domain/pairing-code';
import { createPortal } from 'react-dom';
import { useFormat } from '../../i18n/use-format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { QrCode } from '../../qr/qr-code.tsx';

/** The paper one carries to the counter: nothing else of the page is printed while it is there. */
export function PairingSheet({
  terminal,
  code,
  expiresAtMs,
}: {
  terminal: Terminal;
  code: string;
  expiresAtMs: number;
}) {
  const { t } = useWords();
  const format = useFormat();
  return createPortal(
    <section className="print-only p-10 text-black">
      <h1 className="text-2xl font-semibold">{t('pairing.printTitle')}</h1>
      <p className="mt-1 text-base">
        {terminal.name} · {terminal.storeName}
      </p>
      <p className="mt-8 font-mono text-6xl font-semibold tracking-[0.12em]">
        {code.slice(0, 4)} {code.slice(4)}
      </p>
      <QrCode text={pairingQrText(code)} label={t('pairing.qr')} className="mt-6 size-40" />
      <p className="mt-2 text-base tabular-nums">
        {t('pairing.validUntil', { when: format.dateTime(expiresAtMs) })}
      </p>
      <ol className="mt-8 list-decimal space-y-2 pl-6 text-lg">
        <li>{t('pairing.step1')}</li>
        <li>{t('pairing.step2')}</li>
        <li>{t('pairing.step3')}</li>
      </ol>
      <p className="mt-8 text-base">{t('pairing.once')}</p>
    </section>,
    document.body,
  );
}
