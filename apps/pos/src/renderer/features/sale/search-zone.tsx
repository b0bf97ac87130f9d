import type { Problem } from '@jowi/contracts/errors';
import { Button } from '@jowi/ui/button';
import { Notice } from '@jowi/ui/notice';
import { SearchField } from '@jowi/ui/search-field';
import { LockKeyhole, ReceiptText, Timer } from 'lucide-react';
import { useRef, useState } from 'react';
import type { ProductView } from '../../../bridge/catalogue/contract.ts';
import { useHotkeys } from '../../parts/hotkeys.ts';
import { useWords } from '../../parts/words.ts';
import { useScanner } from '../../scanner/use-scanner.ts';
import { NOT_ALLOWED, useMay } from '../../state/use-may.ts';
import { ProductList } from './product-list.tsx';
import { QuickKeys } from './quick-keys.tsx';
import type { SalePanel } from './sale-panel.ts';
import { useProductSearch } from './use-product-search.ts';
import type { Sale } from './use-sale.ts';

export type SearchZoneProps = {
  sale: Sale;
  show: (panel: SalePanel) => void;
  onScan: (code: string) => void;
  /** A payment under way when the till stopped turned out not to have happened. */
  notPaid: boolean;
};

const LOOKS_LIKE_A_CODE = /^\d{4,}$/;

/** The usual state of the work zone: one field for words and codes, quick keys under it, results instead of them. */
export function SearchZone({ sale, show, onScan, notPaid }: SearchZoneProps) {
  const { t, problem } = useWords();
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  const search = useProductSearch(text);
  const [highlight, setHighlight] = useState(0);
  const searching = text.trim() !== '';
  const { selected } = sale;
  const mayShift = useMay('till/shift');
  const openShift = () => (mayShift ? show({ kind: 'shift' }) : sale.refuse(NOT_ALLOWED));

  function finish() {
    setText('');
    field.current?.blur();
  }

  function change(next: string) {
    setText(next);
    setHighlight(0);
    if (sale.refusal || sale.undo) sale.forget();
  }

  async function addProduct(product: ProductView) {
    finish();
    await sale.addProduct(product);
  }

  /** Enter: a whole code is scanned, a word adds the highlighted result, both without the mouse. */
  async function submit() {
    const wanted = text.trim();
    if (LOOKS_LIKE_A_CODE.test(wanted)) {
      if (await sale.scan(wanted)) return finish();
    }
    const found = await search.answerFor(wanted);
    const product = found[Math.min(highlight, found.length - 1)];
    if (product && !(LOOKS_LIKE_A_CODE.test(wanted) && found.length > 1)) await addProduct(product);
  }

  useScanner({
    onScan: (code) => {
      finish();
      onScan(code);
    },
    onType: (typed) => {
      if (typed === '+') sale.more();
      else if (typed === '-') sale.less();
      else if (typed === '*' && selected) show({ kind: 'quantity', lineId: selected.lineId });
      else {
        change(text + typed);
        field.current?.focus();
        return () => {
          setText(text);
          field.current?.blur();
        };
      }
      return undefined;
    },
  });

  useHotkeys({
    F2: () => field.current?.focus(),
    F7: () => show({ kind: 'receipts' }),
    F10: openShift,
    Enter: searching ? () => void submit() : undefined,
    ArrowDown: () =>
      searching ? setHighlight((at) => Math.min(at + 1, search.found.length - 1)) : sale.moveSelection(1),
    ArrowUp: () => (searching ? setHighlight((at) => Math.max(at - 1, 0)) : sale.moveSelection(-1)),
    Escape: () => {
      finish();
      sale.forget();
    },
  });

  return (
    <section className="flex min-h-0 flex-1 flex-col">
      <div className="space-y-2 px-3 pt-3 pb-2 sm:px-4">
        <SearchField
          ref={field}
          size="till"
          value={text}
          onValueChange={change}
          label={t('sale.search')}
          clearLabel={t('cash.clear')}
          hotkey="F2"
          maxLength={100}
          className="[&_input]:bg-card"
        />
        <Trouble refusal={sale.refusal} notPaid={notPaid} words={{ problem, notPaid: t('pay.notPaid') }} />
      </div>
      <div className="min-h-0 flex-1 overflow-auto px-3 pb-3 sm:px-4">
        {searching ? (
          <ProductList
            products={search.found}
            settled={search.settled}
            highlight={highlight}
            onChoose={addProduct}
          />
        ) : (
          <QuickKeys onChoose={addProduct} />
        )}
      </div>
      <nav className="flex gap-2 border-t px-3 py-2 sm:px-4">
        <Button
          variant="outline"
          size="till"
          className="h-12 flex-1 text-base"
          hotkey="F7"
          onClick={() => show({ kind: 'receipts' })}
        >
          <ReceiptText size={20} />
          {t('sale.receipts')}
        </Button>
        <Button
          variant="outline"
          size="till"
          className="h-12 flex-1 text-base"
          aria-disabled={!mayShift}
          hotkey="F10"
          onClick={openShift}
        >
          {mayShift ? <Timer size={20} /> : <LockKeyhole size={20} />}
          {t('shift.menu')}
        </Button>
      </nav>
    </section>
  );
}

function Trouble({
  refusal,
  notPaid,
  words,
}: {
  refusal: Problem | null;
  notPaid: boolean;
  words: { problem: (refusal: Problem) => string; notPaid: string };
}) {
  if (refusal)
    return (
      <Notice tone="danger" className="text-base">
        {words.problem(refusal)}
      </Notice>
    );
  return notPaid ? (
    <Notice tone="warning" className="text-base">
      {words.notPaid}
    </Notice>
  ) : null;
}
