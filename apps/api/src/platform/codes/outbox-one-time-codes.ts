import { createHmac, hkdfSync, randomInt, timingSafeEqual } from 'node:crypto';
import type { CodeDelivery } from '@jowi/contracts/http/codes';
import { ExpiringMap } from '../auth/expiring-map.ts';
import type { Clock } from '../clock/clock.ts';
import { ProblemError } from '../errors/problem-error.ts';
import { newId } from '../ids/new-id.ts';
import { addressKey } from '../limits/address-key.ts';
import type { Draw, Limit, RateLimits } from '../limits/rate-limits.ts';
import type { MessageDispatcher } from '../messages/message-dispatcher.ts';
import type { OutboxRepository } from '../messages/outbox.repository.ts';
import type { CodeRepository } from './code.repository.ts';
import {
  type CodePurpose,
  type CodeRequest,
  OneTimeCodes,
  type PresentedCode,
  type RequestedCode,
} from './one-time-codes.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const MAX_TRIES = 5;
const DIGITS = 6;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Of one phone, in any window of that length: not by the clock's minutes and days. */
const PER_PHONE = [
  { max: 1, windowMs: MINUTE_MS },
  { max: 3, windowMs: 10 * MINUTE_MS },
  { max: 5, windowMs: DAY_MS },
] as const;

/**
 * Codes that leave whoever asks. The others leave for known phones only: how soon the provider took them, or that it
 * could not, would say which phones those are.
 */
const ALWAYS_SENT: ReadonlySet<string> = new Set<CodePurpose>(['register', 'invite']);

export interface CodeSettings {
  readonly lifeMs: number;
  /** From one address in ten minutes; a mobile operator hides a street behind one. */
  readonly perAddress10Min: number;
  readonly perAddressDay: number;
  /** To the ten thousand numbers that share all but the last four digits, an hour: who pumps SMS walks along them. */
  readonly perPrefixHour: number;
  /** Of the whole installation: the most that a day can cost. */
  readonly perDay: number;
}

export interface CodeParts {
  readonly repository: CodeRepository;
  readonly outbox: OutboxRepository;
  readonly dispatcher: MessageDispatcher;
  readonly limits: RateLimits;
  readonly clock: Clock;
  readonly secret: string;
  readonly settings: CodeSettings;
}

export class OutboxOneTimeCodes extends OneTimeCodes {
  /** Phones that are known to have to wait: what they asked for lately does not become less. */
  readonly #freeAtMs = new ExpiringMap<number>(50_000);
  readonly #key: Buffer;
  readonly #limits: Readonly<Record<'address10Min' | 'addressDay' | 'prefix' | 'everybody', Limit>>;

  constructor(private readonly parts: CodeParts) {
    super();
    this.#key = Buffer.from(hkdfSync('sha256', parts.secret, '', 'one-time-codes', 32));
    const { settings } = parts;
    const limit = (name: string, max: number, windowMs: number): Limit => ({
      name: `codes/${name}`,
      max,
      windowMs,
      isStrict: true,
    });
    this.#limits = {
      address10Min: limit('address-10-min', settings.perAddress10Min, 10 * MINUTE_MS),
      addressDay: limit('address-day', settings.perAddressDay, DAY_MS),
      prefix: limit('prefix-hour', settings.perPrefixHour, 60 * MINUTE_MS),
      everybody: limit('everybody-day', settings.perDay, DAY_MS),
    };
  }

  override async request(request: CodeRequest): Promise<RequestedCode> {
    const { phone, purpose, language, address, deliver = true } = request;
    if (!/^\+998\d{9}$/.test(phone)) throw new ProblemError('codes/phone-foreign', { field: 'phone' });
    const { repository, outbox, dispatcher, limits, clock, settings } = this.parts;
    // The same for every phone, known or not.
    if (!dispatcher.reachesPhones) throw new ProblemError('messages/unavailable', { retryAfterSeconds: 30 });

    const knownFreeAtMs = this.#freeAtMs.get(phone, clock.nowMs());
    if (knownFreeAtMs !== undefined) throw limitReached(Math.ceil((knownFreeAtMs - clock.nowMs()) / 1000));
    const draws = this.#drawsFor(phone, address);
    const refusal = await limits.tryTake(draws);
    if (refusal) throw limitReached(refusal.retryAfterSeconds);
    try {
      const nowMs = clock.nowMs();
      const id = newId(nowMs);
      const code = makeCode();
      const expiresAtMs = nowMs + settings.lifeMs;
      const resendAtMs = await repository.transaction(async (tx) => {
        const earlier = await repository.lockPhone(tx, phone, nowMs - DAY_MS);
        const freeAtMs = nextFreeAtMs(earlier, nowMs);
        if (freeAtMs > nowMs) {
          this.#freeAtMs.set(phone, freeAtMs, freeAtMs);
          throw limitReached(Math.ceil((freeAtMs - nowMs) / 1000));
        }
        const codeHash = this.#hash({ requestId: id, purpose, code }, phone);
        await repository.insert(tx, { id, purpose, phone, codeHash, createdAtMs: nowMs, expiresAtMs });
        const message = { to: phone, language, template: 'code', params: { code } } as const;
        await outbox.add(tx, message, { lifeMs: settings.lifeMs, leaves: deliver, id });
        return nextFreeAtMs([nowMs, ...earlier], nowMs);
      });
      dispatcher.lookSoon();
      return { requestId: id, expiresAtMs, resendAtMs };
    } catch (error) {
      await limits.giveBack(draws);
      throw error;
    }
  }

  override async verify(presented: PresentedCode): Promise<{ readonly phone: string }> {
    const { requestId, purpose } = presented;
    const { repository, clock } = this.parts;
    if (!UUID.test(requestId)) throw new ProblemError('codes/expired', { field: 'code' });
    const nowMs = clock.nowMs();
    const taken = await repository.takeTry(requestId, purpose, nowMs, MAX_TRIES);
    if (!taken) {
      const isSpent = await repository.isSpent(requestId, purpose, nowMs);
      throw new ProblemError(isSpent ? 'codes/spent' : 'codes/expired', { field: 'code' });
    }
    const { phone, codeHash, triesLeft } = taken;
    if (!timingSafeEqual(this.#hash(presented, phone), codeHash)) {
      throw triesLeft > 0
        ? new ProblemError('codes/wrong', { field: 'code', params: { left: triesLeft } })
        : new ProblemError('codes/spent', { field: 'code' });
    }
    if (!(await repository.use(requestId, nowMs))) throw new ProblemError('codes/spent', { field: 'code' });
    return { phone };
  }

  override async findDelivery(requestId: string): Promise<CodeDelivery['state'] | null> {
    const { repository, outbox } = this.parts;
    const purpose = await repository.findPurpose(requestId);
    if (purpose === null || !ALWAYS_SENT.has(purpose)) return null;
    const row = await outbox.findState(requestId);
    if (!row) return null;
    if (row.state === 'waiting') return row.failure === null ? 'on-its-way' : 'delayed';
    return row.state === 'failed' ? 'failed' : 'sent';
  }

  #drawsFor(phone: string, address: string): Draw[] {
    const { address10Min, addressDay, prefix, everybody } = this.#limits;
    const from = addressKey(address);
    return [
      { limit: address10Min, key: from },
      { limit: addressDay, key: from },
      { limit: prefix, key: phone.slice(0, -4) },
      { limit: everybody, key: '' },
    ];
  }

  /** Bound to the request, its purpose and its phone; without the key six digits are found in a second. */
  #hash({ requestId, purpose, code }: PresentedCode, phone: string): Buffer {
    return createHmac('sha256', this.#key).update(`${requestId}\n${purpose}\n${phone}\n${code}`).digest();
  }
}

/** When this phone may be sent the next code; `earlier` newest first. */
export function nextFreeAtMs(earlier: readonly number[], nowMs: number): number {
  const waits = PER_PHONE.map(({ max, windowMs }) => {
    const oldestThatCounts = earlier[max - 1];
    return oldestThatCounts === undefined ? nowMs : oldestThatCounts + windowMs;
  });
  return Math.max(nowMs, ...waits);
}

function makeCode(): string {
  return String(randomInt(10 ** DIGITS)).padStart(DIGITS, '0');
}

function limitReached(seconds: number): ProblemError {
  return new ProblemError('codes/limit', {
    params: { minutes: Math.ceil(seconds / 60) },
    retryAfterSeconds: seconds,
  });
}
