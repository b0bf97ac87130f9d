import { nodePorts } from '@jowi/till/node-ports';
import type { Scheduler } from '@jowi/till/ports';

const HASTE = 250;
/** How long the till waits for an answer is not shortened. */
const PATIENCE_MS = 10_000;

/** A day has to pass in seconds, with its chores between the sales. */
export const hastyScheduler: Scheduler = (callback, delayMs) =>
  nodePorts.scheduler(callback, delayMs < PATIENCE_MS ? delayMs / HASTE : delayMs);
