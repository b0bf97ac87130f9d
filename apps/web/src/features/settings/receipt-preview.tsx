'use client';

import type { PrintBlock } from '@jowi/devices/printer/paper-text';
import { layOutReceipt } from '@jowi/devices/printer/receipt-layout';
import { Card } from '@jowi/ui/card';
import { useMemo } from 'react';
import { useWords } from '../../i18n/use-words.ts';
import { QrCode } from '../../qr/qr-code.tsx';
import { type ReceiptSetting, sampleReceipt } from './sample-receipt.ts';

/** The paper as the printer lays it out, by the printer's own rules; black on white in every theme. */
export function ReceiptPreview({ setting, columns }: { setting: ReceiptSetting; columns: number }) {
  const { t } = useWords();
  const blocks = useMemo(() => layOutReceipt(sampleReceipt(setting), columns), [setting, columns]);
  return (
    <Card className="p-5">
      <h2 className="text-base font-semibold">{t('settings.store.preview')}</h2>
      <figure
        role="img"
        aria-label={t('settings.store.previewLabel')}
        className="mt-3 overflow-x-auto rounded-lg bg-fill p-3"
      >
        <div
          className="mx-auto w-max bg-white px-3 py-4 font-mono text-[9px] leading-[1.45] sm:text-[11px] text-black shadow-card"
          style={{ colorScheme: 'light' }}
        >
          <div style={{ width: `${columns}ch` }}>
            {blocks.map((block, at) => (
              <PaperBlock key={at} block={block} />
            ))}
          </div>
        </div>
      </figure>
    </Card>
  );
}

function PaperBlock({ block }: { block: PrintBlock }) {
  switch (block.kind) {
    case 'rule':
      return <hr className="my-[0.6em] border-t border-black" />;
    case 'gap':
      return <div className="h-[1.45em]" />;
    case 'qr':
      return <QrCode text={block.data} label="" className="mx-auto w-[18ch]" />;
    case 'text': {
      const style = [
        block.bold ? 'font-bold' : '',
        block.center ? 'text-center' : '',
        block.size === 2 ? 'text-[2em] leading-tight' : '',
      ].join(' ');
      return <div className={`whitespace-pre ${style}`}>{block.text}</div>;
    }
  }
}
