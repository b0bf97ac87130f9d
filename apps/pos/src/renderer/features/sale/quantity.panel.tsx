import type { Problem } from '@jowi/contracts/errors';
import { parseQty } from '@jowi/i18n/format';
import { Notice } from '@jowi/ui/notice';
import { useState } from 'react';
import type { CartLine } from '../../../bridge/sale/contract.ts';
import { ConfirmButton } from '../../parts/confirm-button.tsx';
import { Keypad } from '../../parts/keypad.tsx';
import { Panel } from '../../parts/panel.tsx';
import { TypedFigure } from '../../parts/typed-figure.tsx';
import { useWords } from '../../parts/words.ts';
import type { Sale } from './use-sale.ts';

export type QuantityPanelProps = {
  line: CartLine;
  sale: Sale;
  onBack: () => void;
  onScan: (code: string) => void;
};

/** How much of one line; weighed goods to the gram. Typing replaces what was there. */
export function QuantityPanel({ line, sale, onBack, onScan }: QuantityPanelProps) {
  const { t, name, qtyNumber, problem } = useWords();
  const [typed, setTyped] = useState('');
  const [refusal, setRefusal] = useState<Problem | 'zero' | null>(null);
  const [busy, setBusy] = useState(false);

  async function apply() {
    const qtyMilli = typed === '' ? BigInt(line.qtyMilli) : parseQty(typed.replace(/\.$/, ''));
    if (qtyMilli === null || qtyMilli <= 0n) return setRefusal('zero');
    setBusy(true);
    const refused = await sale.setQuantity(line.lineId, String(qtyMilli));
    setBusy(false);
    if (refused) setRefusal(refused);
    else onBack();
  }

  return (
    <Panel
      title={t('quantity.title')}
      text={name(line.name)}
      onBack={onBack}
      footer={
        <ConfirmButton busy={busy} onPress={() => void apply()}>
          {t('quantity.apply')}
        </ConfirmButton>
      }
    >
      <div className="mx-auto max-w-md space-y-3">
        <TypedFigure
          label={t('quantity.text')}
          typed={typed}
          placeholder={qtyNumber(line.qtyMilli)}
          suffix={t(`common:unit.${line.unit}`)}
        />
        {refusal ? (
          <Notice tone="danger">{refusal === 'zero' ? t('quantity.zero') : problem(refusal)}</Notice>
        ) : null}
        <Keypad
          value={typed}
          onValueChange={(next) => {
            setRefusal(null);
            setTyped(next);
          }}
          decimals={line.unit === 'piece' ? 0 : 3}
          maxDigits={6}
          onScan={onScan}
        />
      </div>
    </Panel>
  );
}
