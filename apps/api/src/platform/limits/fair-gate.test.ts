import { describe, expect, it } from 'vitest';
import { FairGate, type GateLimits, type Place } from './fair-gate.ts';

const LIMITS: GateLimits = { atOnce: 4, atOnceInCompany: 2, waiting: 10, patienceMs: 1_000 };

/** Time that stands still until it is moved. */
class Stage {
  #nowMs = 0;
  readonly #timers = new Set<{ atMs: number; callback: () => void }>();
  readonly gate: FairGate;

  constructor(limits: Partial<GateLimits> = {}) {
    this.gate = new FairGate(
      { ...LIMITS, ...limits },
      {
        nowMs: () => this.#nowMs,
        after: (delayMs, callback) => {
          const timer = { atMs: this.#nowMs + delayMs, callback };
          this.#timers.add(timer);
          return () => this.#timers.delete(timer);
        },
      },
    );
  }

  get timers(): number {
    return this.#timers.size;
  }

  pass(ms: number): void {
    this.#nowMs += ms;
    for (const timer of [...this.#timers]) {
      if (timer.atMs > this.#nowMs) continue;
      this.#timers.delete(timer);
      timer.callback();
    }
  }

  come(key: string, cost = 1): Guest {
    return new Guest(this.gate, key, cost);
  }

  comeMany(key: string, count: number, cost = 1): Guest[] {
    return Array.from({ length: count }, () => this.come(key, cost));
  }
}

class Guest {
  state: 'waiting' | 'in' | 'away' = 'waiting';
  readonly key: string;
  readonly #place: Place;

  constructor(gate: FairGate, key: string, cost: number) {
    this.key = key;
    this.#place = gate.enter(key, cost, (isIn) => {
      expect(this.state).toBe('waiting');
      this.state = isIn ? 'in' : 'away';
    });
  }

  leave(): void {
    this.#place.leave();
  }
}

const statesOf = (guests: readonly Guest[]) => guests.map(({ state }) => state);
const countOf = (guests: readonly Guest[], state: Guest['state']) =>
  guests.filter((guest) => guest.state === state).length;

/** Lets everybody through, one by one; the keys in the order in which they came in. */
function serveAll(guests: readonly Guest[]): string[] {
  const order: string[] = [];
  const seen = new Set<Guest>();
  for (;;) {
    const fresh = guests.filter((guest) => guest.state === 'in' && !seen.has(guest));
    if (fresh.length === 0) return order;
    for (const guest of fresh) {
      seen.add(guest);
      order.push(guest.key);
    }
    for (const guest of fresh) guest.leave();
  }
}

describe('FairGate', () => {
  it('gives one alone all the room there is, and keeps the rest waiting in their order', () => {
    const stage = new Stage();
    const guests = stage.comeMany('a', 6);
    expect(statesOf(guests)).toEqual(['in', 'in', 'in', 'in', 'waiting', 'waiting']);
    guests[2]!.leave();
    expect(statesOf(guests)).toEqual(['in', 'in', 'in', 'in', 'in', 'waiting']);
    expect(stage.gate.counts).toMatchObject({ inside: 4, waiting: 1, entered: 5, shed: 0 });
  });

  it('has room for a newcomer at once while a crowd is kept to its part', () => {
    const stage = new Stage();
    const b = stage.come('b');
    b.leave();
    const crowd = stage.comeMany('a', 12);
    expect(countOf(crowd, 'in')).toBe(2);
    expect(stage.come('b').state).toBe('in');
    expect(stage.come('c').state).toBe('in');
  });

  it('gives the whole room back to one that is alone again', () => {
    const stage = new Stage({ patienceMs: 60_000 });
    stage.come('b').leave();
    const crowd = stage.comeMany('a', 8);
    expect(countOf(crowd, 'in')).toBe(2);
    stage.pass(2_500);
    crowd[0]!.leave();
    // The one that left, and four in its place and beside it.
    expect(countOf(crowd, 'in')).toBe(5);
    expect(stage.gate.counts).toMatchObject({ inside: 4, keys: 1 });
  });

  it('puts a newcomer next in turn, however long the line of another', () => {
    const stage = new Stage({ atOnce: 1, atOnceInCompany: 1 });
    const crowd = stage.comeMany('a', 9);
    const b = stage.come('b');
    crowd[0]!.leave();
    crowd[1]!.leave();
    crowd[2]!.leave();
    expect(b.state).toBe('in');
    expect(countOf(crowd, 'waiting')).toBe(6);
  });

  it('weighs turns by what they cost: batches of one do not take the place of the sales of another', () => {
    const stage = new Stage({ atOnce: 1, atOnceInCompany: 1, waiting: 100 });
    const first = stage.come('x');
    const batches = stage.comeMany('a', 5, 20);
    const sales = stage.comeMany('b', 50, 1);
    first.leave();
    const order = serveAll([...batches, ...sales]);
    expect(order.length).toBe(55);
    const salesBefore = (nth: number) => {
      const at = order.flatMap((key, i) => (key === 'a' ? [i] : []))[nth]!;
      return order.slice(0, at).filter((key) => key === 'b').length;
    };
    expect(salesBefore(0)).toBeGreaterThanOrEqual(15);
    expect(salesBefore(1)).toBeGreaterThanOrEqual(35);
  });

  it('takes the last place of the longest line for one who has a shorter one, and turns the crowd away', () => {
    const stage = new Stage({ atOnce: 1, atOnceInCompany: 1 });
    const crowd = stage.comeMany('a', 20);
    expect(countOf(crowd, 'waiting')).toBe(10);
    expect(countOf(crowd, 'away')).toBe(9);
    const b = stage.come('b');
    expect(b.state).toBe('waiting');
    expect(countOf(crowd, 'waiting')).toBe(9);
    expect(crowd[10]!.state).toBe('away');
  });

  it('lets nobody wait for ever, and forgets who went away', () => {
    const stage = new Stage({ atOnce: 1, atOnceInCompany: 1 });
    const inside = stage.come('a');
    const [tired, gone] = [stage.come('b'), stage.come('c')];
    gone.leave();
    stage.pass(1_000);
    expect([tired.state, gone.state]).toEqual(['away', 'waiting']);
    inside.leave();
    inside.leave();
    expect(stage.gate.counts).toMatchObject({ inside: 0, waiting: 0 });
    expect(stage.timers).toBe(0);
  });

  it('holds nothing of ten thousand who came and went', () => {
    const stage = new Stage();
    for (let i = 0; i < 10_000; i++) {
      const guest = stage.come(`tenant ${i}`);
      if (i % 3 > 0) guest.leave();
      else queueMicrotask(() => guest.leave());
      if (i % 100 === 0) stage.pass(100);
    }
    expect(stage.gate.counts.keys).toBeLessThan(3_000);
    expect(stage.gate.counts.waiting).toBeLessThanOrEqual(LIMITS.waiting);
    expect(stage.timers).toBeLessThanOrEqual(LIMITS.waiting);
  });
});
