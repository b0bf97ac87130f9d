/** Time, as a test may want to bend it. */
export interface Timing {
  nowMs(): number;
  /** @returns the cancel */
  after(delayMs: number, callback: () => void): () => void;
}

export interface GateLimits {
  /** Let in at once, of all keys together. */
  readonly atOnce: number;
  /** Let in at once of one key while others are about, even where room stays empty: the next of theirs finds it so. */
  readonly atOnceInCompany: number;
  /** Kept waiting, of all keys together. */
  readonly waiting: number;
  readonly patienceMs: number;
}

/** Somebody's place, inside or in the queue. */
export interface Place {
  /** Once, however often it is called. True: it was inside until now. */
  leave(): boolean;
}

interface Waiter {
  readonly lane: Lane;
  readonly cost: number;
  readonly decide: (isIn: boolean) => void;
  state: 'waiting' | 'in' | 'gone';
  forget: () => void;
}

interface Lane {
  readonly key: string;
  readonly waiting: Waiter[];
  inside: number;
  /** What it may still spend in this round of the queue. */
  credit: number;
}

/** A key that was inside so recently is about: its next request finds room, not the last place of a crowd. */
const COMPANY_MS = 2_000;
/** Spent a round: two sales by themselves. A batch of a hundred saves up for it while the others have their turns. */
const CREDIT_A_ROUND = 2;
const MAX_COST = 200;

/**
 * Lets so many in at once and keeps a bounded number waiting, so fairly between keys that the crowd of one is its own
 * trouble: keys take turns, weighed by what their requests cost (deficit round robin), and when the queue is full the
 * longest line gives up its last place. Knows nothing of requests; nothing is awaited when there is room.
 */
export class FairGate {
  readonly #lanes = new Map<string, Lane>();
  /** Those with somebody waiting, in the order of their turns. */
  readonly #ring: Lane[] = [];
  /** Those with nobody inside or waiting, and since when; the longest ago first. */
  readonly #idleSinceMs = new Map<Lane, number>();
  #inside = 0;
  #waiting = 0;
  #entered = 0;
  #shed = 0;

  constructor(
    private readonly limits: GateLimits,
    private readonly timing: Timing,
  ) {}

  get counts(): { inside: number; waiting: number; keys: number; entered: number; shed: number } {
    const keys = this.#lanes.size;
    return { inside: this.#inside, waiting: this.#waiting, keys, entered: this.#entered, shed: this.#shed };
  }

  /** `decide` is told once, perhaps before this returns: whether to come in or to go away. */
  enter(key: string, cost: number, decide: (isIn: boolean) => void): Place {
    this.#forgetIdle();
    const lane = this.#laneOf(key);
    const waiter: Waiter = {
      lane,
      cost: Math.min(Math.max(cost, 1), MAX_COST),
      decide,
      state: 'waiting',
      forget: () => undefined,
    };
    if (lane.waiting.length === 0 && this.#hasRoomFor(lane)) this.#letIn(waiter);
    else if (this.#makesWaitingRoomFor(lane)) this.#queue(waiter);
    else this.#sendAway(waiter);
    return { leave: () => this.#leave(waiter) };
  }

  #laneOf(key: string): Lane {
    let lane = this.#lanes.get(key);
    if (!lane) {
      lane = { key, waiting: [], inside: 0, credit: 0 };
      this.#lanes.set(key, lane);
    }
    this.#idleSinceMs.delete(lane);
    return lane;
  }

  #hasRoomFor(lane: Lane): boolean {
    const { atOnce, atOnceInCompany } = this.limits;
    const keys = this.#lanes.size;
    const most = keys === 1 ? atOnce : Math.min(atOnceInCompany, atOnce);
    return this.#inside < atOnce && lane.inside < most;
  }

  #makesWaitingRoomFor(lane: Lane): boolean {
    if (this.#waiting < this.limits.waiting) return true;
    const longest = this.#ring.reduce<Lane | null>(
      (long, it) => (it.waiting.length > (long?.waiting.length ?? 0) ? it : long),
      null,
    );
    if (!longest || longest.waiting.length <= lane.waiting.length + 1) return false;
    this.#sendAway(longest.waiting.at(-1)!);
    return true;
  }

  #queue(waiter: Waiter): void {
    const { lane } = waiter;
    if (lane.waiting.length === 0) {
      this.#ring.push(lane);
      lane.credit = CREDIT_A_ROUND;
    }
    lane.waiting.push(waiter);
    this.#waiting += 1;
    waiter.forget = this.timing.after(this.limits.patienceMs, () => this.#sendAway(waiter));
  }

  #letIn(waiter: Waiter): void {
    waiter.state = 'in';
    waiter.lane.inside += 1;
    this.#inside += 1;
    this.#entered += 1;
    waiter.decide(true);
  }

  #sendAway(waiter: Waiter): void {
    this.#shed += 1;
    this.#unqueue(waiter);
    waiter.state = 'gone';
    this.#rest(waiter.lane);
    waiter.decide(false);
  }

  #leave(waiter: Waiter): boolean {
    const { state, lane } = waiter;
    if (state === 'gone') return false;
    if (state === 'in') {
      lane.inside -= 1;
      this.#inside -= 1;
    } else this.#unqueue(waiter);
    waiter.state = 'gone';
    this.#rest(lane);
    this.#serve();
    return state === 'in';
  }

  #unqueue(waiter: Waiter): void {
    const { lane } = waiter;
    const at = lane.waiting.indexOf(waiter);
    if (at < 0) return;
    waiter.forget();
    lane.waiting.splice(at, 1);
    this.#waiting -= 1;
    if (lane.waiting.length === 0) this.#ring.splice(this.#ring.indexOf(lane), 1);
  }

  #rest(lane: Lane): void {
    if (lane.inside === 0 && lane.waiting.length === 0) this.#idleSinceMs.set(lane, this.timing.nowMs());
  }

  #forgetIdle(): void {
    const longAgoMs = this.timing.nowMs() - COMPANY_MS;
    for (const [lane, sinceMs] of this.#idleSinceMs) {
      if (sinceMs > longAgoMs) return;
      this.#idleSinceMs.delete(lane);
      this.#lanes.delete(lane.key);
    }
  }

  #serve(): void {
    this.#forgetIdle();
    // Ends: with every round a line that may enter comes nearer to what its first request costs.
    for (let blocked = 0; blocked < this.#ring.length && this.#inside < this.limits.atOnce; ) {
      const lane = this.#ring[0]!;
      const first = lane.waiting[0]!;
      if (!this.#hasRoomFor(lane)) {
        blocked += 1;
        this.#nextTurn();
      } else if (lane.credit < first.cost) {
        blocked = 0;
        lane.credit += CREDIT_A_ROUND;
        this.#nextTurn();
      } else {
        blocked = 0;
        lane.credit -= first.cost;
        this.#unqueue(first);
        this.#letIn(first);
      }
    }
  }

  #nextTurn(): void {
    this.#ring.push(this.#ring.shift()!);
  }
}
