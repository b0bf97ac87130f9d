import { Inject, Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { GateName } from '../config/admission.config.ts';
import { CONFIG, type Config } from '../config/config.ts';
import { ProblemError } from '../errors/problem-error.ts';
import { FairGate, type Place, type Timing } from './fair-gate.ts';
import { ServedRate } from './served-rate.ts';

const REPORT_MS = 10_000;
/** Of an answer nobody has taken anything for so long nothing is expected any more: the line is dead, others wait. */
const STALLED_MS = 120_000;

const timing: Timing = {
  nowMs: () => performance.now(),
  after: (delayMs, callback) => {
    const timer = setTimeout(callback, delayMs);
    return () => clearTimeout(timer);
  },
};

/**
 * How much this server takes on at once, and whose turn it is. What does not fit is told to come back, before anything
 * is read of it (ADR 24).
 */
@Injectable()
export class Admission implements OnApplicationShutdown {
  readonly #gates: Readonly<Record<GateName, FairGate>>;
  readonly #rates: Readonly<Record<GateName, ServedRate>>;
  readonly #log = new Logger('admission');
  /** Sent away since the last report, by gate. */
  readonly #unreported = new Map<GateName, number>();
  #reporting: NodeJS.Timeout | null = null;

  constructor(@Inject(CONFIG) config: Config) {
    const each = <T>(make: (name: GateName) => T) =>
      Object.fromEntries(
        (Object.keys(config.admission) as GateName[]).map((name) => [name, make(name)]),
      ) as Record<GateName, T>;
    this.#gates = each((name) => new FairGate(config.admission[name], timing));
    this.#rates = each(() => new ServedRate());
  }

  /** What is inside, waiting and was sent away, by gate. */
  counts(): Readonly<Record<GateName, FairGate['counts']>> {
    const { sync, snapshot, listen, people, entrance } = this.#gates;
    return {
      sync: sync.counts,
      snapshot: snapshot.counts,
      listen: listen.counts,
      people: people.counts,
      entrance: entrance.counts,
    };
  }

  /** Somebody waits there: what can be put off should be. */
  isCrowded(name: GateName): boolean {
    return this.#gates[name].counts.waiting > 0;
  }

  /**
   * Waits for a place that is held until the answer is sent or nobody waits for it any more. `cost`: how much work it
   * is, a sale being 1.
   *
   * @throws ProblemError common/busy with Retry-After
   */
  enter(name: GateName, key: string, reply: FastifyReply, cost = 1): Promise<void> | undefined {
    // Hung up while we found out who it is: nothing would ever give the place back.
    if (reply.raw.closed) return Promise.reject(this.#busy(name));
    let place: Place | undefined;
    const settled = this.#settle(name, key, cost, (taken) => {
      place = taken;
    });
    reply.raw.once('close', () => this.#leave(name, place));
    reply.raw.setTimeout(STALLED_MS, () => reply.raw.destroy());
    return settled;
  }

  /** The same for work that is over before the answer. */
  async run<T>(name: GateName, key: string, work: () => Promise<T>): Promise<T> {
    let place: Place | undefined;
    await this.#settle(name, key, 1, (taken) => {
      place = taken;
    });
    try {
      return await work();
    } finally {
      this.#leave(name, place);
    }
  }

  onApplicationShutdown(): void {
    if (this.#reporting) clearTimeout(this.#reporting);
  }

  /** Only who was inside was served: the rate says how soon those who were sent away may come back. */
  #leave(name: GateName, place: Place | undefined): void {
    if (place?.leave()) this.#rates[name].count(performance.now());
  }

  /** Undefined: there was room. */
  #settle(
    name: GateName,
    key: string,
    cost: number,
    keep: (place: Place) => void,
  ): Promise<void> | undefined {
    let isIn: boolean | undefined;
    let tell = (answer: boolean) => {
      isIn = answer;
    };
    keep(this.#gates[name].enter(key, cost, (answer) => tell(answer)));
    if (isIn === true) return undefined;
    if (isIn === false) return Promise.reject(this.#busy(name));
    return new Promise<void>((resolve, reject) => {
      tell = (answer) => (answer ? resolve() : reject(this.#busy(name)));
    });
  }

  #busy(name: GateName): ProblemError {
    this.#unreported.set(name, (this.#unreported.get(name) ?? 0) + 1);
    this.#reporting ??= setTimeout(() => this.#report(), REPORT_MS).unref();
    const seconds = this.#rates[name].comeBackInSeconds(performance.now());
    return new ProblemError('common/busy', { params: { seconds }, retryAfterSeconds: seconds });
  }

  /** One line for thousands: an overloaded server has better things to do than to write. */
  #report(): void {
    this.#reporting = null;
    for (const [name, shed] of this.#unreported) {
      const { inside, waiting, keys } = this.#gates[name].counts;
      this.#log.warn(
        `Overloaded (${name}): ${shed} requests were told to come back; ${inside} inside, ${waiting} waiting, of ${keys}`,
      );
    }
    this.#unreported.clear();
  }
}
