import type { Problem } from '@jowi/contracts/errors';
import { Button } from '@jowi/ui/button';
import { Notice } from '@jowi/ui/notice';
import { Segmented } from '@jowi/ui/segmented';
import { useState } from 'react';
import type { CartLine, Discount } from '../../../bridge/sale/contract.ts';
import { ConfirmButton } from '../../parts/confirm-button.tsx';
import { Keypad } from '../../parts/keypad.tsx';
import { Panel } from '../../parts/panel.tsx';
import { TypedFigure } from '../../parts/typed-figure.tsx';
import { useWords } from '../../parts/words.ts';
import { discountFrom, percentText } from './typed-discount.ts';
import type { Sale } from './use-sale.ts';

export type DiscountPanelProps = {
  /** null = the whole receipt. */
  line: CartLine | null;
  sale: Sale;
  onBack: () => void;
  onScan: (code: string) => void;
};

const USUAL_BPS = [300, 500, 1000, 1500, 2000, 5000] as const;

export function DiscountPanel({ line, sale, onBack, onScan }: DiscountPanelProps) {
  const { t, name, currency, problem } = useWords();
  const present = line ? line.discount : sale.cart.receiptDiscount;
  const [kind, setKind] = useState<Discount['kind']>(present?.kind ?? 'percent');
  const [typed, setTyped] = useState('');
  const [refusal, setRefusal] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);

  async function give(discount: Discount | null) {
    setBusy(true);
    const refused = line
      ? await sale.setLineDiscount(line.lineId, discount)
      : await sale.setReceiptDiscount(discount);
    setBusy(false);
    if (refused) setRefusal(refused);
    else onBack();
  }

  function apply() {
    const discount = discountFrom(kind, typed);
    if (discount === null) setRefusal({ code: 'sales/discount-invalid' });
    else void give(discount);
  }

  return (
    <Panel
      title={t(line ? 'discount.lineTitle' : 'discount.receiptTitle')}
      text={line ? name(line.name) : undefined}
      onBack={onBack}
      footer={
        <>
          {present ? (
            <Button
              variant="outline"
              size="till-lg"
              disabled={busy}
              onClick={() => void give(null)}
              className="px-4 text-base"
            >
              {t('discount.none')}
            </Button>
          ) : null}
          <ConfirmButton busy={busy} disabled={typed === ''} onPress={apply} className="flex-1">
            {t('discount.apply')}
          </ConfirmButton>
        </>
      }
    >
      <div className="mx-auto max-w-md space-y-3">
        <Segmented
          size="till"
          className="w-full"
          aria-label={t('discount.kind')}
          value={kind}
          onValueChange={(next) => {
            setKind(next);
            setTyped('');
            setRefusal(null);
          }}
          options={[
            { value: 'percent', label: t('discount.percent') },
            { value: 'amount', label: t('discount.amount') },
          ]}
        />
        <TypedFigure
          label={t(kind === 'percent' ? 'discount.percent' : 'discount.amount')}
          typed={typed}
          placeholder={present?.kind === kind ? presentText(present) : '0'}
          suffix={kind === 'percent' ? '%' : currency}
        />
        {refusal ? <Notice tone="danger">{problem(refusal)}</Notice> : null}
        {kind === 'percent' ? (
          <div className="grid grid-cols-6 gap-2">
            {USUAL_BPS.map((bps) => (
              <Button
                key={bps}
                variant="secondary"
                className="h-12 px-0 text-base"
                tabIndex={-1}
                disabled={busy}
                onClick={() => void give({ kind: 'percent', bps })}
              >
                {bps / 100} %
              </Button>
            ))}
          </div>
        ) : null}
        <Keypad
          value={typed}
          onValueChange={(next) => {
            setRefusal(null);
            setTyped(next);
          }}
          decimals={kind === 'percent' ? 2 : 0}
          maxDigits={kind === 'percent' ? 3 : 12}
          onScan={onScan}
        />
      </div>
    </Panel>
  );
}

function presentText(discount: Discount): string {
  return discount.kind === 'percent' ? percentText(discount.bps) : String(BigInt(discount.tiyin) / 100n);
}
