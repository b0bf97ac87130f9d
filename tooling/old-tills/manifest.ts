import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A till engine of before, as packed. */
export interface PackedTill {
  /** The version of the wire it speaks. */
  readonly wire: number;
  readonly commit: string;
  /** Of the code before it was compressed, hex: nobody edits what is supposed to be old. */
  readonly sha256: string;
}

const folder = join(import.meta.dirname, 'fixtures');
const path = join(folder, 'manifest.json');

export function fixturePath(wire: number): string {
  return join(folder, `till-wire-${wire}.mjs.gz`);
}

export function readManifest(): PackedTill[] {
  return JSON.parse(readFileSync(path, 'utf8')) as PackedTill[];
}

export function writeManifest(tills: readonly PackedTill[]): void {
  writeFileSync(path, `${JSON.stringify(tills, null, 2)}\n`);
}
