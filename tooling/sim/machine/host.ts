import type { PrinterPort } from '@jowi/till/ports';
import type { DiskPoint, SimDisk } from '../disk/sim-disk.ts';
import type { Cable, NetClient } from '../net/cable.ts';
import type { Rng } from '../world/rng.ts';
import type { FiscalModule } from './fiscal-module.ts';

/** Where a till may die: at every await and every commit. */
export type CrashPoint = DiskPoint | 'key-file' | `${'http' | 'fiscal' | 'printer'}-${'before' | 'after'}`;

/** What a program finds on the machine it runs on. */
export type TillHost = NetClient & {
  readonly rng: Rng;
  readonly network: Cable;
  readonly fiscal: FiscalModule;
  readonly printer: PrinterPort;
  readonly disk: SimDisk;
  /** How wrong its wall clock is. */
  readonly clockErrorMs: number;
  /** Called at every crash point: whether the program just died there. */
  reaches(point: CrashPoint): boolean;
  heardLog(level: string, message: string, fields?: Readonly<Record<string, unknown>>): void;
};
