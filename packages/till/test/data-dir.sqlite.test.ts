import { spawnSync } from 'node:child_process';
import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { makeDataDir } from '../src/device/directory.ts';
import { openTill } from '../src/open-till.ts';
import { offlineOptions } from '../src/testing/prepared-till.ts';
import { Bench } from './till.fixture.ts';

const bench = new Bench();
afterEach(() => bench.end());

const strace = process.platform === 'linux' && spawnSync('strace', ['-V']).status === 0;

it.skipIf(!strace)(
  'every directory made for the till is named on the disk before anything is in it',
  async () => {
    const top = await bench.dir();
    const module = new URL('../src/device/directory.ts', import.meta.url).href;
    const script = `import { makeDataDir } from ${JSON.stringify(module)}; makeDataDir(process.argv[1]);`;
    const { stderr, status } = spawnSync(
      'strace',
      [
        ...['-f', '-y', '-e', 'signal=none', '-e', 'trace=mkdir,fsync', process.execPath],
        ...['--input-type=module', '-e', script, join(top, 'shop/tills/1')],
      ],
      { encoding: 'utf8' },
    );
    if (status !== 0 && /ptrace/i.test(stderr)) return;
    const synced = [...stderr.matchAll(/fsync\(\d+<(.*?)>\)\s+= 0/g)].map(([, path]) => path);
    expect(synced).toEqual([join(top, 'shop/tills'), join(top, 'shop'), top]);
  },
);

it('makes a directory nobody else may read, and is content with one that is there', async () => {
  const dataDir = join(await bench.dir(), 'a/b');
  makeDataDir(dataDir);
  makeDataDir(dataDir);
  expect(statSync(dataDir).mode & 0o777).toBe(0o700);
});

it('a place where no directory can be made is a disk error, not a bug', async () => {
  const file = join(await bench.dir(), 'file');
  writeFileSync(file, '');
  expect(() => openTill(offlineOptions(join(file, 'till')))).toThrow('till/disk-error');
});
