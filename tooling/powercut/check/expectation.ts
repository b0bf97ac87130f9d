import type { Said, SaidSale } from '../record/said.ts';

/** What a till has to know after the power cut, because it had said so before. */
export interface Expectation {
  /** null = it had not been paired yet. */
  readonly publicKey: string | null;
  readonly sales: readonly SaidSale[];
  readonly shiftsOpened: readonly number[];
  readonly shiftsClosed: readonly number[];
  readonly drawerOpened: number;
  /** Receipts that are on paper, and those that are with the fiscal module. */
  readonly printed: readonly string[];
  readonly registered: readonly string[];
  /** The last that was heard of a sale is that it was refused. */
  readonly refused: boolean;
}

export function expectationOf(said: readonly Said[]): Expectation {
  let publicKey: string | null = null;
  let drawerOpened = 0;
  let refused = false;
  const sales: SaidSale[] = [];
  const lists = {
    opened: [] as number[],
    closed: [] as number[],
    printed: [] as string[],
    registered: [] as string[],
  };
  for (const line of said) {
    if (line.say === 'asked' || line.say === 'paid') refused = false;
    if (line.say === 'refused' && line.what === 'pay') refused = true;
    if (line.say === 'paired') publicKey = line.publicKey;
    else if (line.say === 'paid') sales.push(line);
    else if (line.say === 'shift-opened') lists.opened.push(line.shiftNumber);
    else if (line.say === 'shift-closed') lists.closed.push(line.shiftNumber);
    else if (line.say === 'drawer') drawerOpened++;
    else if (line.say === 'printed') lists.printed.push(line.receiptId);
    else if (line.say === 'registered') lists.registered.push(line.receiptId);
  }
  const { opened, closed, printed, registered } = lists;
  return {
    publicKey,
    sales,
    shiftsOpened: opened,
    shiftsClosed: closed,
    drawerOpened,
    printed,
    registered,
    refused,
  };
}
