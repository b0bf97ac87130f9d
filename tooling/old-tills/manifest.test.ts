import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { WIRE_FLOOR, WIRE_VERSION } from '@jowi/contracts/sync/wire';
import { describe, expect, it } from 'vitest';
import { fixturePath, readManifest } from './manifest.ts';

/** The versions whose tills the server of today is tested with: the last two before its own. */
const KEPT = [WIRE_VERSION - 2, WIRE_VERSION - 1].filter((wire) => wire >= WIRE_FLOOR);
const MAX_BYTES = 400 * 1024;

describe('packed tills of before', () => {
  it('are there for the last two versions: before WIRE_VERSION is raised, `npm run pack-till -- HEAD`', () => {
    expect(readManifest().map(({ wire }) => wire)).toEqual(expect.arrayContaining(KEPT));
  });

  it.each(readManifest())(
    'the till of wire $wire is the one that was packed, and small',
    ({ wire, sha256 }) => {
      expect(existsSync(fixturePath(wire))).toBe(true);
      const packed = readFileSync(fixturePath(wire));
      expect(packed.length).toBeLessThan(MAX_BYTES);
      expect(createHash('sha256').update(gunzipSync(packed)).digest('hex')).toBe(sha256);
    },
  );

  it('no longer than they are needed', () => {
    for (const { wire } of readManifest()) expect(wire).toBeGreaterThanOrEqual(WIRE_VERSION - 2);
  });
});
