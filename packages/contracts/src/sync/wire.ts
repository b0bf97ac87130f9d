import { z } from 'zod';

/** Raised whenever a message of the sync protocol changes; every step is told in WIRE_HISTORY. */
export const WIRE_VERSION = 1;
/** The oldest till the server still talks to. */
export const WIRE_FLOOR = 1;
export const WIRE_HISTORY: Record<number, string> = {
  1: 'First protocol: push of SaleV1, ShiftOpenedV1, ShiftClosedV1, FiscalisedV1; pull, snapshot, poke.',
};
export const zWireVersion = z.number().int().positive();
