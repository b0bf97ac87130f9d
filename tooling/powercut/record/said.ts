import { writeSync } from 'node:fs';

export type SaidLine = readonly [lineId: string, qtyMilli: string, netTiyin: string];

/**
 * What a till under watch tells the world, a line each: answers to people and things done to them. Written in one call, so
 * that the trace holds it in its place among the writes to the disk.
 */
export type Said =
  | { readonly say: 'paired'; readonly publicKey: string }
  | { readonly say: 'shift-opened' | 'shift-closed'; readonly shiftNumber: number }
  | {
      readonly say: 'paid';
      readonly receiptId: string;
      readonly receiptNumber: number;
      readonly totalTiyin: string;
      readonly tenderedTiyin: string;
      readonly lines: readonly SaidLine[];
    }
  /** "Paid" was pressed, and perhaps the cashier was told no. */
  | { readonly say: 'asked' }
  | { readonly say: 'refused'; readonly what: string; readonly code: string }
  /** Past the point of no return: the drawer is open, paper runs, the fiscal module has the receipt. */
  | { readonly say: 'drawer' }
  | { readonly say: 'printed' | 'registered'; readonly receiptId: string };

export type SaidSale = Extract<Said, { say: 'paid' }>;

const STDOUT = 1;

export function say(said: Said): void {
  writeSync(STDOUT, `${JSON.stringify(said)}\n`);
}

/** null = a line of somebody else. */
export function readSaid(line: string): Said | null {
  return line.startsWith('{"say":') ? (JSON.parse(line) as Said) : null;
}
