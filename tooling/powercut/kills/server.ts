import { randomBytes } from 'node:crypto';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { APP_ROLE, AUTH_ROLE, migrate, provisionRoles } from '@jowi/api/prisma/migrate.ts';
import { freePort } from '@jowi/testkit/free-port';
import { type PostgresServer, startPostgres, withClient } from '@jowi/testkit/postgres';
import { asRole } from '@jowi/testkit/postgres-url';
import { waitFor } from '@jowi/testkit/wait-for';
import { toolEnvironment } from '../../bootstrap/tools.mjs';
import { answersHttp } from '../../dev/is-ready.ts';
import { ManagedProcess } from '../../dev/managed-process.ts';
import { apiArguments } from '../../dev/stack.ts';
import { repositoryRoot } from '../../repository-root.ts';

const DATABASE = 'powercut';
const SERVES_WITHIN_MS = 60_000;

/** Ways in which a server goes down. */
export type ServerDeath =
  | 'API killed'
  | 'PostgreSQL killed'
  | 'PostgreSQL stopped at once'
  | 'one backend killed';

/** PostgreSQL that reaches the disk and the built API on it, both to be killed and brought back. */
export class MortalServer implements AsyncDisposable {
  readonly #api: ManagedProcess;
  readonly #startPostgres: () => Promise<PostgresServer>;
  readonly url: string;
  readonly adminUrl: string;
  readonly appUrl: string;
  readonly authUrl: string;
  /** Deaths of the API that nobody asked for. */
  readonly ownDeaths: string[];
  #postgres: PostgresServer;

  private constructor(parts: {
    api: ManagedProcess;
    url: string;
    urls: Record<'adminUrl' | 'appUrl' | 'authUrl', string>;
    ownDeaths: string[];
    postgres: PostgresServer;
    startPostgres: () => Promise<PostgresServer>;
  }) {
    this.#api = parts.api;
    this.url = parts.url;
    this.adminUrl = parts.urls.adminUrl;
    this.appUrl = parts.urls.appUrl;
    this.authUrl = parts.urls.authUrl;
    this.ownDeaths = parts.ownDeaths;
    this.#postgres = parts.postgres;
    this.#startPostgres = parts.startPostgres;
  }

  static async start(dataDir: string, logDir: string): Promise<MortalServer> {
    mkdirSync(logDir, { recursive: true });
    const [adminPassword, ownerPassword, appPassword, authPassword] = Array.from({ length: 4 }, () =>
      randomBytes(24).toString('base64url'),
    ) as [string, string, string, string];
    const cluster = {
      dataDir: join(dataDir, 'pg'),
      logFile: join(logDir, 'postgres.log'),
      port: await freePort(),
      adminPassword,
      ownerPassword,
      durable: true,
    };
    const start = () => startPostgres(cluster);
    const postgres = await start();
    try {
      await postgres.ensureDatabase(DATABASE);
      await provisionRoles(postgres.ownerUrl(DATABASE), { appPassword, authPassword });
      await migrate(postgres.ownerUrl(DATABASE));
      const adminUrl = postgres.adminUrl(DATABASE);
      const urls = {
        adminUrl,
        appUrl: asRole(adminUrl, APP_ROLE, appPassword),
        authUrl: asRole(adminUrl, AUTH_ROLE, authPassword),
      };
      const port = await freePort();
      const ownDeaths: string[] = [];
      const api = planApi(port, urls, logDir, (how) => ownDeaths.push(how));
      await api.start();
      const url = `http://127.0.0.1:${port}`;
      return new MortalServer({ api, url, urls, ownDeaths, postgres, startPostgres: start });
    } catch (error) {
      await postgres.stop();
      throw error;
    }
  }

  /** Kills as asked, while a transaction of the API is under way if one comes soon; the seconds until it serves again. */
  async die(how: ServerDeath): Promise<{ seconds: number; midTransaction: boolean }> {
    const busy = await this.#busyBackend();
    const startedMs = performance.now();
    switch (how) {
      case 'API killed':
        await this.#api.kill();
        await this.#api.start();
        break;
      case 'one backend killed':
        await this.#killBackend(busy);
        break;
      case 'PostgreSQL stopped at once':
        await this.#restartPostgres((pid) => kill(pid, 'SIGQUIT'));
        break;
      case 'PostgreSQL killed':
        await this.#restartPostgres((pid) => {
          for (const process of [pid, ...childrenOf(pid)]) kill(process, 'SIGKILL');
        });
        break;
    }
    await waitFor(answersHttp(`${this.url}/ready`), {
      what: 'the API',
      timeoutMs: SERVES_WITHIN_MS,
      intervalMs: 20,
    });
    return { seconds: (performance.now() - startedMs) / 1_000, midTransaction: busy !== null };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#api.stop();
    await this.#postgres.stop();
    rmSync(copyOfApi, { recursive: true, force: true });
  }

  async #restartPostgres(end: (postmaster: number) => void): Promise<void> {
    const { pid } = this.#postgres.process;
    if (pid === undefined) throw new Error('PostgreSQL has no process');
    const family = [pid, ...childrenOf(pid)];
    end(pid);
    await this.#postgres.stop();
    await waitFor(() => family.every(isGone), { what: 'the backends to be gone', timeoutMs: 30_000 });
    this.#postgres = await this.#startPostgres();
  }

  /** The postmaster then ends all the others, ours too, and recovers. */
  async #killBackend(busy: number | null): Promise<void> {
    await withClient(this.adminUrl, async (client) => {
      const ended = new Promise((resolve) => client.once('end', resolve));
      const { rows } = await client.query<{ pid: number }>(
        'SELECT pid FROM pg_stat_activity WHERE usename = $1 ORDER BY state_change DESC LIMIT 1',
        [APP_ROLE],
      );
      const victim = busy ?? rows[0]?.pid;
      if (victim === undefined) return;
      kill(victim, 'SIGKILL');
      await ended;
    }).catch(() => undefined);
    const serves = () => withClient(this.adminUrl, async () => true);
    await waitFor(serves, { what: 'PostgreSQL to recover', timeoutMs: SERVES_WITHIN_MS, intervalMs: 20 });
  }

  /** A process of PostgreSQL in the middle of a transaction of the API that writes. */
  async #busyBackend(): Promise<number | null> {
    try {
      return await withClient(this.adminUrl, (client) =>
        waitFor(
          async () => {
            const { rows } = await client.query<{ pid: number }>(
              `SELECT pid FROM pg_stat_activity WHERE usename = $1 AND backend_xid IS NOT NULL LIMIT 1`,
              [APP_ROLE],
            );
            return rows[0]?.pid;
          },
          { what: 'a transaction', timeoutMs: 3_000, intervalMs: 1 },
        ),
      );
    } catch {
      return null;
    }
  }
}

function planApi(
  port: number,
  urls: { appUrl: string; authUrl: string },
  logDir: string,
  onDeath: (how: string) => void,
): ManagedProcess {
  const plan = {
    name: 'the API',
    command: process.execPath,
    args: apiArguments.map((argument) => (argument === 'dist/main.js' ? builtApi() : argument)),
    cwd: apiRoom,
    env: {
      ...toolEnvironment(repositoryRoot),
      NODE_ENV: 'production',
      API_PORT: String(port),
      APP_DATABASE_URL: urls.appUrl,
      AUTH_DATABASE_URL: urls.authUrl,
      AUTH_SECRET: randomBytes(32).toString('base64url'),
      WEB_ORIGIN: 'http://localhost:3000',
      // Tills that start every second come back more often than the limits of a shop's day allow.
      REQUESTS_PER_ADDRESS: '10000000',
      REQUESTS_PER_TENANT: '10000000',
      REQUESTS_PER_TERMINAL: '10000000',
    },
    logFile: join(logDir, 'api.log'),
    isReady: answersHttp(`http://127.0.0.1:${port}/ready`),
  };
  return new ManagedProcess(plan, (api, how) => onDeath(`${how}\n${api.lastLines()}`));
}

const apiRoom = join(repositoryRoot, 'apps/api');
const copyOfApi = join(apiRoom, 'node_modules/.cache/powercut');

/** A copy of what was built: it is started many times, and somebody may build meanwhile. */
function builtApi(): string {
  rmSync(copyOfApi, { recursive: true, force: true });
  for (const part of ['dist', 'prisma/migrations'])
    cpSync(join(apiRoom, part), join(copyOfApi, part), { recursive: true });
  writeFileSync(join(copyOfApi, 'package.json'), '{"type":"module"}');
  return join(copyOfApi, 'dist/main.js');
}

function childrenOf(parent: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => parentOf(pid) === parent);
}

function parentOf(pid: number): number | null {
  try {
    // The name in brackets may hold anything, a bracket too.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return null;
  }
}

function isGone(pid: number): boolean {
  const parent = parentOf(pid);
  return parent === null || readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ');
}

function kill(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It ended by itself in the meantime.
  }
}
