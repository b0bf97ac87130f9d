import { randomBytes } from 'node:crypto';
import type { Clock, Http, RandomBytes, Scheduler } from './ports.ts';

/** The ports as a real machine has them. Hosts add the devices and the log. */
export const nodePorts: { clock: Clock; scheduler: Scheduler; random: RandomBytes; http: Http } = {
  clock: { now: () => Date.now(), monotonicMs: () => performance.now() },
  scheduler: (callback, delayMs) => {
    const timer = setTimeout(callback, delayMs);
    return () => clearTimeout(timer);
  },
  random: (length) => randomBytes(length),
  // Called through a closure: a test or a host may replace the global one.
  http: (input, init) => fetch(input, init),
};
