'use client';

import type { Receipt } from '@jowi/contracts/http/receipts';
import { Card, CardHeader } from '@jowi/ui/card';
import { cn } from '@jowi/ui/cn';
import {
  Table,
  TableBody,
  TableCell,
  TableFoot,
  TableFrame,
  TableHead,
  TableHeader,
  TableRow,
} from '@jowi/ui/table';
import { ChevronDown } from 'lucide-react';
import Link from 'next/link';
import { useState } from 'react';
import { useFormat } from '../../i18n/use-format.ts';
import { useWords } from '../../i18n/use-words.ts';

type Line = Receipt['lines'][number];

/** On a phone a line folds: its quantity and price stand under the name. */
const wide = 'max-sm:hidden';

/** Margin of a line = its sum without VAT, less cost; the cost opens down to the lots it was taken from. */
export function ReceiptLines({ receipt }: { receipt: Receipt }) {
  const { t } = useWords();
  const format = useFormat();
  const discounted = receipt.discountTiyin !== '0';
  return (
    <Card className="overflow-hidden">
      <CardHeader title={t('receipt.linesTitle')} text={t('receipt.inCurrency')} className="pb-3" />
      <TableFrame>
        <Table>
          <TableHead>
            <tr>
              <TableHeader>{t('receipt.line')}</TableHeader>
              <TableHeader numeric className={wide}>
                {t('receipt.qty')}
              </TableHeader>
              <TableHeader numeric className={wide}>
                {t('receipt.price')}
              </TableHeader>
              {discounted ? (
                <TableHeader numeric className={wide}>
                  {t('receipt.discount')}
                </TableHeader>
              ) : null}
              <TableHeader numeric>{t('receipt.sum')}</TableHeader>
              <TableHeader numeric className={wide}>
                {t('receipt.vat')}
              </TableHeader>
              {receipt.costTiyin === null ? null : (
                <>
                  <TableHeader numeric>{t('receipt.cost')}</TableHeader>
                  <TableHeader numeric>{t('receipt.margin')}</TableHeader>
                </>
              )}
            </tr>
          </TableHead>
          <TableBody>
            {receipt.lines.map((line) => (
              <LineRow key={line.lineId} line={line} discounted={discounted} />
            ))}
          </TableBody>
          <TableFoot>
            <tr>
              <TableCell>{t('receipt.total')}</TableCell>
              <TableCell numeric className={wide} />
              <TableCell numeric className={wide} />
              {discounted ? (
                <TableCell numeric className={wide}>
                  {format.amount(receipt.discountTiyin)}
                </TableCell>
              ) : null}
              <TableCell numeric>{format.amount(receipt.totalTiyin)}</TableCell>
              <TableCell numeric className={wide}>
                {format.amount(receipt.vatTiyin)}
              </TableCell>
              {receipt.costTiyin === null || receipt.marginTiyin === null ? null : (
                <>
                  <TableCell numeric>{format.amount(receipt.costTiyin)}</TableCell>
                  <TableCell numeric>{format.amount(receipt.marginTiyin)}</TableCell>
                </>
              )}
            </tr>
          </TableFoot>
        </Table>
      </TableFrame>
    </Card>
  );
}

function LineRow({ line, discounted }: { line: Line; discounted: boolean }) {
  const format = useFormat();
  const [open, setOpen] = useState(false);
  return (
    <>
      <TableRow>
        <TableCell className="min-w-36 sm:min-w-52">
          <Link href={`/products/${line.productId}`} className="font-medium hover:text-primary-ink">
            {format.name(line.name)}
          </Link>
          {line.barcode ? (
            <span className="block text-xs text-ink-faint tabular-nums max-sm:hidden">{line.barcode}</span>
          ) : null}
          <span className="block text-xs text-ink-faint tabular-nums sm:hidden">
            {format.qty(line.qtyMilli)} × {format.amount(line.unitPriceTiyin)}
          </span>
        </TableCell>
        <TableCell numeric className={wide}>
          {format.qty(line.qtyMilli)}
        </TableCell>
        <TableCell numeric className={cn(wide, 'text-ink-soft')}>
          {format.amount(line.unitPriceTiyin)}
        </TableCell>
        {discounted ? (
          <TableCell numeric className={cn(wide, 'text-ink-soft')}>
            {line.discountTiyin === '0' ? '—' : format.amount(line.discountTiyin)}
          </TableCell>
        ) : null}
        <TableCell numeric className="font-medium">
          {format.amount(line.netTiyin)}
        </TableCell>
        <TableCell numeric className={cn(wide, 'text-ink-soft')}>
          {line.vatRateBps === null ? '—' : format.amount(line.vatTiyin)}
        </TableCell>
        {line.costTiyin === null || line.marginTiyin === null ? null : (
          <CostCells
            line={line}
            costTiyin={line.costTiyin}
            marginTiyin={line.marginTiyin}
            open={open}
            onToggle={() => setOpen(!open)}
          />
        )}
      </TableRow>
      {open ? (
        <tr>
          <td colSpan={discounted ? 8 : 7} className="border-b bg-fill px-5 py-3">
            <div className="sticky left-5 max-w-[min(40rem,calc(100vw-5rem))]">
              <Lots line={line} />
            </div>
          </td>
        </tr>
      ) : null}
    </>
  );
}

function CostCells({
  line,
  costTiyin,
  marginTiyin,
  open,
  onToggle,
}: {
  line: Line;
  costTiyin: string;
  marginTiyin: string;
  open: boolean;
  onToggle: () => void;
}) {
  const { t } = useWords();
  const format = useFormat();
  const netOfVat = String(BigInt(line.netTiyin) - BigInt(line.vatTiyin));
  const percent = format.percent(marginTiyin, netOfVat);
  return (
    <>
      <TableCell numeric>
        <button
          type="button"
          aria-expanded={open}
          aria-label={`${format.amount(costTiyin)}. ${t(open ? 'receipt.hideLots' : 'receipt.showLots')}`}
          title={t(open ? 'receipt.hideLots' : 'receipt.showLots')}
          onClick={onToggle}
          className="-mr-1 inline-flex items-center gap-0.5 rounded px-1 hover:bg-fill-strong"
        >
          {format.amount(costTiyin)}
          <ChevronDown
            size={16}
            className={cn('text-ink-faint transition-transform', open && 'rotate-180')}
          />
        </button>
      </TableCell>
      <TableCell numeric className={marginTiyin.startsWith('-') ? 'text-danger-ink' : undefined}>
        {format.amount(marginTiyin)}
        {percent === null ? null : (
          <span className="block text-xs text-ink-faint">{t('receipt.marginPercent', { percent })}</span>
        )}
      </TableCell>
    </>
  );
}

function Lots({ line }: { line: Line }) {
  const { t } = useWords();
  const format = useFormat();
  return (
    <>
      <p className="mb-1 text-xs text-ink-faint">{t('receipt.lots', { name: format.name(line.name) })}</p>
      <ul className="space-y-1">
        {line.lots.map((lot, at) => (
          <li key={`${at}-${lot.lotId}`} className="flex flex-wrap justify-between gap-x-6">
            <span className={lot.lotId === null ? 'text-warning-ink' : undefined}>
              {lot.lotId === null
                ? t('receipt.lotProvisional')
                : t('receipt.lotDocument', { number: lot.documentNumber })}
            </span>
            <span className="tabular-nums">
              {t('receipt.lotLine', {
                qty: format.qty(lot.qtyMilli),
                cost: `${format.amount(lot.costTiyin)}\u00a0${format.currency}`,
              })}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
