'use client';

import type { ImportReport } from '@jowi/contracts/http/catalogue';
import { Button } from '@jowi/ui/button';
import { Card, CardHeader } from '@jowi/ui/card';
import { Notice } from '@jowi/ui/notice';
import { Table, TableBody, TableCell, TableFrame, TableHead, TableHeader, TableRow } from '@jowi/ui/table';
import { useProblemText } from '../../api/problem-text.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useVatWord } from './vat-words.ts';

export type ImportReportProps = {
  fileName: string;
  report: ImportReport;
  busy: boolean;
  onApply: () => void;
  onAnother: () => void;
};

export function ImportReportView({ fileName, report, busy, onApply, onAnother }: ImportReportProps) {
  const { t } = useWords();
  const changes = report.created + report.updated;
  const broken = report.problems.length > 0;
  return (
    <>
      <Card>
        <CardHeader title={t('import.result')} text={fileName} />
        <dl className="grid grid-cols-2 gap-4 p-5 sm:grid-cols-4">
          <Figure label={t('import.rows')} value={report.rows} />
          <Figure label={t('import.created')} value={report.created} />
          <Figure label={t('import.updated')} value={report.updated} />
          <Figure label={t('import.unchanged')} value={report.unchanged} />
        </dl>
        <footer className="flex flex-wrap items-center justify-end gap-2 border-t px-5 py-4">
          {!broken && changes === 0 ? (
            <p className="mr-auto text-ink-soft">{t('import.nothingToDo')}</p>
          ) : null}
          <Button variant="outline" onClick={onAnother} disabled={busy}>
            {t('import.another')}
          </Button>
          {!broken && changes > 0 ? (
            <Button onClick={onApply} busy={busy}>
              {t('import.apply', { count: changes })}
            </Button>
          ) : null}
        </footer>
      </Card>
      {broken ? <Problems report={report} /> : <Preview report={report} />}
    </>
  );
}

function Figure({ label, value }: { label: string; value: number }) {
  return (
    <div>
      <dt className="text-sm text-ink-faint">{label}</dt>
      <dd className="text-2xl font-semibold tabular-nums">{value}</dd>
    </div>
  );
}

function Problems({ report }: { report: ImportReport }) {
  const { t } = useWords();
  const problemText = useProblemText();
  return (
    <Card className="overflow-hidden">
      <Notice
        tone="danger"
        title={t('import.problemsTitle', { count: report.problems.length })}
        className="rounded-none"
      >
        {t('import.problemsText')}
      </Notice>
      <TableFrame className="max-h-[28rem]">
        <Table>
          <TableHead>
            <tr>
              <TableHeader numeric>{t('import.row')}</TableHeader>
              <TableHeader>{t('import.columnHead')}</TableHeader>
              <TableHeader className="hidden sm:table-cell">{t('import.value')}</TableHeader>
              <TableHeader>{t('import.what')}</TableHeader>
            </tr>
          </TableHead>
          <TableBody>
            {report.problems.map((found, at) => (
              // the same cell may have two problems; the list never changes once shown
              <TableRow key={at}>
                <TableCell numeric>{found.row}</TableCell>
                <TableCell className="font-mono text-[0.8125rem]">{found.column}</TableCell>
                <TableCell
                  className="hidden max-w-52 truncate text-ink-soft sm:table-cell"
                  title={found.value}
                >
                  {found.value}
                </TableCell>
                <TableCell className="min-w-44">{problemText(found.problem)}</TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </TableFrame>
    </Card>
  );
}

function Preview({ report }: { report: ImportReport }) {
  const { t } = useWords();
  const format = useFormat();
  const vatWord = useVatWord();
  if (report.preview.length === 0) return null;
  return (
    <Card className="overflow-hidden">
      <CardHeader title={t('import.preview')} className="pb-3" />
      <TableFrame className="max-h-[28rem]">
        <Table>
          <TableHead>
            <tr>
              <TableHeader>{t('products.name')}</TableHeader>
              <TableHeader>{t('products.sku')}</TableHeader>
              <TableHeader>{t('products.barcode')}</TableHeader>
              <TableHeader numeric>{t('products.vat')}</TableHeader>
              <TableHeader numeric>{`${t('products.price')}, ${format.currency}`}</TableHeader>
            </tr>
          </TableHead>
          <TableBody>
            {report.preview.map((product) => (
              <TableRow key={product.sku}>
                <TableCell className="min-w-48 font-medium">{format.name(product.name)}</TableCell>
                <TableCell className="whitespace-nowrap text-ink-soft">{product.sku}</TableCell>
                <TableCell className="text-ink-soft tabular-nums">{product.barcodes.join(', ')}</TableCell>
                <TableCell numeric>{vatWord(product.vatRateBps)}</TableCell>
                <TableCell numeric>{format.amount(product.priceTiyin)}</TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </TableFrame>
    </Card>
  );
}
