import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { freePort } from '@jowi/testkit/free-port';
import { waitFor } from '@jowi/testkit/wait-for';
import { Redis } from 'ioredis';

export interface TestRedis {
  readonly url: string;
  stop(): Promise<void>;
}

const PROGRAMS = ['redis-server', 'valkey-server'];

/** A server of one's own where the machine has the program, or the one of TEST_REDIS_URL; null: neither is there. */
export async function startTestRedis(): Promise<TestRedis | null> {
  const outside = process.env.TEST_REDIS_URL;
  if (outside) return { url: outside, stop: async () => undefined };
  const program = PROGRAMS.find(isInstalled);
  if (!program) return null;
  const port = await freePort();
  const server = spawn(program, ['--port', String(port), '--bind', '127.0.0.1', '--save', ''], {
    stdio: 'ignore',
  });
  const url = `redis://127.0.0.1:${port}`;
  await waitFor(() => answers(url), { what: `${program} to answer`, timeoutMs: 10_000, intervalMs: 50 });
  return { url, stop: () => end(server) };
}

function isInstalled(program: string): boolean {
  try {
    execFileSync(program, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

async function answers(url: string): Promise<boolean> {
  const redis = new Redis(url, { lazyConnect: true, maxRetriesPerRequest: 0, retryStrategy: () => null });
  redis.on('error', () => undefined);
  try {
    await redis.connect();
    return (await redis.ping()) === 'PONG';
  } finally {
    redis.disconnect();
  }
}

async function end(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  server.kill('SIGTERM');
  await ended;
}
