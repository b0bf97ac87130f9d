import { cpSync } from 'node:fs';
import { TcpProxy } from '@jowi/testkit/tcp-proxy';
import { waitFor } from '@jowi/testkit/wait-for';
import { nodePorts } from '@jowi/till/node-ports';
import { openTill } from '@jowi/till/open-till';
import type { Clock } from '@jowi/till/ports';
import type { Result } from '@jowi/till/result';
import { FakeFiscal, FakePrinter } from '@jowi/till/testing/fake-devices';
import { offlineOptions } from '@jowi/till/testing/prepared-till';
import { CASHIER_PIN } from '@jowi/till/testing/sample-shop';
import type { Till } from '@jowi/till/till';
import type { DeviceState } from '@jowi/till/views';
import type { Stage } from './stage.ts';

/** Time-outs and waits are a tenth of what they are in a shop, so that a minute there is six seconds here. */
const hasty: typeof nodePorts.scheduler = (callback, delayMs) => nodePorts.scheduler(callback, delayMs / 10);

const PATIENCE_MS = 120_000;

/** Sales a till has acknowledged to its cashier: what must be found again, whatever happens. */
export type Acknowledged = { readonly receiptId: string; readonly totalTiyin: string };

export interface ShopTillOptions {
  readonly dataDir?: string;
  readonly clock?: Clock;
  /** Another address of the server than the till's own line to it. */
  readonly serverUrl?: string;
}

/** A whole till of today that reaches its server over a line of its own. */
export class ShopTill implements AsyncDisposable {
  readonly line: TcpProxy;
  readonly dataDir: string;
  readonly terminalId: string;
  readonly sold: Acknowledged[] = [];
  readonly #stage: Stage;
  readonly #clock: Clock;
  readonly #fiscal: FakeFiscal;
  #till: Till | null = null;

  private constructor(
    stage: Stage,
    line: TcpProxy,
    terminalId: string,
    options: ShopTillOptions,
    fiscal: FakeFiscal,
  ) {
    this.#stage = stage;
    this.line = line;
    this.terminalId = terminalId;
    this.dataDir = options.dataDir ?? stage.newDir();
    this.#clock = options.clock ?? nodePorts.clock;
    this.#fiscal = fiscal;
  }

  /** Paired, loaded, somebody signed in, a shift open. */
  static async open(stage: Stage, options: ShopTillOptions = {}): Promise<ShopTill> {
    const line = await TcpProxy.open(() => stage.apiPort, stage.rng.fork());
    const { terminalId, code } = await stage.addTerminal();
    const shop = new ShopTill(stage, line, terminalId, options, new FakeFiscal());
    shop.start();
    await shop.pair(code, options.serverUrl);
    await waitFor(async () => (await got(shop.till.session.employees())).length > 0, {
      what: 'the first load',
    });
    await shop.signIn();
    await got(shop.till.shift.open({ floatTiyin: '10000000' }));
    await shop.drained();
    return shop;
  }

  get till(): Till {
    if (!this.#till) throw new Error('This till is switched off');
    return this.#till;
  }

  start(): void {
    const [http, printer] = [nodePorts.http, new FakePrinter()];
    const devices = { fiscal: this.#fiscal, printer };
    const time = { clock: this.#clock, scheduler: hasty };
    this.#till = openTill({ ...offlineOptions(this.dataDir), http, ...devices, ...time });
  }

  async stop(): Promise<void> {
    await this.#till?.close();
    this.#till = null;
  }

  async pair(code: string, serverUrl = `http://127.0.0.1:${this.line.port}`): Promise<void> {
    await got(this.till.device.pair({ code, serverUrl }));
  }

  async signIn(): Promise<void> {
    await got(this.till.session.signIn({ employeeId: this.#stage.cashierId, pin: CASHIER_PIN }));
  }

  async sell(count = 1): Promise<void> {
    const { barcodes, rng } = this.#stage;
    for (let sale = 0; sale < count; sale++) {
      await got(this.till.sale.scan({ code: rng.pick(barcodes) }));
      await got(this.till.sale.scan({ code: rng.pick(barcodes) }));
      this.sold.push(await got(this.till.sale.payCash({ tenderedTiyin: '100000000000' })));
    }
  }

  state(): Promise<DeviceState> {
    return got(this.till.device.state());
  }

  async tells(code: string): Promise<void> {
    await waitFor(async () => (await this.state()).notices.some((notice) => notice.code === code), {
      ...{ what: `the notice ${code}`, timeoutMs: PATIENCE_MS },
    });
  }

  async goesDark(): Promise<void> {
    const what = 'the light to go out';
    await waitFor(async () => !(await this.state()).online, { what, timeoutMs: PATIENCE_MS });
  }

  async drained(): Promise<void> {
    const what = 'an empty outbox';
    await waitFor(async () => (await this.state()).unsent === 0, { what, timeoutMs: PATIENCE_MS });
  }

  /** The disk, copied while the till is off, in another machine: it asks where the original asks, with the same module. */
  copyDisk(): ShopTill {
    const copy = new ShopTill(this.#stage, this.line, this.terminalId, {}, this.#fiscal);
    cpSync(this.dataDir, copy.dataDir, { recursive: true });
    return copy;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
    await this.line.close();
  }
}

/** The value, or an error that says which refusal came instead. */
export async function got<T>(result: Promise<Result<T>>): Promise<T> {
  const settled = await result;
  if (!settled.ok) throw new Error(`The till refused: ${JSON.stringify(settled.problem)}`);
  return settled.value;
}
