import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { AuditKeys } from './audit-keys.ts';

/** The log of a business had this entry with this hash at this time. */
export interface Anchor {
  readonly tenantId: string;
  readonly seq: number;
  /** Of the entry. */
  readonly mac: string;
  readonly atMs: number;
}

/** What precedes the first line of a file. */
export const FIRST_ANCHOR = '';

const zLine = z.object({
  tenantId: z.string(),
  seq: z.number().int().positive(),
  head: z.string(),
  atMs: z.number().int(),
  keyId: z.string(),
  prev: z.string(),
  mac: z.string(),
});
type AnchorLine = z.infer<typeof zLine>;

/** A line of the file: chained to the line before it and keyed, so that the file itself cannot be edited unseen. */
export function anchorLine(keys: AuditKeys, anchor: Anchor, prev: string): AnchorLine {
  const { tenantId, seq, mac: head, atMs } = anchor;
  const line = { tenantId, seq, head, atMs, keyId: keys.currentId, prev };
  return { ...line, mac: keys.mac(line.keyId, 'anchor', line) };
}

export interface ReadAnchors {
  readonly anchors: readonly Anchor[];
  /** Lines that nobody with a key wrote, or whose predecessor is gone, as `file:line`. */
  readonly damaged: readonly string[];
}

/** All anchors of all servers whose files are in this directory; none when it is not there. */
export async function readAnchors(keys: AuditKeys, dir: string): Promise<ReadAnchors> {
  const anchors: Anchor[] = [];
  const damaged: string[] = [];
  const names = await readdir(dir).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  for (const name of names.filter((it) => it.endsWith('.jsonl')).sort()) {
    const text = await readFile(join(dir, name), 'utf8');
    const lines = text.split('\n');
    // Without its newline the last line was being written when the power went.
    lines.pop();
    let prev = FIRST_ANCHOR;
    for (const [at, content] of lines.entries()) {
      const line = parseLine(content);
      if (!line || !isGenuine(keys, line) || line.prev !== prev) damaged.push(`${name}:${at + 1}`);
      if (line && isGenuine(keys, line))
        anchors.push({ tenantId: line.tenantId, seq: line.seq, mac: line.head, atMs: line.atMs });
      prev = line?.mac ?? prev;
    }
  }
  return { anchors, damaged };
}

function isGenuine(keys: AuditKeys, { mac, ...line }: AnchorLine): boolean {
  return keys.has(line.keyId) && keys.mac(line.keyId, 'anchor', line) === mac;
}

function parseLine(content: string): AnchorLine | null {
  try {
    return zLine.parse(JSON.parse(content));
  } catch {
    return null;
  }
}
