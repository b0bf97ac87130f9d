import { join } from 'node:path';
import { freePort } from '@jowi/testkit/free-port';
import { toolEnvironment } from '../../bootstrap/tools.mjs';
import { answersHttp } from '../../dev/is-ready.ts';
import { ManagedProcess } from '../../dev/managed-process.ts';
import { apiArguments } from '../../dev/stack.ts';
import { repositoryRoot } from '../../repository-root.ts';
import type { BenchDatabase } from './database.ts';

/** Signs sessions and tokens of throw-away data. */
export const BENCH_AUTH_SECRET = 'the secret of the bench, which guards nothing at all';
export const BENCH_ORIGIN = 'http://localhost:3000';

/** Counted all the same: what the counting costs is in every figure. */
const limitsOutOfReach = {
  REQUESTS_PER_ADDRESS: '10000000',
  REQUESTS_PER_ACCOUNT: '10000000',
  REQUESTS_PER_TENANT: '10000000',
  REQUESTS_PER_TERMINAL: '10000000',
};

export interface ApiProcess extends AsyncDisposable {
  readonly url: string;
  stop(): Promise<void>;
  /** Once more, at the same address. */
  start(): Promise<void>;
}

/** The built API in a process of its own, as `npm start` runs it. */
export async function startApi(
  database: BenchDatabase,
  {
    logDir,
    name = 'api',
    settings = {},
  }: { logDir: string; name?: string; settings?: Readonly<Record<string, string>> },
): Promise<ApiProcess> {
  const port = await freePort();
  const api = new ManagedProcess({
    name: 'the API',
    command: process.execPath,
    args: [...profiling(name), ...apiArguments],
    cwd: join(repositoryRoot, 'apps/api'),
    env: {
      ...toolEnvironment(repositoryRoot),
      NODE_ENV: 'production',
      API_PORT: String(port),
      APP_DATABASE_URL: database.appUrl,
      AUTH_DATABASE_URL: database.authUrl,
      AUTH_SECRET: BENCH_AUTH_SECRET,
      WEB_ORIGIN: BENCH_ORIGIN,
      LOG_LEVEL: 'info',
      ...limitsOutOfReach,
      ...settings,
    },
    logFile: join(logDir, `${name}.log`),
    isReady: answersHttp(`http://127.0.0.1:${port}/ready`),
  });
  await api.start();
  return {
    url: `http://127.0.0.1:${port}`,
    stop: () => api.stop(),
    start: () => api.start(),
    [Symbol.asyncDispose]: () => api.stop(),
  };
}

/** BENCH_PROFILE=<directory>: where the time goes, to be opened in any viewer of V8 profiles. */
function profiling(name: string): string[] {
  const directory = process.env.BENCH_PROFILE;
  return directory ? ['--cpu-prof', `--cpu-prof-dir=${directory}`, `--cpu-prof-name=${name}.cpuprofile`] : [];
}
