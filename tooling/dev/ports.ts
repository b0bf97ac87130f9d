import { connect } from 'node:net';
import { isPortFree } from '@jowi/testkit/free-port';
import { Failure } from '../bootstrap/failure.mjs';

/** Everything `npm start` listens on, on 127.0.0.1 only. */
export interface Ports {
  readonly api: number;
  readonly web: number;
  readonly till: number;
  readonly fiscal: number;
  readonly printer: number;
  readonly printerPictures: number;
  readonly postgres: number;
}

interface PortUse {
  readonly variable: string;
  readonly usual: number;
  readonly who: string;
}

export const portUses: Readonly<Record<keyof Ports, PortUse>> = {
  api: { variable: 'API_PORT', usual: 4000, who: 'the API' },
  web: { variable: 'WEB_PORT', usual: 3000, who: 'the back office' },
  till: { variable: 'TILL_PORT', usual: 4100, who: 'the till' },
  fiscal: { variable: 'FISCAL_SIM_PORT', usual: 3448, who: 'the fiscal module simulator' },
  printer: { variable: 'PRINTER_PORT', usual: 9100, who: 'the receipt printer simulator' },
  printerPictures: { variable: 'PRINTER_HTTP_PORT', usual: 9180, who: 'the printed receipts' },
  postgres: { variable: 'PG_PORT', usual: 54329, who: 'PostgreSQL' },
};

export function readPorts(env: NodeJS.ProcessEnv): Ports {
  const entries = Object.entries(portUses).map(([name, { variable, usual }]) => {
    const given = env[variable];
    const port = given === undefined || given === '' ? usual : Number(given);
    if (!Number.isInteger(port) || port < 1 || port > 65_535) {
      throw new Failure(`${variable}=${given} is not a port: a whole number from 1 to 65535.`);
    }
    return [name, port] as const;
  });
  const taken = new Map<number, string>();
  for (const [name, port] of entries) {
    const { variable } = portUses[name as keyof Ports];
    const other = taken.get(port);
    if (other) throw new Failure(`${other} and ${variable} are both ${port}: give one of them another port.`);
    taken.set(port, variable);
  }
  return Object.fromEntries(entries) as unknown as Ports;
}

/** Fails with one line naming the first busy port, who needs it and how to choose another. */
export async function requireFreePorts(ports: Ports, names: readonly (keyof Ports)[]): Promise<void> {
  for (const name of names) {
    const port = ports[name];
    if ((await isPortFree(port)) && !(await answers(port))) continue;
    const { who, variable } = portUses[name];
    throw new Failure(
      `Port ${port}, needed by ${who}, is busy: stop what listens there, or choose another, e.g. ${variable}=${port + 1000} npm start`,
    );
  }
}

/** Somebody on another loopback address of the same port would be taken for us by a browser. */
function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: 'localhost', timeout: 300 });
    const end = (busy: boolean) => {
      socket.destroy();
      resolve(busy);
    };
    socket.once('connect', () => end(true));
    socket.once('error', () => end(false));
    socket.once('timeout', () => end(false));
  });
}
