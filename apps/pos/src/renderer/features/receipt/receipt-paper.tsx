import { formatDateTime } from '@jowi/i18n/format';
import { Notice } from '@jowi/ui/notice';
import { Skeleton } from '@jowi/ui/skeleton';
import type { Receipt } from '../../../bridge/sale/contract.ts';
import { AmountLine } from '../../parts/amount-line.tsx';
import { useWords } from '../../parts/words.ts';
import { useTill } from '../../state/till-context.ts';
import { DeviceTrouble } from './device-trouble.tsx';
import { FiscalBadge, PrintedBadge } from './receipt-badges.tsx';
import { receiptDiscountOf } from './receipt-sums.ts';
import { useReceipt } from './use-receipt.ts';

/** A receipt as the customer has it in her hand. */
export function ReceiptPaper({ receiptId }: { receiptId: string }) {
  const { receipt, refusal } = useReceipt(receiptId);
  const { problem } = useWords();
  if (refusal) return <Notice tone="danger">{problem(refusal)}</Notice>;
  if (!receipt) return <Skeleton className="h-64 w-full rounded-2xl" />;
  return (
    <article className="mx-auto max-w-md divide-y divide-dashed rounded-2xl border bg-card px-5 py-1 text-sm shadow-card *:py-3">
      <Head receipt={receipt} />
      <ul className="space-y-2">
        {receipt.lines.map((line) => (
          <PaperLine key={line.lineId} line={line} />
        ))}
      </ul>
      <Sums receipt={receipt} />
      <Mark receipt={receipt} />
      <OwnLines lines={receipt.footer} className="text-center" />
      <DeviceTrouble receipt={receipt} className="my-3" />
    </article>
  );
}

function Head({ receipt }: { receipt: Receipt }) {
  const device = useTill((state) => state.device);
  const { t } = useWords();
  return (
    <header className="text-center">
      <OwnLines lines={receipt.header} className="mb-1" />
      <p className="text-base font-semibold">{device?.storeName}</p>
      <p className="text-ink-soft">{device?.businessName}</p>
      <p className="mt-1 font-medium tabular-nums">
        {t('receipts.preview', { number: receipt.receiptNumber })} · {formatDateTime(receipt.occurredAtMs)}
      </p>
      <p className="text-ink-soft">
        {t('receipts.cashier')}: {receipt.cashierName}
      </p>
      <p className="mt-2 flex flex-wrap justify-center gap-1">
        <FiscalBadge fiscal={receipt.fiscal} />
        <PrintedBadge printed={receipt.printed} />
      </p>
    </header>
  );
}

/** What the shop wrote for its receipts. */
function OwnLines({ lines, className }: { lines: readonly string[]; className: string }) {
  if (lines.length === 0) return null;
  return <p className={`whitespace-pre-line ${className}`}>{lines.join('\n')}</p>;
}

function PaperLine({ line }: { line: Receipt['lines'][number] }) {
  const { t, name, qty, amount } = useWords();
  return (
    <li>
      <p className="font-medium">{name(line.name)}</p>
      <p className="flex justify-between gap-3 text-ink-soft tabular-nums">
        <span>
          {qty(line.qtyMilli, line.unit)} × {amount(line.unitPriceTiyin)}
        </span>
        <span className="text-ink">{amount(line.grossTiyin)}</span>
      </p>
      {BigInt(line.lineDiscountTiyin) > 0n ? (
        <p className="flex justify-between gap-3 text-ink-soft tabular-nums">
          <span>{t('receipts.discount')}</span>
          <span>−{amount(line.lineDiscountTiyin)}</span>
        </p>
      ) : null}
    </li>
  );
}

function Sums({ receipt }: { receipt: Receipt }) {
  const { t } = useWords();
  const receiptDiscount = receiptDiscountOf(receipt);
  return (
    <div className="space-y-1">
      {BigInt(receiptDiscount) > 0n ? (
        <AmountLine label={t('sale.receiptDiscount')} tiyin={String(-BigInt(receiptDiscount))} />
      ) : null}
      {BigInt(receipt.roundingTiyin) > 0n ? (
        <AmountLine label={t('sale.rounding')} tiyin={String(-BigInt(receipt.roundingTiyin))} />
      ) : null}
      <AmountLine label={t('receipts.total')} tiyin={receipt.totalTiyin} strong className="text-lg" />
      <AmountLine label={t('receipts.vat')} tiyin={receipt.vatTiyin} />
      <AmountLine label={t('receipts.tendered')} tiyin={receipt.tenderedTiyin} />
      <AmountLine label={t('receipts.change')} tiyin={receipt.changeTiyin} />
    </div>
  );
}

function Mark({ receipt }: { receipt: Receipt }) {
  const { t } = useWords();
  const { mark, fiscal } = receipt;
  if (!mark) {
    return (
      <Notice tone={fiscal === 'refused' ? 'danger' : 'info'} className="my-3">
        {t(fiscal === 'refused' ? 'receipts.fiscalRefusedText' : 'receipts.fiscalPendingText')}
      </Notice>
    );
  }
  const facts = [
    [t('receipts.fiscalModule'), mark.terminalId],
    [t('receipts.fiscalSeq'), mark.receiptSeq],
    [t('receipts.fiscalSign'), mark.fiscalSign],
  ];
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1">
      {facts.map(([label, value]) => (
        <div key={label} className="contents">
          <dt className="text-ink-soft">{label}</dt>
          <dd className="text-right font-medium break-all tabular-nums select-text">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
