import type { JournalEntry } from '@jowi/contracts/sync/journal';
import { createRng, type Rng } from '@jowi/testkit/rng';
import { SigningTill } from '../../support/signing-till.ts';
import { openModelServer } from '../model-server.ts';
import { openPostgresServer } from '../postgres-server.ts';
import type { SimResponse, SimTenant, TenantSeed } from '../sim-server.ts';
import { Door, FIRST_CURSOR } from '../sim-till.ts';
import { newStory, type Story } from './random-entries.ts';

const START_MS = 1_795_400_000_000;

/** One till as both servers know it. */
export type Slot = {
  readonly till: SigningTill;
  readonly story: Story;
  unsent: JournalEntry[];
  readonly sent: JournalEntry[];
  /** Where the feed of each server was left. */
  readonly cursors: Map<Door, string>;
};

export type Act = (door: Door) => Promise<SimResponse | null>;

/** The same business twice, and whatever happens to one happens to the other. */
export class TwoServers {
  readonly rng: Rng;
  readonly slots: Slot[] = [];
  readonly doors: readonly [Door, Door];
  readonly tenant: SimTenant;
  /** Of either server: answers of 500. */
  readonly failures: readonly unknown[];
  readonly #time: { ms: number };
  readonly #turns = new Map<string, number>();

  private constructor(
    rng: Rng,
    time: { ms: number },
    doors: [Door, Door],
    tenant: SimTenant,
    failures: readonly unknown[],
  ) {
    this.failures = failures;
    this.rng = rng;
    this.#time = time;
    this.doors = doors;
    this.tenant = tenant;
  }

  static async open(seed: number, databaseUrl: string): Promise<TwoServers> {
    const rng = createRng(seed);
    const time = { ms: START_MS };
    const nowMs = () => time.ms;
    const failures: unknown[] = [];
    const env = () => {
      const random = createRng(seed ^ 0x5eed);
      const atFailure = (error: unknown) => failures.push(error);
      return { nowMs, randomBytes: (length: number) => random.bytes(length), atFailure };
    };
    const servers = [await openModelServer(env()), await openPostgresServer(env(), databaseUrl)];
    const tenants = [await servers[0]!.createTenant(SEED), await servers[1]!.createTenant(SEED)];
    const [model, real] = servers.map((it, i) => new Door(it, tenants[i]!.tenantId, nowMs));
    return new TwoServers(rng, time, [model!, real!], tenants[0]!, failures);
  }

  get nowMs(): number {
    return this.#time.ms;
  }

  pass(ms: number): void {
    this.#time.ms += ms;
  }

  /** One after the other, again and again: what is rare is met too. */
  inTurn<T>(kind: string, choices: readonly T[]): T {
    const turn = this.#turns.get(kind) ?? 0;
    this.#turns.set(kind, turn + 1);
    return choices[turn % choices.length]!;
  }

  /** What both answer, with what only one of them can know made alike. */
  async both(act: Act): Promise<[Answer, Answer]> {
    const [model, real] = this.doors;
    return [readAnswer(await act(model), model), readAnswer(await act(real), real)];
  }

  async addTill(name: string): Promise<Slot> {
    const [made, again] = [await this.#createTerminal(0, name), await this.#createTerminal(1, name)];
    if (made.terminalId !== again.terminalId) throw new Error('The two servers drew different ids');
    const till = new SigningTill(made.terminalId);
    const slot = { till, story: newStory(this.rng), unsent: [], sent: [], cursors: new Map() };
    const codes = [made.pairingCode, again.pairingCode];
    for (const [i, door] of this.doors.entries()) {
      const answer = await door.pair(till, codes[i]!);
      if (answer?.status !== 200) throw new Error(`Not paired: ${answer?.body}`);
      slot.cursors.set(door, FIRST_CURSOR);
    }
    this.slots.push(slot);
    return slot;
  }

  async close(): Promise<void> {
    for (const door of this.doors) await door.server.close();
  }

  #createTerminal(at: 0 | 1, name: string) {
    const { server, tenantId } = this.doors[at];
    return server.office(tenantId).createTerminal(name);
  }
}

export type Answer = { readonly status: number; readonly type: string | undefined; readonly body: unknown };

function readAnswer(answer: SimResponse | null, { tenantId }: Door): Answer {
  if (!answer) throw new Error('No answer');
  const type = answer.headers['content-type'];
  const text = answer.body.replaceAll(tenantId, 'tenant');
  const read = (line: string) => JSON.parse(line, (key, value) => (CURSORS.has(key) ? 'cursor' : value));
  const isLines = type?.startsWith('application/x-ndjson') === true;
  return { status: answer.status, type, body: isLines ? text.trimEnd().split('\n').map(read) : read(text) };
}

const CURSORS: ReadonlySet<string> = new Set(['cursor', 'base']);

const SEED: TenantSeed = {
  name: 'Baraka',
  employees: [
    { name: 'Aziza', role: 'owner', pin: '1234' },
    { name: 'Bobur', role: 'cashier', pin: '5678' },
    { name: 'Dilnoza', role: 'manager', pin: '9012' },
  ],
  products: Array.from({ length: 8 }, (_, i) => ({
    ...{ sku: `S${i}`, name: `Goods ${i}`, barcode: i === 0 ? null : `200000000000${i}` },
    ...{ priceTiyin: BigInt(100_000 * (i + 1)), vatRateBps: i % 3 === 0 ? null : 1200 },
    unit: i % 2 === 0 ? 'piece' : 'kg',
    // The first ones were never received; the others in several lots with figures that do not divide.
    lots: Array.from({ length: i % 4 }, (_, lot) => ({
      ...{ qtyMilli: BigInt(3_000 + 1_111 * lot), costTiyin: BigInt(700_001 * (lot + 1)) },
    })),
  })),
};
