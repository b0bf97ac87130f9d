import { randomBytes } from 'node:crypto';
import { tempDir } from '@jowi/testkit/temp-dir';
import { expect, it } from 'vitest';
import { DeviceKeys } from './device-keys.ts';
import { privateFilesIn } from './private-file.ts';

it('the public half of the key is known as soon as there is one, and after a restart', async () => {
  await using dir = await tempDir();
  const open = () => new DeviceKeys(privateFilesIn(dir.path), randomBytes);
  const keys = open();
  expect([keys.present, keys.publicKey]).toEqual([false, null]);
  const publicKey = keys.ensurePublicKey();
  expect(publicKey).toMatch(/^[A-Za-z0-9_-]{43}$/);
  expect([keys.publicKey, open().publicKey, open().ensurePublicKey()]).toEqual([
    publicKey,
    publicKey,
    publicKey,
  ]);
});
