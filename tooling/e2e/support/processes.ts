import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '@jowi/testkit/free-port';
import type { Rng } from '@jowi/testkit/rng';
import { type Database, startDatabase } from '../../dev/database.ts';
import { seedDemo } from '../../dev/demo-data.ts';
import type { Ports } from '../../dev/ports.ts';
import { getSecrets } from '../../dev/secrets.ts';
import { planStack, processNames, type Stack, urlOf } from '../../dev/stack.ts';
import { ChaosProxy } from './chaos-proxy.ts';

/** A whole shop of real processes with data of its own, and the network between its till and its server. */
export interface Shop extends Stack {
  readonly database: Database;
  readonly ports: Ports;
  /** The only way of the till to the API. */
  readonly network: ChaosProxy;
  readonly tillDataDir: string;
  readonly webUrl: string;
  readonly tillUrl: string;
  /** Deaths nobody asked for. */
  readonly deaths: readonly string[];
  stop(): Promise<void>;
}

export interface ShopOptions {
  /** Absolute and empty: made, filled, left to the caller. */
  readonly dataDir: string;
  readonly logDir: string;
  readonly rng: Rng;
}

/** PostgreSQL with the demo data, and every process described but none of them started. */
export async function openShop({ dataDir, logDir, rng }: ShopOptions): Promise<Shop> {
  mkdirSync(logDir, { recursive: true });
  const ports = await freePorts();
  const secrets = getSecrets(join(dataDir, 'secrets.json'));
  const database = await startDatabase({ dataDir, logDir, port: ports.postgres, secrets, durable: false });
  const network = await ChaosProxy.open(ports.api, rng);
  const deaths: string[] = [];
  const options = {
    ports,
    dataDir,
    logDir,
    secrets,
    database,
    apiUrlOfTill: urlOf(network.port),
    onDeath: (dead: { plan: { name: string }; lastLines(): string }, how: string) =>
      deaths.push(`${dead.plan.name} ${how}\n${dead.lastLines()}`),
  };
  const stack = planStack(options);
  const stop = async () => {
    for (const name of processNames.toReversed()) await stack[name].stop();
    await network.close();
    await database.server?.stop();
  };
  try {
    await seedDemo(options);
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    ...stack,
    database,
    ports,
    network,
    tillDataDir: join(dataDir, 'till'),
    webUrl: urlOf(ports.web, 'localhost'),
    tillUrl: urlOf(ports.till, 'localhost'),
    deaths,
    stop,
  };
}

async function freePorts(): Promise<Ports> {
  const names = ['api', 'web', 'till', 'fiscal', 'printer', 'printerPictures', 'postgres'] as const;
  const chosen = new Set<number>();
  while (chosen.size < names.length) chosen.add(await freePort());
  const ports = [...chosen];
  return Object.fromEntries(names.map((name, i) => [name, ports[i]])) as unknown as Ports;
}
