'use client';

import { Button } from '@jowi/ui/button';
import { Checkbox } from '@jowi/ui/checkbox';
import { Notice } from '@jowi/ui/notice';
import { useToast } from '@jowi/ui/toast';
import { Copy, Download, Printer } from 'lucide-react';
import { useEffect, useState } from 'react';
import { createPortal } from 'react-dom';
import { showPhone } from '../../form/phone-text.ts';
import { useUnsaved } from '../../form/unsaved-provider.tsx';
import { useWords } from '../../i18n/use-words.ts';

/** Ten codes, shown this once: one says that they were put away before going on. */
export function RecoveryCodes({
  codes,
  phone,
  onDone,
  onHold,
}: {
  codes: readonly string[];
  phone: string;
  onDone: () => void;
  /** True while closing would lose them for good. */
  onHold?: ((held: boolean) => void) | undefined;
}) {
  const { t } = useWords();
  const toast = useToast();
  const [saved, setSaved] = useState(false);
  useUnsaved(!saved);
  useEffect(() => {
    onHold?.(!saved);
    return () => onHold?.(false);
  }, [onHold, saved]);
  const file = [
    t('security.codes.file'),
    t('security.codes.forPhone', { phone: showPhone(phone) }),
    t('security.codes.once'),
    '',
    ...codes,
    '',
  ].join('\n');

  const copy = async () => {
    await navigator.clipboard.writeText(file);
    toast({ tone: 'success', title: t('security.codes.copied') });
  };
  const download = () => {
    const address = URL.createObjectURL(new Blob([file], { type: 'text/plain;charset=utf-8' }));
    const link = document.createElement('a');
    link.href = address;
    link.download = 'jowi-shop-codes.txt';
    link.click();
    URL.revokeObjectURL(address);
  };

  return (
    <div className="space-y-4">
      <Notice tone="warning" title={t('security.codes.title')}>
        {t('security.codes.text')}
      </Notice>
      <ul className="grid grid-cols-2 gap-x-4 gap-y-1.5 rounded-2xl bg-fill p-4 text-center font-mono text-base select-all">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className="flex flex-wrap gap-2">
        <Button variant="outline" onClick={() => void copy()}>
          <Copy size={16} aria-hidden="true" />
          {t('security.codes.copy')}
        </Button>
        <Button variant="outline" onClick={download}>
          <Download size={16} aria-hidden="true" />
          {t('security.codes.download')}
        </Button>
        <Button variant="outline" onClick={() => window.print()}>
          <Printer size={16} aria-hidden="true" />
          {t('security.codes.print')}
        </Button>
      </div>
      <Checkbox checked={saved} onCheckedChange={setSaved} label={t('security.codes.saved')} />
      <Button block disabled={!saved} onClick={onDone}>
        {t('security.codes.done')}
      </Button>
      {createPortal(
        <section className="print-only p-10 text-black">
          <h1 className="text-2xl font-semibold">{t('security.codes.file')}</h1>
          <p className="mt-1 text-base">{t('security.codes.forPhone', { phone: showPhone(phone) })}</p>
          <ul className="mt-8 grid grid-cols-2 gap-4 font-mono text-2xl">
            {codes.map((code) => (
              <li key={code}>{code}</li>
            ))}
          </ul>
          <p className="mt-8 text-base">{t('security.codes.once')}</p>
        </section>,
        document.body,
      )}
    </div>
  );
}
