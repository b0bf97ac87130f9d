import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { stopLeftoverServer } from '@jowi/testkit/postgres';
import { asFailure, exitWith, Failure } from '../bootstrap/failure.mjs';
import { seconds, step } from '../bootstrap/progress.mjs';
import { buildChanged } from '../build/build-room.ts';
import { repositoryRoot } from '../repository-root.ts';
import { type Database, isEmpty, startDatabase } from './database.ts';
import { seedDemo } from './demo-data.ts';
import type { ManagedProcess } from './managed-process.ts';
import { findPairingCode } from './pair-till.ts';
import { type Ports, portUses, readPorts, requireFreePorts } from './ports.ts';
import { findRunner, removeRun, stopOrphans, writeRun } from './run-file.ts';
import { getSecrets } from './secrets.ts';
import { planStack, processNames, type Stack } from './stack.ts';
import { welcome } from './welcome.ts';

// `npm start`, after the set-up: PostgreSQL, builds, demo data, and every process of the shop until Ctrl-C.
const dataDir = join(repositoryRoot, '.data');
const logDir = join(dataDir, 'logs');
const runFile = join(dataDir, 'run.json');
/** A terminal's Ctrl-C reaches us directly and once more through npm: within this time it is one. */
const sameSignalMs = 700;

let database: Database | null = null;
let stack: Stack | null = null;
let stoppingSince: number | null = null;
let serving = false;

async function start(): Promise<void> {
  const started = performance.now();
  const ports = readPorts(process.env);
  const outsideUrl = process.env.DATABASE_URL || undefined;
  await requireNobodyElse(ports, outsideUrl !== undefined);
  mkdirSync(logDir, { recursive: true });
  const secrets = getSecrets(join(dataDir, 'secrets.json'));

  const starting = startDatabase({ dataDir, logDir, port: ports.postgres, secrets, outsideUrl });
  const building = buildChanged(logDir);
  building.catch(() => undefined);
  await step('3/6 PostgreSQL, migrations', async () => {
    database = await starting;
  });
  await step('4/6 Build', async () => ((await building).length === 0 ? '=nothing changed' : ''));
  if (!database) throw new Error('unreachable: the database started');

  const options = { ports, dataDir, logDir, secrets, database, onDeath: reportDeath };
  await step('5/6 Demo data', async () => {
    if (!(await isEmpty(options.database))) return '=there';
    await seedDemo(options);
    return '';
  });
  const planned = planStack(options);
  stack = planned;
  await step('6/6 API, back office, till, simulators', () => startAll(planned, ports));
  serving = true;
  console.log(welcome(ports, seconds(started)));
}

async function requireNobodyElse(ports: Ports, hasOutsideDatabase: boolean): Promise<void> {
  const runner = findRunner(runFile);
  if (runner !== null) throw new Failure(`JOWi Shop runs already from this folder (process ${runner}).`);
  await stopOrphans(runFile);
  await stopLeftoverServer(join(dataDir, 'pg'));
  const needed = (Object.keys(portUses) as (keyof Ports)[]).filter(
    (name) => name !== 'postgres' || !hasOutsideDatabase,
  );
  await requireFreePorts(ports, needed);
}

/** Simulators and the API first, then what needs them. */
async function startAll(planned: Stack, ports: Ports): Promise<void> {
  const noteRun = () =>
    writeRun(
      runFile,
      processNames.flatMap((name) => planned[name].pid ?? []),
    );
  const begin = (name: (typeof processNames)[number], extraEnv: NodeJS.ProcessEnv = {}) => {
    const ready = planned[name].start(extraEnv);
    noteRun();
    return ready;
  };
  await Promise.all([begin('fiscal'), begin('printer'), begin('api'), begin('web')]);
  const code = await findPairingCode(ports).catch(() => null);
  await begin('till', code ? { TILL_PAIRING_CODE: code } : {});
}

function reportDeath(dead: ManagedProcess, how: string): void {
  if (!serving || stoppingSince !== null) return;
  console.error(`\n${dead.plan.name} stopped (${how}). Its last lines:\n${dead.lastLines()}\n`);
  const alive = processNames.some((name) => stack?.[name].isRunning);
  if (alive) console.error('The rest goes on. Ctrl-C stops it; `npm start` then starts everything again.');
  else void shutDown(1);
}

/** Stops what was started, last first; the database at the end, with everything committed on disk. */
async function shutDown(exitCode: number): Promise<never> {
  stoppingSince ??= performance.now();
  for (const name of processNames.toReversed()) await stack?.[name].stop();
  await database?.server?.stop();
  removeRun(runFile);
  process.exit(exitCode);
}

function onSignal(signal: NodeJS.Signals): void {
  if (stoppingSince === null) {
    stoppingSince = performance.now();
    console.log(`\nStopping (${signal}). Once more stops at once.`);
    void shutDown(signal === 'SIGINT' ? 130 : 143).catch(exitWith);
    return;
  }
  if (performance.now() - stoppingSince < sameSignalMs) return;
  console.log('Stopping at once.');
  void Promise.all(processNames.map((name) => stack?.[name].kill())).then(() => {
    database?.server?.process.kill('SIGQUIT');
    removeRun(runFile);
    process.exit(1);
  });
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal);
try {
  await start();
} catch (error) {
  if (stoppingSince === null) {
    await Promise.all(processNames.map((name) => stack?.[name].stop()));
    await (database as Database | null)?.server?.stop();
    if (stack) removeRun(runFile);
    exitWith(asFailure(error));
  }
}
