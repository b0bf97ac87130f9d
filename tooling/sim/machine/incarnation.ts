import { scryptSync } from 'node:crypto';
import { tmpdir } from 'node:os';
import { openOn } from '@jowi/till/db/sqlite-db';
import { openTill, type TillOptions } from '@jowi/till/open-till';
import type { FiscalPort, Http, PrinterPort } from '@jowi/till/ports';
import type { Till } from '@jowi/till/till';
import { Died } from '../disk/sim-disk.ts';
import type { World } from '../world/world.ts';
import type { FiscalModule } from './fiscal-module.ts';
import type { CrashPoint, TillHost } from './host.ts';

/** A new one each time: what waits for a shared one is kept for as long as that lives. */
const never = () => new Promise<never>(() => {});

/**
 * One run of the till's program, from its start to its end. When it dies its ports die with it: what it still tries goes
 * nowhere, what it waits for never comes.
 */
export class Incarnation {
  alive = true;
  /** Null until the program has come up. */
  till!: Till;
  readonly machine: TillHost;
  readonly #world: World;
  readonly #startedMs: number;

  constructor(world: World, machine: TillHost) {
    this.#world = world;
    this.machine = machine;
    this.#startedMs = world.nowMs;
  }

  /** Throws what `openTill` throws. */
  start(): void {
    this.till = openTill(this.#options());
  }

  /** Dies here if the plan says so. Throws `Died`. */
  point(name: CrashPoint): void {
    if (!this.alive) throw new Died();
    if (this.machine.reaches(name)) throw new Died();
  }

  #options(): TillOptions {
    const { machine } = this;
    return {
      dataDir: tmpdir(),
      clock: {
        now: () => Math.floor(this.#world.timeMs + machine.clockErrorMs),
        monotonicMs: () => 1_000 + this.#world.nowMs - this.#startedMs,
      },
      scheduler: (callback, delayMs) =>
        this.#world.after(delayMs, () => {
          if (this.alive) callback();
        }),
      random: (length) => machine.rng.bytes(length),
      http: ((url: string, init: RequestInit) =>
        this.#through('http', () => machine.network.fetch(machine, url, init))) as Http,
      fiscal: this.#fiscal(machine.fiscal),
      printer: this.#printer(machine.printer),
      log: (level, message, fields) => {
        if (this.alive) machine.heardLog(level, message, fields);
      },
      openDb: () => openOn(() => machine.disk.connect(this)),
      privateFiles: {
        find: (name) => machine.disk.files.get(name) ?? null,
        write: (name, content) => {
          machine.disk.files.set(name, content);
          this.point('key-file');
        },
      },
      hashPin: async (pin, salt) => pinHash(pin, salt),
    };
  }

  /** Out to something that outlives this program and back. */
  async #through<T>(name: 'http' | 'fiscal' | 'printer', work: () => Promise<T>): Promise<T> {
    if (this.#diesAt(`${name}-before`)) return never();
    try {
      const value = await work();
      return this.#diesAt(`${name}-after`) ? never() : value;
    } catch (error) {
      if (this.#diesAt(`${name}-after`)) return never();
      throw error;
    }
  }

  #diesAt(point: CrashPoint): boolean {
    return !this.alive || this.machine.reaches(point);
  }

  #fiscal(module: FiscalModule): FiscalPort {
    return {
      position: () => this.#through('fiscal', () => module.position()),
      prepare: (receipt) => this.#through('fiscal', () => module.prepare(receipt)),
      registerSale: (receipt, token) => this.#through('fiscal', () => module.registerSale(receipt, token)),
      resolve: (receipt, token) => this.#through('fiscal', () => module.resolve(receipt, token)),
    };
  }

  #printer(printer: PrinterPort): PrinterPort {
    return {
      print: (document) => this.#through('printer', () => printer.print(document)),
      printShiftReport: (document) => this.#through('printer', () => printer.printShiftReport(document)),
      openDrawer: () => (this.alive ? printer.openDrawer() : never()),
    };
  }
}

/** Slow on purpose on a real machine; here each PIN is hashed once a process. */
const hashes = new Map<string, Uint8Array>();

function pinHash(pin: string, salt: Uint8Array): Uint8Array {
  const key = `${pin}/${Buffer.from(salt).toString('hex')}`;
  let hash = hashes.get(key);
  if (!hash) {
    hash = scryptSync(pin, salt, 32, { N: 16_384, r: 8, p: 1 });
    hashes.set(key, hash);
  }
  return hash;
}
