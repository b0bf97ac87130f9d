import { tempDir } from '@jowi/testkit/temp-dir';
import { waitFor } from '@jowi/testkit/wait-for';
import { nodePorts } from '../src/node-ports.ts';
import { openTill, type TillOptions } from '../src/open-till.ts';
import type { Result } from '../src/result.ts';
import { FakeFiscal, FakePrinter } from '../src/testing/fake-devices.ts';
import { offlineOptions, prepareTill } from '../src/testing/prepared-till.ts';
import { CASHIER_ID, CASHIER_PIN, sampleBarcode, sampleProduct } from '../src/testing/sample-shop.ts';
import type { Till } from '../src/till.ts';
import { FakeServer, GOOD_CODE } from './fake-server.ts';

/** The value, or a failed test that says which refusal came instead. */
export async function value<T>(result: Promise<Result<T>> | Result<T>): Promise<T> {
  const settled = await result;
  if (!settled.ok) throw new Error(`refused: ${JSON.stringify(settled.problem)}`);
  return settled.value;
}

/** The code of the refusal, or null if it went through. */
export async function refusal(result: Promise<Result<unknown>>): Promise<string | null> {
  const settled = await result;
  return settled.ok ? null : settled.problem.code;
}

/** Things to put away, last opened first. */
export class Bench {
  readonly #endings: (() => Promise<unknown> | unknown)[] = [];

  later(end: () => Promise<unknown> | unknown): void {
    this.#endings.push(end);
  }

  async end(): Promise<void> {
    for (const end of this.#endings.splice(0).reverse()) await end();
  }

  async dir(): Promise<string> {
    const dir = await tempDir('jowi-till-');
    this.later(() => dir.remove());
    return dir.path;
  }

  async server(products = 20): Promise<FakeServer> {
    const server = new FakeServer();
    for (let i = 1; i <= products; i++) {
      const product = sampleProduct(i);
      server.products.set(product.id, product);
      server.stock.set(product.id, 100_000n);
    }
    await server.start();
    this.later(() => server.stop());
    return server;
  }

  /** A paired till with an open shift that no server answers. */
  async offlineTill(over: Partial<TillOptions> = {}) {
    const dataDir = over.dataDir ?? (await this.dir());
    const options = { ...offlineOptions(dataDir), ...over };
    prepareTill(offlineOptions(dataDir)).db.close();
    return this.open(options);
  }

  open(options: TillOptions) {
    const till = openTill(options);
    let closed = false;
    const close = async () => {
      if (!closed) await till.close();
      closed = true;
    };
    this.later(close);
    return { till, options, close };
  }

  /** A till paired with a fake server, loaded, signed in, shift open. */
  async onlineTill(server: { readonly url: string }, over: Partial<TillOptions> = {}) {
    const dataDir = over.dataDir ?? (await this.dir());
    const fiscal = new FakeFiscal();
    const printer = new FakePrinter();
    const opened = this.open({ ...offlineOptions(dataDir), http: nodePorts.http, fiscal, printer, ...over });
    const { till } = opened;
    await value(till.device.pair({ code: GOOD_CODE, serverUrl: server.url }));
    await waitFor(async () => (await value(till.session.employees())).length > 0, { what: 'the first load' });
    await signIn(till);
    await value(till.shift.open({ floatTiyin: '5000000' }));
    return { ...opened, fiscal, printer, dataDir };
  }
}

export async function signIn(till: Till): Promise<void> {
  await value(till.session.signIn({ employeeId: CASHIER_ID, pin: CASHIER_PIN }));
}

/** Sells the given sample products, one each, for a lot of cash. */
export async function sell(till: Till, ...indexes: number[]) {
  for (const index of indexes) await value(till.sale.scan({ code: sampleBarcode(index) }));
  return value(till.sale.payCash({ tenderedTiyin: '100000000000' }));
}

export async function allSent(till: Till): Promise<void> {
  await waitFor(async () => (await value(till.device.state())).unsent === 0, { what: 'an empty outbox' });
}
