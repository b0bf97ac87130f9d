import { describe, expect, it } from 'vitest';
import { TrustedClock } from './trusted-clock.ts';

const NOON = Date.UTC(2026, 10, 23, 7);
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

function machine(wallMs = NOON, offsetMs = 0) {
  const time = { wallMs, runningMs: 5_000 };
  const saved: number[] = [];
  const clock = { now: () => time.wallMs, monotonicMs: () => time.runningMs };
  const trusted = new TrustedClock(clock, offsetMs, (ms) => saved.push(ms));
  /** The machine runs on; `wall` less = somebody turned the clock meanwhile, `running` less = it slept. */
  const pass = (runningMs: number, wallMs = runningMs) => {
    time.runningMs += runningMs;
    time.wallMs += wallMs;
  };
  return { trusted, saved, pass };
}

describe('the trusted clock', () => {
  it('carries the time of the server on, whatever is done to the machine\u2019s own', () => {
    const { trusted, pass } = machine(NOON - 400 * DAY);
    trusted.learn(NOON);
    expect(trusted.now()).toBe(NOON);
    pass(HOUR, -10 * DAY);
    expect(trusted.now()).toBe(NOON + HOUR);
    pass(HOUR, 3650 * DAY);
    expect(trusted.now()).toBe(NOON + 2 * HOUR);
  });

  it('knows that a machine which slept over night woke up the next day, before the server is heard', () => {
    const { trusted, pass } = machine(NOON - 400 * DAY);
    trusted.learn(NOON);
    pass(0, 20 * HOUR);
    pass(60_000);
    expect(trusted.now()).toBe(NOON + 20 * HOUR + 60_000);
  });

  it.each([Number.MAX_SAFE_INTEGER, 2 ** 48, -1, 0, Number.NaN, Date.UTC(2019, 0), Date.UTC(2200, 0)])(
    'does not believe %d',
    (serverTimeMs) => {
      const { trusted, saved } = machine();
      trusted.learn(serverTimeMs);
      expect(trusted.now()).toBe(NOON);
      expect(saved).toEqual([]);
    },
  );

  it('answers in whole milliseconds since 1970, though the machine believes in another age', () => {
    expect(machine(-5 * DAY).trusted.now()).toBe(0);
    const { trusted, pass } = machine();
    trusted.learn(NOON + 0.75);
    pass(0.5);
    expect(Number.isInteger(trusted.now())).toBe(true);
  });
});
