'use client';

import type { Receipt } from '@jowi/contracts/http/receipts';
import { Card, CardBody, CardHeader } from '@jowi/ui/card';
import { Money } from '@jowi/ui/money';
import { Table, TableBody, TableCell, TableFrame, TableHead, TableHeader, TableRow } from '@jowi/ui/table';
import { ExternalLink } from 'lucide-react';
import type { ReactNode } from 'react';
import { useFormat } from '../../i18n/use-format.ts';
import { useWords } from '../../i18n/use-words.ts';

function Row({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="flex items-baseline justify-between gap-4">
      <dt className="shrink-0 text-ink-faint">{label}</dt>
      <dd className="min-w-0 text-right break-all tabular-nums">{children}</dd>
    </div>
  );
}

export function PaymentsCard({ receipt }: { receipt: Receipt }) {
  const { t } = useWords();
  const format = useFormat();
  const kindName = (kind: string) =>
    kind === 'cash' || kind === 'card' ? t(`common:payment.${kind}`) : kind;
  return (
    <Card>
      <CardHeader title={t('receipt.payments')} />
      <CardBody className="space-y-3">
        <div className="flex items-baseline justify-between gap-4">
          <span className="text-ink-soft">{t('receipt.total')}</span>
          <Money amount={format.amount(receipt.totalTiyin)} currency={format.currency} size="lg" />
        </div>
        <dl className="space-y-1.5 border-t pt-3">
          {receipt.discountTiyin === '0' ? null : (
            <>
              <Row label={t('receipt.gross')}>{format.amount(receipt.grossTiyin)}</Row>
              <Row label={t('receipt.discount')}>{format.amount(receipt.discountTiyin)}</Row>
            </>
          )}
          {receipt.payments.map((payment, at) => (
            <div key={`${at}-${payment.kind}`} className="space-y-1.5">
              <Row label={kindName(payment.kind)}>{format.amount(payment.amountTiyin)}</Row>
              {payment.changeTiyin === '0' && payment.tenderedTiyin === payment.amountTiyin ? null : (
                <>
                  <Row label={t('receipt.tendered')}>{format.amount(payment.tenderedTiyin)}</Row>
                  <Row label={t('receipt.change')}>{format.amount(payment.changeTiyin)}</Row>
                </>
              )}
            </div>
          ))}
        </dl>
      </CardBody>
    </Card>
  );
}

export function FiscalCard({ receipt }: { receipt: Receipt }) {
  const { t } = useWords();
  const mark = receipt.fiscalMark;
  return (
    <Card>
      <CardHeader title={t('receipt.fiscalTitle')} />
      <CardBody>
        {mark ? (
          <dl className="space-y-1.5">
            <Row label={t('receipt.fiscalSign')}>{mark.fiscalSign}</Row>
            <Row label={t('receipt.fiscalTerminal')}>{mark.fiscalTerminalId}</Row>
            <Row label={t('receipt.fiscalSeq')}>{mark.fiscalReceiptSeq}</Row>
            <Row label={t('receipt.fiscalTime')}>{moduleTime(mark.fiscalDateTime)}</Row>
            {/^https?:\/\//.test(mark.qrUrl) ? (
              <a
                href={mark.qrUrl}
                target="_blank"
                rel="noreferrer"
                className="mt-2 inline-flex items-center gap-1.5 rounded font-medium text-primary-ink underline"
              >
                {t('receipt.fiscalLink')}
                <ExternalLink size={16} aria-hidden="true" />
              </a>
            ) : null}
          </dl>
        ) : (
          <p className="text-ink-soft">{t('receipt.fiscalPending')}</p>
        )}
      </CardBody>
    </Card>
  );
}

/** `20261123101112` of the module -> `23.11.2026 10:11:12`. */
function moduleTime(digits: string): string {
  return digits.replace(/^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})$/, '$3.$2.$1 $4:$5:$6');
}

export function ProofCard({ receipt }: { receipt: Receipt }) {
  const { t } = useWords();
  return (
    <Card>
      <CardHeader title={t('receipt.proof')} text={t('receipt.proofText')} />
      <CardBody>
        <dl className="space-y-1.5">
          <Row label={t('receipt.journal')}>
            {receipt.epoch === 0
              ? t('receipt.journalOffice', { seq: receipt.seq })
              : t('receipt.journalValue', { epoch: receipt.epoch, seq: receipt.seq })}
          </Row>
          <Row label={t('receipt.hash')}>
            <span className="font-mono text-xs">{receipt.hash}</span>
          </Row>
        </dl>
      </CardBody>
    </Card>
  );
}

const accounts = [
  'cash',
  'card',
  'inventory',
  'cogs',
  'revenue',
  'vat-payable',
  'supplier-payable',
  'stock-settlement',
] as const;
type Account = (typeof accounts)[number];
const isAccount = (name: string): name is Account => (accounts as readonly string[]).includes(name);

export function PostingsCard({ receipt }: { receipt: Receipt }) {
  const { t } = useWords();
  const format = useFormat();
  const side = (tiyin: string) => (tiyin === '0' ? '' : format.amount(tiyin));
  return (
    <Card className="overflow-hidden">
      <CardHeader title={t('receipt.postings')} text={t('receipt.inCurrency')} className="pb-3" />
      <TableFrame>
        <Table>
          <TableHead>
            <tr>
              <TableHeader>{t('receipt.account')}</TableHeader>
              <TableHeader numeric>{t('receipt.debit')}</TableHeader>
              <TableHeader numeric>{t('receipt.credit')}</TableHeader>
            </tr>
          </TableHead>
          <TableBody>
            {receipt.postings.map((posting, at) => (
              <TableRow key={`${at}-${posting.account}`}>
                <TableCell>
                  {isAccount(posting.account) ? t(`receipt.accountName.${posting.account}`) : posting.account}
                </TableCell>
                <TableCell numeric>{side(posting.debitTiyin)}</TableCell>
                <TableCell numeric>{side(posting.creditTiyin)}</TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </TableFrame>
    </Card>
  );
}
