import { setTimeout as sleep } from 'node:timers/promises';

export interface WaitOptions {
  /** What is awaited, for the message of the failure. */
  readonly what?: string;
  readonly timeoutMs?: number;
  readonly intervalMs?: number;
  /** Ends the wait before its time: what is awaited can no longer happen. */
  readonly giveUpWhen?: () => boolean;
}

/**
 * Repeats `attempt` until it returns something truthy and returns that. A throwing attempt counts as "not
 * yet"; its last error is the cause of the failure when the time is up.
 */
export async function waitFor<T>(
  attempt: () => T | Promise<T>,
  { what = 'the condition', timeoutMs = 10_000, intervalMs = 25, giveUpWhen = () => false }: WaitOptions = {},
): Promise<NonNullable<T>> {
  const deadlineMs = performance.now() + timeoutMs;
  let lastError: unknown;
  for (;;) {
    try {
      const result = await attempt();
      if (result) return result;
      lastError = undefined;
    } catch (error) {
      lastError = error;
    }
    if (performance.now() >= deadlineMs || giveUpWhen()) {
      throw new Error(`Waited ${timeoutMs} ms in vain for ${what}`, { cause: lastError });
    }
    await sleep(intervalMs);
  }
}
