import { createHash } from 'node:crypto';
import { canonicalJson } from '@jowi/sync/canonical-json';
import type { Books } from './sim-server.ts';

type Key = (row: never) => readonly (string | number | null)[];
type Lists = { [List in keyof Books as Books[List] extends readonly unknown[] ? List : never]: Books[List] };

const byPlace = (it: { terminalId: string; epoch: number; seq: number }) => [it.terminalId, it.epoch, it.seq];

/** What orders each list; equal keys mean equal rows, or an order that says something (FIFO). */
const KEYS: { readonly [List in keyof Lists]: Key } = {
  journal: byPlace,
  chains: byPlace,
  quarantine: (it: Books['quarantine'][number]) => [...byPlace(it), it.hash],
  receipts: byPlace,
  marks: byPlace,
  approvals: byPlace,
  shifts: byPlace,
  reconciliations: (it: Books['reconciliations'][number]) => [it.terminalId, it.shiftId],
  lots: (it: Books['lots'][number]) => [it.productId],
  movements: (it: Books['movements'][number]) => [
    ...[it.productId, it.receiptId, it.kind, it.lineNo, it.qtyMilli, it.costTiyin],
  ],
  balances: (it: Books['balances'][number]) => [it.productId],
  postings: (it: Books['postings'][number]) => [
    ...[it.receiptId, it.documentKind, it.account, it.debitTiyin, it.creditTiyin],
  ],
  products: (it: Books['products'][number]) => [it.id],
  employees: (it: Books['employees'][number]) => [it.id],
  terminals: (it: Books['terminals'][number]) => [it.terminalId],
};

/** Every list in its own order, whatever order the store gave it in. */
export function inOrder(books: Books): Books {
  const sorted: Record<string, unknown> = { ...books };
  for (const [list, keyOf] of Object.entries(KEYS)) {
    const keyed = (books[list as keyof Lists] as readonly never[]).map((row) => ({ row, key: keyOf(row) }));
    sorted[list] = keyed.sort((a, b) => compare(a.key, b.key)).map(({ row }) => row);
  }
  return sorted as Books;
}

function compare(a: ReturnType<Key>, b: ReturnType<Key>): number {
  for (const [i, one] of a.entries()) {
    const other = b[i] ?? null;
    if (one === other) continue;
    if (one === null) return -1;
    if (other === null) return 1;
    return one < other ? -1 : 1;
  }
  return 0;
}

/** What a sale cost depends on which till's sale reached the lots first; what was sold and taken does not. */
const COST_ACCOUNTS: ReadonlySet<string> = new Set(['inventory', 'cogs', 'stock-settlement']);

export function hashOfState(books: Books): string {
  const { journal, chains, quarantine, receipts, marks, approvals, shifts, products, employees } = books;
  const state = {
    ...{ chains, marks, approvals, shifts, products, employees },
    journal: journal.map(({ payload, ...row }) => row),
    quarantine: quarantine.map(({ entry, ...row }) => row),
    receipts: receipts.map(({ costTiyin, lines, ...row }) => ({
      ...row,
      lines: lines.map(({ costTiyin: _, ...line }) => line),
    })),
    balances: books.balances.map(({ productId, qtyMilli }) => [productId, qtyMilli]),
    postings: books.postings.filter((row) => !COST_ACCOUNTS.has(row.account)),
    terminals: books.terminals.map(({ terminalId, state, epoch }) => [terminalId, state, epoch]),
  };
  return createHash('sha256').update(canonicalJson(state)).digest('hex');
}
