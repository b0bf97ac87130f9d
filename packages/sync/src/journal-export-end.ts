import { createHash, type Hash } from 'node:crypto';
import type { JournalExportTotals } from '@jowi/contracts/journal-export';
import { canonicalJson } from './canonical-json.ts';

/** The digest of an export's lines while they go by. */
export class LinesDigest {
  readonly #hash: Hash = createHash('sha256');

  /** A line without its line break. */
  add(line: string): void {
    this.#hash.update(line, 'utf8').update('\n');
  }

  /** Of all lines so far; SHA-256, lower-case hex. */
  read(): string {
    return this.#hash.copy().digest('hex');
  }
}

/** What the server signs: everything the end line says, its signature left out. */
export function hashExportTotals({
  signature: _,
  ...totals
}: JournalExportTotals & { signature?: unknown }): string {
  return createHash('sha256').update(canonicalJson(totals), 'utf8').digest('hex');
}
