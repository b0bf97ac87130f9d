import { execFile } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { GENESIS_HASH } from '@jowi/contracts/sync/journal';
import { hashExportTotals, LinesDigest } from '@jowi/sync/journal-export-end';
import { exportPublicKey, sealEntry, signHash } from '@jowi/sync/journal-hash';
import { formatFingerprint, keyFingerprint } from '@jowi/sync/key-fingerprint';
import { type TempDir, tempDir } from '@jowi/testkit/temp-dir';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const terminalId = '019bb000-0000-7000-8000-000000000001';
const pair = generateKeyPairSync('ed25519');
const publicKey = exportPublicKey(pair.publicKey);
const fingerprint = formatFingerprint(keyFingerprint(publicKey));

/** One opened shift; the end line is signed with the till's key, which serves as the server's. */
function exported(): string {
  const shift = { shiftId: terminalId, shiftNumber: 1, employeeId: terminalId, businessDate: '2026-11-23' };
  const payload = { ...shift, occurredAtMs: 1, floatTiyin: '0' };
  const place = { terminalId, epoch: 1, seq: 1, kind: 'ShiftOpenedV1', prevHash: GENESIS_HASH };
  const entry = sealEntry({ ...place, payload }, pair.privateKey);
  const serverKey = { keyId: keyFingerprint(publicKey), publicKey };
  const names = { tenantId: terminalId, tenantName: 'Anor', terminalId, terminalName: 'Касса 1' };
  const keys = { epochs: [{ epoch: 1, publicKey }], serverKey, officeKeys: [] };
  const lines = [{ type: 'journal', version: 1, ...names, ...keys, exportedAtMs: 1 }, entry].map((it) =>
    JSON.stringify(it),
  );
  const digest = new LinesDigest();
  for (const line of lines) digest.add(line);
  const heads = [{ epoch: 1, seq: 1, hash: entry.hash }];
  const counts = { type: 'end' as const, entries: 1, quarantined: 0 };
  const totals = { ...counts, heads, digest: digest.read(), keyId: serverKey.keyId };
  const signature = signHash(pair.privateKey, hashExportTotals(totals));
  return [...lines, JSON.stringify({ ...totals, signature }), ''].join('\n');
}

describe('npm run journal:verify', () => {
  let dir: TempDir;
  let file: string;
  beforeAll(async () => {
    dir = await tempDir();
    file = join(dir.path, 'journal.ndjson');
    await writeFile(file, exported());
  });
  afterAll(() => dir.remove());

  const verify = (...args: string[]) =>
    new Promise<{ code: number; said: string }>((resolve) => {
      const main = join(import.meta.dirname, 'verify.main.ts');
      execFile(process.execPath, [main, ...args], (error, stdout, stderr) =>
        resolve({ code: typeof error?.code === 'number' ? error.code : 0, said: stdout + stderr }),
      );
    });

  it('ends with 0 for a sound journal, and says whose keys nobody confirmed', async () => {
    const { code, said } = await verify(file);
    expect(said).toContain(`? The till's key ${fingerprint} is the file's own word`);
    expect([code, said.trimEnd().split('\n').at(-1)]).toEqual([0, 'The journal is sound.']);
    expect((await verify(file, '--key', fingerprint)).said).not.toContain('?');
  });

  it('ends with 1 for a broken one, and says up to where it is sound', async () => {
    const strange = await verify(file, '--key', '0000 0000 0000 0000');
    expect([strange.code, strange.said]).toEqual([
      1,
      expect.stringContaining('which is not the one given (key)'),
    ]);
    const cut = join(dir.path, 'cut.ndjson');
    await writeFile(cut, exported());
    await truncate(cut, exported().length - 100);
    const { code, said } = await verify(cut, '--key', publicKey);
    expect([code, said]).toEqual([
      1,
      expect.stringContaining('! line 3: the file ends in the middle of line 3, before its end line (cut)'),
    ]);
    expect(said).toContain('Sound up to entry 1/1 (line 2,');
  });

  it('ends with 2 when there is nothing to check', async () => {
    const other = join(dir.path, 'other.csv');
    await writeFile(other, 'sku;name\n');
    expect((await verify(other)).code).toBe(2);
    expect((await verify(join(dir.path, 'nowhere'))).code).toBe(2);
    expect((await verify(file, '--key', 'x')).code).toBe(2);
    expect(await verify()).toMatchObject({
      code: 2,
      said: expect.stringContaining('npm run journal:verify'),
    });
  });
});
