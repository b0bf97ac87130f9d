import type { Problem } from '@jowi/contracts/errors';
import { useRef, useState } from 'react';
import type { ProductView } from '../../../bridge/catalogue/contract.ts';
import type { Result } from '../../../bridge/method.ts';
import type { Cart, CartLine, Discount } from '../../../bridge/sale/contract.ts';
import { play } from '../../parts/sound.ts';
import { useTill, useTillStore } from '../../state/till-context.ts';
import { restoreLines } from './restore-lines.ts';

/** Something just taken off the receipt, for as long as it can be put back. */
export type Undo = {
  kind: 'cleared' | 'removed';
  lines: readonly CartLine[];
  receiptDiscount: Discount | null;
};

/** Something that was refused until a colleague allows it; `again` does it once more. */
export type Ask = (again: () => Promise<Problem | null>) => void;

/** What the cashier does to the receipt, with its sounds, its refusal in words and its way back. */
export function useSale(ask: Ask) {
  const store = useTillStore();
  const cart = useTill((state) => state.cart);
  const [chosenId, setChosenId] = useState<string | null>(null);
  const [flash, setFlash] = useState({ lineId: '', turn: 0 });
  const [refusal, setRefusal] = useState<Problem | null>(null);
  const [undo, setUndo] = useState<Undo | null>(null);
  const turns = useRef(0);

  const selected = cart.lines.find((line) => line.lineId === chosenId) ?? cart.lines.at(-1) ?? null;

  function touched(lineId: string) {
    turns.current += 1;
    setChosenId(lineId);
    setFlash({ lineId, turn: turns.current });
  }

  async function add(run: () => Promise<Result<{ cart: Cart; lineId: string }>>): Promise<Problem | null> {
    const asked = run();
    const shown = store.cartAnswer(asked.then((a) => (a.ok ? { ok: true, value: a.value.cart } : a)));
    const [answer] = await Promise.all([asked, shown]);
    setUndo(null);
    if (!answer.ok) {
      play('error');
      if (needsApproval(answer.problem)) ask(() => add(run));
      else setRefusal(answer.problem);
      return answer.problem;
    }
    setRefusal(null);
    touched(answer.value.lineId);
    play('scan');
    return null;
  }

  async function change(run: () => Promise<Result<Cart>>): Promise<Problem | null> {
    const answer = await store.cartAnswer(run());
    if (answer.ok) return null;
    play('error');
    if (needsApproval(answer.problem)) ask(() => change(run));
    return answer.problem;
  }

  /** What is said where the receipt is; what waits for a PIN is said there. */
  const tell = (problem: Problem | null) => setRefusal(problem && needsApproval(problem) ? null : problem);

  async function step(pieces: 1n | -1n) {
    if (!selected) return;
    const qtyMilli = BigInt(selected.qtyMilli) + pieces * 1000n;
    if (qtyMilli <= 0n) return;
    const { lineId } = selected;
    tell(await change(() => store.sale.setQuantity(lineId, String(qtyMilli))));
    touched(lineId);
  }

  return {
    cart,
    selected,
    flash,
    refusal,
    undo,
    select: (lineId: string) => setChosenId(lineId),
    forget: () => {
      setRefusal(null);
      setUndo(null);
    },
    refuse: (problem: Problem) => {
      play('error');
      setRefusal(problem);
    },
    scan: async (code: string) => (await add(() => store.sale.scan(code))) === null,
    addProduct: (product: ProductView) => add(() => store.sale.addProduct(product.id)),
    more: () => void step(1n),
    less: () => void step(-1n),
    moveSelection: (by: 1 | -1) => {
      const at = cart.lines.findIndex((line) => line.lineId === selected?.lineId);
      const next = cart.lines[Math.max(0, Math.min(cart.lines.length - 1, at + by))];
      if (next) setChosenId(next.lineId);
    },
    setQuantity: async (lineId: string, qtyMilli: string) => {
      const problem = await change(() => store.sale.setQuantity(lineId, qtyMilli));
      if (!problem) touched(lineId);
      return problem;
    },
    setLineDiscount: async (lineId: string, discount: Discount | null) => {
      const problem = await change(() => store.sale.setLineDiscount(lineId, discount));
      if (!problem) touched(lineId);
      return problem;
    },
    setReceiptDiscount: (discount: Discount | null) => change(() => store.sale.setReceiptDiscount(discount)),
    remove: async () => {
      if (!selected) return;
      const line = selected;
      const problem = await change(() => store.sale.removeLine(line.lineId));
      setRefusal(problem);
      if (!problem) setUndo({ kind: 'removed', lines: [line], receiptDiscount: null });
    },
    clear: async () => {
      if (cart.lines.length === 0) return;
      const before = cart;
      const problem = await change(() => store.sale.clear());
      setRefusal(problem);
      if (!problem)
        setUndo({ kind: 'cleared', lines: before.lines, receiptDiscount: before.receiptDiscount });
    },
    takeBack: async () => {
      if (!undo) return;
      setUndo(null);
      await restoreLines(store, undo.lines, undo.receiptDiscount);
    },
  };
}

export function needsApproval({ code }: Problem): boolean {
  return code === 'till/approval-needed';
}

export type Sale = ReturnType<typeof useSale>;
