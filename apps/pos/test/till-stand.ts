import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type FiscalSimulator, startFiscalSimulator } from '@jowi/devices/fiscal/fiscal-drive-api.simulator';
import { type PrinterSimulator, startPrinterSimulator } from '@jowi/devices/printer/printer.simulator';
import { PAIRING_CODE, type ShopServer, startShopServer } from './shop-server.ts';

export type TillSurroundings = {
  shop: ShopServer;
  fiscal: FiscalSimulator;
  printer: PrinterSimulator;
  /** What a host must be started with to find all this. */
  env: NodeJS.ProcessEnv;
  stop: () => Promise<void>;
};

export type TillStand = Omit<TillSurroundings, 'env'> & {
  url: string;
  /** Ends the host as a power cut would, without a word. */
  kill: () => Promise<void>;
  /** Starts the host again on the same data and the same port. */
  restart: () => Promise<void>;
};

export type StandOptions = { port?: number; paired?: boolean };

/** Everything around a till: a small server, simulated devices, an empty data directory. */
export async function startSurroundings({
  port = 0,
  paired = true,
}: StandOptions = {}): Promise<TillSurroundings> {
  const dir = await mkdtemp(join(tmpdir(), 'jowi-till-'));
  const [shop, fiscal, printer] = await Promise.all([
    startShopServer(),
    startFiscalSimulator({ port: 0, dataFile: join(dir, 'fiscal.sqlite') }),
    startPrinterSimulator({ port: 0, httpPort: 0, dataDir: join(dir, 'printer') }),
  ]);
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    TILL_PORT: String(port),
    TILL_DATA: join(dir, 'till'),
    API_URL: shop.url,
    FISCAL_URL: fiscal.url,
    PRINTER_HOST: '127.0.0.1',
    PRINTER_PORT: String(printer.port),
    ...(paired ? { TILL_PAIRING_CODE: PAIRING_CODE } : {}),
  };
  return {
    shop,
    fiscal,
    printer,
    env,
    stop: async () => {
      await Promise.all([shop.stop(), fiscal.stop(), printer.stop()]);
      await rm(dir, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

/** A whole till on its own: the kiosk's real process and engine in its surroundings. */
export async function startTillStand(options: StandOptions = {}): Promise<TillStand> {
  const { shop, fiscal, printer, env, stop } = await startSurroundings(options);
  let host = await startHost(env);
  env.TILL_PORT = new URL(host.url).port;
  return {
    url: host.url,
    shop,
    fiscal,
    printer,
    kill: () => end(host.process, 'SIGKILL'),
    restart: async () => {
      host = await startHost(env);
    },
    stop: async () => {
      await end(host.process, 'SIGTERM');
      await stop();
    },
  };
}

function startHost(env: NodeJS.ProcessEnv): Promise<{ process: ChildProcess; url: string }> {
  const main = fileURLToPath(new URL('../src/kiosk/main.ts', import.meta.url));
  const child = spawn(process.execPath, [main], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  return new Promise((resolve, reject) => {
    let said = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const url = /till: (http:\S+)/.exec(said)?.[1];
      if (url) resolve({ process: child, url });
    });
    child.once('exit', (code) => reject(new Error(`the till's host ended with ${code}: ${said}`)));
  });
}

function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill(signal);
  });
}
