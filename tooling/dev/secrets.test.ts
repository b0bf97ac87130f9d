import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tempDir } from '@jowi/testkit/temp-dir';
import { expect, it } from 'vitest';
import { getSecrets } from './secrets.ts';

it('makes the secrets once, for the owner’s eyes, and never guesses a damaged file', async () => {
  await using dir = await tempDir();
  const file = join(dir.path, 'data', 'secrets.json');
  const first = getSecrets(file);
  expect(getSecrets(file)).toEqual(first);
  expect(new Set(Object.values(first)).size).toBe(5);
  expect(statSync(file).mode & 0o077).toBe(0);

  writeFileSync(file, '{ "authSecret"');
  expect(() => getSecrets(file)).toThrow(/is damaged/);
});
