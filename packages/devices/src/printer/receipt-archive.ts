import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { ReceiptPaper } from './receipt-paper.ts';

const zPrintedReceipt = z.object({
  id: z.string(),
  printedAtMs: z.number(),
  paperMm: z.union([z.literal(58), z.literal(80)]),
  /** false = the paper was never cut: the line broke on the way. */
  cut: z.boolean(),
  /** Lines in the printer's own letters; drawn ones read `[image]`. */
  text: z.string(),
  qrCodes: z.array(z.string()),
  /** File name of the picture. */
  png: z.string(),
});
export type PrintedReceipt = z.infer<typeof zPrintedReceipt>;

/** Printed receipts in a folder: a picture, its text and what was on it, numbered from 000001. */
export class ReceiptArchive {
  readonly #dir: string;
  readonly #receipts: PrintedReceipt[];

  constructor(dir: string) {
    this.#dir = dir;
    mkdirSync(dir, { recursive: true });
    this.#receipts = readdirSync(dir)
      .filter((file) => /^\d{6}\.json$/.test(file))
      .sort()
      .map((file) => zPrintedReceipt.parse(JSON.parse(readFileSync(join(dir, file), 'utf8'))));
  }

  /** Oldest first. */
  list(): readonly PrintedReceipt[] {
    return this.#receipts;
  }

  picture(id: string): Buffer {
    return readFileSync(join(this.#dir, `${id}.png`));
  }

  add(paper: ReceiptPaper, about: { paperMm: 58 | 80; cut: boolean; printedAtMs: number }): PrintedReceipt {
    const id = String(Number(this.#receipts.at(-1)?.id ?? 0) + 1).padStart(6, '0');
    const receipt: PrintedReceipt = {
      id,
      ...about,
      text: paper.text,
      qrCodes: [...paper.qrCodes],
      png: `${id}.png`,
    };
    writeFileSync(join(this.#dir, receipt.png), paper.draw().toBuffer('image/png'));
    writeFileSync(join(this.#dir, `${id}.txt`), `${receipt.text}\n`);
    // The JSON is the entry in the list; it appears whole or not at all.
    const entry = join(this.#dir, `${id}.json`);
    writeFileSync(`${entry}.part`, JSON.stringify(receipt, null, 2));
    renameSync(`${entry}.part`, entry);
    this.#receipts.push(receipt);
    return receipt;
  }
}
