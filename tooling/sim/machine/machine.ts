import type { DiskImage } from '../disk/disk-image.ts';
import type { SimDisk } from '../disk/sim-disk.ts';
import type { Cable } from '../net/cable.ts';
import type { Rng } from '../world/rng.ts';
import type { World } from '../world/world.ts';
import type { FiscalModule } from './fiscal-module.ts';
import type { CrashPoint, TillHost } from './host.ts';
import { Incarnation } from './incarnation.ts';
import type { PaperPrinter } from './paper-printer.ts';

export type CrashKind = 'kill' | 'power';

/** A sale the customer walked away with. */
export type Acknowledged = {
  readonly receiptId: string;
  readonly receiptNumber: number;
  readonly totalTiyin: string;
};

type Parts = {
  readonly world: World;
  readonly name: string;
  readonly tenant: number;
  readonly rng: Rng;
  readonly network: Cable;
  readonly fiscal: FiscalModule;
  readonly printer: PaperPrinter;
  readonly disk: SimDisk;
};

/** A till as a thing in a shop: disk, clock, cable, devices; programs come and go on it. */
export class Machine implements TillHost {
  readonly name: string;
  /** Which of the two businesses it stands in. */
  readonly tenant: number;
  readonly rng: Rng;
  readonly network: Cable;
  readonly fiscal: FiscalModule;
  readonly printer: PaperPrinter;
  readonly world: World;
  disk: SimDisk;
  terminalId = '';
  /** How wrong its wall clock is. */
  clockErrorMs = 0;
  /** Its cable is out until then. */
  unpluggedUntilMs = 0;
  /** Speaks as a program of wire version 1. */
  old = false;
  /** Sells on a copy of another till's disk. */
  copyOf: Machine | null = null;
  incarnation: Incarnation | null = null;
  /** Not to be started again: retired by the plan. */
  retired = false;

  readonly acknowledged: Acknowledged[] = [];
  /** Acknowledged on a disk that is no more, and not known to the server then: nothing can bring these back. */
  readonly goneWithDisk = new Set<string>();
  /** Sold on the till this one is a copy of: its own fiscal module answers for those. */
  readonly ofOriginal = new Set<string>();
  /** Bugs the program itself reported. */
  readonly complaints: string[] = [];
  /** Acknowledged after the copy that a restored disk was made from. */
  readonly onLostDisk = new Set<string>();
  /** Its disk was exchanged or copied: numbers may be missing or stand twice, in quarantine. */
  restored = false;
  /** The back office has switched it off. */
  revoked = false;
  /** What happens after a crash. */
  onCrash: (() => void) | null = null;
  /** Hashes of entries that were never right. */
  readonly poisoned = new Set<string>();
  /** A copy of its disk somebody put away, and what had been acknowledged by then. */
  backup: { readonly image: DiskImage; readonly acknowledged: number } | null = null;
  /** While a disk is full or broken the program may complain. */
  diskTroubleUntilMs = 0;
  crashes = 0;

  /** Crash points passed since the start, and where to die next. */
  points = 0;
  #dieAt: { readonly left: number; readonly kind: CrashKind } | null = null;

  constructor(parts: Parts) {
    this.world = parts.world;
    this.name = parts.name;
    this.tenant = parts.tenant;
    this.rng = parts.rng;
    this.network = parts.network;
    this.fiscal = parts.fiscal;
    this.printer = parts.printer;
    this.disk = parts.disk;
  }

  /** The running program; null while the machine is off. */
  get till() {
    const running = this.incarnation;
    return running?.alive ? running.till : null;
  }

  /** Switches it on. Throws what `openTill` throws: the machine is off then. */
  start(): void {
    const incarnation = new Incarnation(this.world, this);
    this.incarnation = incarnation;
    try {
      incarnation.start();
    } catch (error) {
      incarnation.alive = false;
      this.disk.kill();
      throw error;
    }
    this.world.note(`${this.name} up`);
  }

  /** Dies at the `left`-th crash point from now. */
  dieAfter(left: number, kind: CrashKind): void {
    this.#dieAt = left > 0 ? { left, kind } : null;
  }

  /** Called at every crash point: whether the program just died there. */
  reaches(point: CrashPoint): boolean {
    this.points += 1;
    const plan = this.#dieAt;
    if (!plan) return false;
    this.#dieAt = plan.left > 1 ? { ...plan, left: plan.left - 1 } : null;
    if (this.#dieAt) return false;
    this.crash(plan.kind, point);
    return true;
  }

  crash(kind: CrashKind, where = 'asked'): void {
    if (!this.incarnation?.alive) return;
    this.incarnation.alive = false;
    this.crashes += 1;
    this.world.note(`${this.name} ${kind} ${where}`);
    if (kind === 'kill') this.disk.kill();
    else this.disk.cutPower((commits) => this.rng.int(0, commits));
    this.network.dropLine(this);
    this.onCrash?.();
    this.onCrash = null;
  }

  get inDiskTrouble(): boolean {
    return this.disk.fault !== null || this.world.nowMs <= this.diskTroubleUntilMs;
  }

  heardLog(level: string, message: string, fields: Readonly<Record<string, unknown>> = {}): void {
    if (level !== 'error' || this.inDiskTrouble) return;
    this.complaints.push(`${message}: ${fields.error ?? ''} ${fields.stack ?? ''}`);
  }
}
