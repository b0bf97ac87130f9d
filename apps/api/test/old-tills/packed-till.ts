import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gunzipSync } from 'node:zlib';

const folder = new URL('../../../../tooling/old-tills/fixtures/', import.meta.url);

export interface Packed {
  readonly wire: number;
  readonly commit: string;
  readonly sha256: string;
}

type Answer<T = unknown> = Promise<
  { ok: true; value: T } | { ok: false; problem: { code: string; params?: Record<string, unknown> } }
>;

/** As much of a till of before as a day in a shop needs; it has not changed since the first. */
export interface OldTill {
  readonly device: {
    pair(how: { code: string; serverUrl: string }): Answer;
    state(): Answer<{
      unsent: number;
      online: boolean;
      catalogue: { complete: boolean };
      notices: unknown[];
    }>;
  };
  readonly session: {
    employees(): Answer<readonly { id: string }[]>;
    signIn(who: { employeeId: string; pin: string }): Answer;
  };
  readonly shift: {
    open(how: { floatTiyin: string }): Answer;
    close(how: { countedTiyin: string }): Answer<{ expectedTiyin: string; receiptCount: number }>;
    report(): Answer<{ expectedTiyin: string; receiptCount: number }>;
  };
  readonly sale: {
    scan(what: { code: string }): Answer;
    payCash(how: { tenderedTiyin: string }): Answer<{ receiptId: string; totalTiyin: string }>;
  };
  close(): Promise<void>;
}

export interface OldTillProgram {
  readonly WIRE_VERSION: number;
  readonly nodePorts: object;
  readonly FakeFiscal: new () => { readonly registered: readonly { receiptId: string }[] };
  readonly FakePrinter: new () => object;
  openTill(options: object): OldTill;
}

export function listPacked(): Packed[] {
  return JSON.parse(readFileSync(new URL('manifest.json', folder), 'utf8')) as Packed[];
}

/** The engine as it was, unpacked into `dir`; throws when it is not the one that was packed. */
export async function loadPacked({ wire, sha256 }: Packed, dir: string): Promise<OldTillProgram> {
  const code = gunzipSync(readFileSync(new URL(`till-wire-${wire}.mjs.gz`, folder)));
  const actual = createHash('sha256').update(code).digest('hex');
  if (actual !== sha256) throw new Error(`The packed till of wire ${wire} is not the one that was packed`);
  const path = join(dir, `till-wire-${wire}.mjs`);
  writeFileSync(path, code);
  return (await import(/* @vite-ignore */ pathToFileURL(path).href)) as OldTillProgram;
}
