import { z } from 'zod';

/** Raised whenever a message of the sync protocol changes; every step is told in WIRE_HISTORY. */
export const WIRE_VERSION = 3;
/** The oldest till the server still talks to. */
export const WIRE_FLOOR = 1;
export const WIRE_HISTORY: Record<number, string> = {
  1: 'First protocol: push of SaleV1, ShiftOpenedV1, ShiftClosedV1, FiscalisedV1; pull, snapshot, poke.',
  2:
    'People carry permissions and limits, the place its receipt texts, stock policy and ceilings; ApprovalV1; a sale names ' +
    'its cart and its approvals. All of it optional. Role, unit and permission are open words: what a till does not know ' +
    'must not stop its feed.',
  3:
    'Reconciliation: a till says what it holds of a shift, the server answers with a signed statement of what it holds; the ' +
    'place carries the key to check it with. An older server does not know the question, an older till never asks it.',
};
export const zWireVersion = z.number().int().positive();
