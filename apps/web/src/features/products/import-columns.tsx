'use client';

import { Button } from '@jowi/ui/button';
import { Download } from 'lucide-react';
import { useWords } from '../../i18n/use-words.ts';

const columns = [
  'sku',
  'name_ru',
  'name_uz',
  'barcode',
  'price',
  'vat',
  'unit',
  'ikpu',
  'package_code',
] as const;

const sampleRow = [
  'TEA-100',
  'Чай зелёный 100 г',
  'Koʻk choy 100 g',
  '4780000000007',
  '12500',
  '12',
  'piece',
  '',
  '',
];

/** What the file must hold, and a sample that opens in a spreadsheet as it is. */
export function ImportColumns() {
  const { t } = useWords();

  function download() {
    // the mark at the start tells spreadsheets that the text is UTF-8
    const text = `\ufeff${[columns.join(';'), sampleRow.join(';')].join('\r\n')}\r\n`;
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([text], { type: 'text/csv' }));
    link.download = 'jowi-products.csv';
    link.click();
    URL.revokeObjectURL(link.href);
  }

  return (
    <section>
      <div className="mb-2 flex flex-wrap items-center justify-between gap-2">
        <h3 className="font-semibold">{t('import.columns')}</h3>
        <Button variant="ghost" size="sm" onClick={download}>
          <Download size={16} aria-hidden="true" />
          {t('import.template')}
        </Button>
      </div>
      <p className="mb-3 text-ink-soft">{t('import.columnsText')}</p>
      <dl className="grid gap-x-6 gap-y-1 sm:grid-cols-2">
        {columns.map((column) => (
          <div key={column} className="flex gap-3 border-b py-1">
            <dt className="w-28 shrink-0 font-mono text-[0.8125rem] text-ink">{column}</dt>
            <dd className="text-ink-soft">{t(`import.column.${column}`)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
