import type { Problem } from '@jowi/contracts/errors';
import { Button } from '@jowi/ui/button';
import { cn } from '@jowi/ui/cn';
import { Money } from '@jowi/ui/money';
import { Notice } from '@jowi/ui/notice';
import { useState } from 'react';
import type { Cart, Paid } from '../../../bridge/sale/contract.ts';
import { ConfirmButton } from '../../parts/confirm-button.tsx';
import { Keypad } from '../../parts/keypad.tsx';
import { Panel } from '../../parts/panel.tsx';
import { play } from '../../parts/sound.ts';
import { TypedFigure } from '../../parts/typed-figure.tsx';
import { useWords } from '../../parts/words.ts';
import { useTillStore } from '../../state/till-context.ts';
import { needsApproval } from '../sale/use-sale.ts';
import { forgetPayment, rememberPayment } from './pending-payment.ts';

export type PayPanelProps = {
  cart: Cart;
  /** Of the money, before something came in between. */
  alreadyTyped: string;
  /** The receipt needs somebody's PIN first. */
  onAsk: (typed: string) => void;
  onBack: () => void;
  onScan: (code: string) => void;
  onPaid: (paid: Paid) => void;
};

/** Cash: type what was handed over or touch a note; nothing typed means the exact sum. Enter takes the money. */
export function PayPanel({ cart, alreadyTyped, onAsk, onBack, onScan, onPaid }: PayPanelProps) {
  const store = useTillStore();
  const { t, amount, currency, problem } = useWords();
  const [typed, setTyped] = useState(alreadyTyped);
  const [refusal, setRefusal] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const due = BigInt(cart.totalTiyin);
  const tendered = typed === '' ? due : BigInt(typed) * 100n;

  async function pay(tenderedTiyin: bigint) {
    if (busy) return;
    setBusy(true);
    setRefusal(null);
    const remembered = await rememberPayment(store);
    const answer = remembered.ok ? await store.sale.payCash(String(tenderedTiyin)) : remembered;
    setBusy(false);
    if (!answer.ok) {
      play('error');
      setRefusal(answer.problem);
      // without an answer nobody knows: the note stays until the host is back and has been asked
      if (answer.problem.code !== 'common/unavailable') forgetPayment();
      if (needsApproval(answer.problem)) onAsk(typed);
      return;
    }
    forgetPayment();
    play('paid');
    onPaid(answer.value);
    await store.refreshCart();
  }

  return (
    <Panel
      title={t('pay.title')}
      onBack={busy ? () => {} : onBack}
      footer={
        <ConfirmButton
          variant="success"
          hotkeys={['Enter', 'F12']}
          busy={busy}
          disabled={tendered < due}
          onPress={() => void pay(tendered)}
          className="h-18 text-2xl"
        >
          {busy ? t('pay.working') : t('pay.confirm')}
        </ConfirmButton>
      }
    >
      <div className="mx-auto grid h-full max-w-4xl content-start gap-3 sm:grid-cols-2 lg:gap-5">
        <div className="space-y-3">
          <div className="flex items-baseline justify-between gap-3 px-1">
            <span className="text-lg text-ink-soft">{t('pay.due')}</span>
            <Money amount={amount(cart.totalTiyin)} currency={currency} size="lg" className="text-3xl" />
          </div>
          <TypedFigure
            label={t('pay.tendered')}
            typed={typed}
            placeholder={amount(cart.totalTiyin)}
            suffix={currency}
          />
          <Change due={due} tendered={tendered} />
          {refusal ? (
            <Notice tone={refusal.code === 'common/unavailable' ? 'warning' : 'danger'} className="text-base">
              {refusal.code === 'common/unavailable' ? t('pay.unsure') : problem(refusal)}
            </Notice>
          ) : null}
          <Tenders cart={cart} busy={busy} onChoose={(tiyin) => void pay(BigInt(tiyin))} />
        </div>
        <Keypad
          value={typed}
          onValueChange={(next) => {
            setRefusal(null);
            setTyped(next);
          }}
          maxDigits={10}
          onScan={busy ? () => {} : onScan}
          className="content-start max-sm:[&>button]:min-h-12"
        />
      </div>
    </Panel>
  );
}

function Change({ due, tendered }: { due: bigint; tendered: bigint }) {
  const { t, amount, currency } = useWords();
  const short = tendered < due;
  const difference = String(short ? due - tendered : tendered - due);
  return (
    <div
      className={cn(
        'flex flex-wrap items-baseline justify-between gap-x-3 rounded-2xl px-5 py-3',
        short ? 'bg-danger-quiet text-on-danger-quiet' : 'bg-success-quiet text-on-success-quiet',
      )}
    >
      <span className="text-lg">{short ? t('pay.missing') : t('pay.change')}</span>
      <Money amount={amount(difference)} currency={currency} size="till" className="[&>span]:text-current" />
    </div>
  );
}

/** One touch takes the money: the exact sum, or what a customer is likely to hand over. */
function Tenders({ cart, busy, onChoose }: { cart: Cart; busy: boolean; onChoose: (tiyin: string) => void }) {
  const { t, amount } = useWords();
  const rounded = cart.suggestedTendersTiyin.filter((tiyin) => tiyin !== cart.totalTiyin).slice(0, 5);
  return (
    <div className="grid grid-cols-3 gap-2 sm:max-xl:grid-cols-2">
      <Button
        variant="secondary"
        size="till"
        className="px-2"
        tabIndex={-1}
        disabled={busy}
        onClick={() => onChoose(cart.totalTiyin)}
      >
        {t('pay.exact')}
      </Button>
      {rounded.map((tiyin) => (
        <Button
          key={tiyin}
          variant="outline"
          size="till"
          className="px-2 tabular-nums"
          tabIndex={-1}
          disabled={busy}
          onClick={() => onChoose(tiyin)}
        >
          {amount(tiyin)}
        </Button>
      ))}
    </div>
  );
}
