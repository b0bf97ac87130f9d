import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '@jowi/testkit/free-port';
import { type TempDir, tempDir } from '@jowi/testkit/temp-dir';
import { waitFor } from '@jowi/testkit/wait-for';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { answersTcp } from './is-ready.ts';
import { ManagedProcess } from './managed-process.ts';

let dir: TempDir;
beforeEach(async () => {
  dir = await tempDir();
});
afterEach(() => dir.remove());

function plan(source: string, isReady: () => Promise<boolean>) {
  const script = join(dir.path, 'program.mjs');
  writeFileSync(script, source);
  return {
    name: 'the program',
    command: process.execPath,
    args: [script],
    cwd: dir.path,
    env: process.env,
    logFile: join(dir.path, 'program.log'),
    isReady,
  };
}

const isAlive = (pid: number) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

describe('ManagedProcess', () => {
  it('waits until it serves, and takes its children along when it stops', async () => {
    const port = await freePort();
    const source = `
      import { spawn } from 'node:child_process';
      import { createServer } from 'node:net';
      import { writeFileSync } from 'node:fs';
      const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
      writeFileSync('child.pid', String(child.pid));
      setTimeout(() => createServer().listen(${port}, '127.0.0.1'), 150);
      process.on('SIGTERM', () => process.exit(0));`;
    const program = new ManagedProcess(plan(source, answersTcp(port)));
    await program.start();
    const childPid = Number(readFileSync(join(dir.path, 'child.pid'), 'utf8'));
    expect([program.isRunning, isAlive(childPid)]).toEqual([true, true]);

    await program.stop();
    expect(program.isRunning).toBe(false);
    await waitFor(() => !isAlive(childPid), { what: 'the child to end' });
  });

  it('says what a program that does not start wrote last', async () => {
    const program = new ManagedProcess(
      plan(`console.error('no such thing'); process.exit(3);`, async () => false),
    );
    await expect(program.start()).rejects.toThrow(
      /the program did not start \(exit code 3\)\n {4}no such thing/,
    );
  });

  it('reports a death that nobody asked for, and can start again after it', async () => {
    const port = await freePort();
    const deaths: string[] = [];
    const source = `import { createServer } from 'node:net'; createServer().listen(${port}, '127.0.0.1');`;
    const program = new ManagedProcess(plan(source, answersTcp(port)), (_, how) => deaths.push(how));
    await program.start();
    process.kill(program.pid!, 'SIGKILL');
    await waitFor(() => deaths.length > 0);
    expect(deaths).toEqual(['killed by SIGKILL']);

    await program.start();
    await program.kill();
    expect(deaths).toHaveLength(1);
  });
});
