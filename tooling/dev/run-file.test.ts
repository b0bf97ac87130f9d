import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tempDir } from '@jowi/testkit/temp-dir';
import { expect, it } from 'vitest';
import { findRunner, stopOrphans, writeRun } from './run-file.ts';

const sleeper = () =>
  spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { detached: true, stdio: 'ignore' });

it('knows the runner that is alive, and ends what a dead one left behind', async () => {
  await using dir = await tempDir();
  const file = join(dir.path, 'run.json');
  expect(findRunner(file)).toBeNull();

  const orphan = sleeper();
  const exited = new Promise((resolve) => orphan.once('exit', (_, signal) => resolve(signal)));
  writeRun(file, [orphan.pid!]);
  expect(findRunner(file)).toBe(process.pid);

  await stopOrphans(file);
  expect(await exited).toBe('SIGTERM');
  expect(findRunner(file)).toBeNull();
});

it('leaves alone a process that got the number of one of ours', async () => {
  await using dir = await tempDir();
  const file = join(dir.path, 'run.json');
  const stranger = sleeper();
  const child = { pid: stranger.pid, commandLine: 'something else' };
  writeFileSync(file, JSON.stringify({ runner: { pid: 1, commandLine: 'npm start' }, children: [child] }));
  await stopOrphans(file);
  expect(stranger.exitCode).toBeNull();
  expect(stranger.signalCode).toBeNull();
  stranger.kill();
});
