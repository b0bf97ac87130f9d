import { join } from 'node:path';
import { toolEnvironment } from '../bootstrap/tools.mjs';
import { repositoryRoot } from '../repository-root.ts';
import type { Database } from './database.ts';
import { answersHttp, answersTcp } from './is-ready.ts';
import { ManagedProcess, type ProcessPlan } from './managed-process.ts';
import type { Ports } from './ports.ts';
import type { Secrets } from './secrets.ts';

export interface StackOptions {
  readonly ports: Ports;
  /** Absolute. */
  readonly dataDir: string;
  readonly logDir: string;
  readonly secrets: Secrets;
  readonly database: Database;
  /** Where the till finds the API, when that is not the API itself but something in between. */
  readonly apiUrlOfTill?: string;
  readonly onDeath?: (process: ManagedProcess, how: string) => void;
}

/** Every process of the shop but PostgreSQL. */
export interface Stack {
  readonly api: ManagedProcess;
  readonly web: ManagedProcess;
  readonly till: ManagedProcess;
  readonly fiscal: ManagedProcess;
  readonly printer: ManagedProcess;
}

/** In the order in which they start; they stop in the opposite one. */
export const processNames = ['fiscal', 'printer', 'api', 'web', 'till'] as const;

/** Describes the processes without starting any: a scenario starts, kills and restarts them as it likes. */
export function planStack(options: StackOptions): Stack {
  const plans = {
    fiscal: planFiscal(options),
    printer: planPrinter(options),
    api: planApi(options),
    web: planWeb(options),
    till: planTill(options),
  };
  const managed = Object.entries(plans).map(([name, plan]) => [
    name,
    new ManagedProcess(plan, options.onDeath),
  ]);
  return Object.fromEntries(managed) as Stack;
}

export const urlOf = (port: number, host = '127.0.0.1') => `http://${host}:${port}`;

/** The young generation of 16 MB fills several times a second under load: fewer, larger sweeps cost less. */
export const apiArguments = ['--enable-source-maps', '--max-semi-space-size=32', 'dist/main.js'];

/** Beside the data of the demo; a real installation gives its own directory, on another disk. */
export const anchorDirOf = (dataDir: string) => join(dataDir, 'audit-anchors');

/** What the API needs to know; the seed reads the same. */
export function apiEnvironment({ ports, dataDir, secrets, database }: StackOptions): NodeJS.ProcessEnv {
  return {
    API_PORT: String(ports.api),
    APP_DATABASE_URL: database.appUrl,
    AUTH_DATABASE_URL: database.authUrl,
    AUTH_SECRET: secrets.authSecret,
    AUDIT_ANCHOR_DIR: anchorDirOf(dataDir),
    WEB_ORIGIN: urlOf(ports.web, 'localhost'),
  };
}

function base(
  options: StackOptions,
  name: string,
  extra: NodeJS.ProcessEnv,
): Pick<ProcessPlan, 'env' | 'logFile'> {
  // The owner's address stays with the runner: no process that serves requests may know it.
  const { DATABASE_URL: _owner, ...inherited } = toolEnvironment(repositoryRoot);
  return {
    env: { ...inherited, NODE_ENV: 'production', ...extra },
    logFile: join(options.logDir, `${name}.log`),
  };
}

function planApi(options: StackOptions): ProcessPlan {
  return {
    name: 'the API',
    command: process.execPath,
    args: apiArguments,
    cwd: join(repositoryRoot, 'apps/api'),
    // What the demo would send is shown at /dev/messages; the API refuses that in production.
    ...base(options, 'api', { ...apiEnvironment(options), NODE_ENV: 'development', DEV_MESSAGES: '1' }),
    isReady: answersHttp(`${urlOf(options.ports.api)}/ready`),
  };
}

function planWeb(options: StackOptions): ProcessPlan {
  const { ports } = options;
  return {
    name: 'the back office',
    command: process.execPath,
    args: [
      'node_modules/next/dist/bin/next',
      'start',
      '--hostname',
      '127.0.0.1',
      '--port',
      String(ports.web),
    ],
    cwd: join(repositoryRoot, 'apps/web'),
    ...base(options, 'web', { API_URL: urlOf(ports.api) }),
    isReady: answersHttp(urlOf(ports.web)),
  };
}

function planTill(options: StackOptions): ProcessPlan {
  const { ports, dataDir } = options;
  return {
    name: 'the till',
    command: process.execPath,
    args: ['src/kiosk/main.ts'],
    cwd: join(repositoryRoot, 'apps/pos'),
    ...base(options, 'till', {
      TILL_PORT: String(ports.till),
      TILL_DATA: join(dataDir, 'till'),
      API_URL: options.apiUrlOfTill ?? urlOf(ports.api),
      FISCAL_URL: `${urlOf(ports.fiscal)}/rpc/api`,
      PRINTER_HOST: '127.0.0.1',
      PRINTER_PORT: String(ports.printer),
    }),
    isReady: answersHttp(`${urlOf(ports.till)}/health`),
  };
}

function planFiscal(options: StackOptions): ProcessPlan {
  const { ports, dataDir } = options;
  return {
    name: 'the fiscal module simulator',
    command: process.execPath,
    args: ['src/fiscal/simulator.main.ts'],
    cwd: join(repositoryRoot, 'packages/devices'),
    ...base(options, 'fiscal', {
      FISCAL_SIM_PORT: String(ports.fiscal),
      FISCAL_SIM_DATA: join(dataDir, 'fiscal-simulator.sqlite'),
    }),
    isReady: answersTcp(ports.fiscal),
  };
}

function planPrinter(options: StackOptions): ProcessPlan {
  const { ports, dataDir } = options;
  return {
    name: 'the receipt printer simulator',
    command: process.execPath,
    args: ['src/printer/simulator.main.ts'],
    cwd: join(repositoryRoot, 'packages/devices'),
    ...base(options, 'printer', {
      PRINTER_PORT: String(ports.printer),
      PRINTER_HTTP_PORT: String(ports.printerPictures),
      PRINTER_DATA: join(dataDir, 'printer'),
    }),
    isReady: answersTcp(ports.printerPictures),
  };
}
