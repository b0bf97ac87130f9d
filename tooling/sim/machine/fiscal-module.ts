import type {
  FiscalPort,
  FiscalReceipt,
  FiscalRefused,
  FiscalRegistered,
  FiscalUnknown,
} from '@jowi/till/ports';
import type { Rng } from '../world/rng.ts';
import type { World } from '../world/world.ts';

export type Registration = { readonly receiptId: string; readonly token: string; readonly seq: number };

/**
 * down: not reachable. lost: registers, and its answer is lost. late: neither an answer nor a registration yet; it lands
 * later. reject: this receipt is bad.
 */
export type FiscalFate = 'ok' | 'down' | 'lost' | 'late' | 'reject';

const UNREACHABLE: FiscalRefused = { kind: 'refused', code: 'fiscal/unreachable', retryable: true };
const TIME_PAST: FiscalRefused = { kind: 'refused', code: 'fiscal/time-past', retryable: true };
const BAD: FiscalRefused = { kind: 'refused', code: 'fiscal/refused', retryable: false };
const UNKNOWN: FiscalUnknown = { kind: 'unknown', code: 'fiscal/unknown-result', retryable: true };
const SILENT: FiscalUnknown = { kind: 'unknown', code: 'fiscal/unreachable', retryable: true };

/**
 * A fiscal module that keeps what it registered whatever becomes of the till. A token is the second of the request: the
 * module takes one receipt a second and none from before its last, so a copy that comes late is refused; a second one of
 * the same second and receipt is the same receipt.
 */
export class FiscalModule implements FiscalPort {
  readonly registered: Registration[] = [];
  /** Receipts it will never take. */
  readonly rejected = new Set<string>();
  /** The next one it has not seen yet is such a receipt. */
  rejectsNext = false;
  readonly #underWay = new Set<string>();
  fate: (receiptId: string) => FiscalFate = () => 'ok';
  readonly #world: World;
  readonly #rng: Rng;
  readonly #name: string;
  readonly #serial: string;

  constructor(world: World, rng: Rng, name: string) {
    this.#world = world;
    this.#rng = rng;
    this.#name = name;
    this.#serial = `ZZ${Buffer.from(name).toString('hex').padStart(12, '0').slice(-12)}`;
  }

  async position(): ReturnType<NonNullable<FiscalPort['position']>> {
    await this.#travel();
    if (this.fate('') === 'down') return UNREACHABLE;
    return { kind: 'position', terminalId: this.#serial, receiptSeq: String(this.registered.length) };
  }

  async prepare({ receiptId }: FiscalReceipt): ReturnType<FiscalPort['prepare']> {
    await this.#travel();
    if (this.fate(receiptId) === 'down') return UNREACHABLE;
    return { kind: 'prepared', token: String(Math.floor(this.#world.timeMs / 1_000)) };
  }

  async registerSale({ receiptId }: FiscalReceipt, token: string): ReturnType<FiscalPort['registerSale']> {
    await this.#travel();
    const fate = this.#rejects(receiptId) ? 'reject' : this.fate(receiptId);
    switch (fate) {
      case 'down':
        return UNREACHABLE;
      case 'reject':
        this.rejected.add(receiptId);
        return BAD;
      case 'late':
        this.#underWay.add(receiptId);
        this.#world.after(this.#rng.int(200, 6_000), () => this.#register(receiptId, token));
        await this.#travel();
        return UNKNOWN;
      default: {
        const registration = this.#register(receiptId, token);
        await this.#travel();
        if (fate === 'lost') return UNKNOWN;
        return registration ? this.#mark(registration) : TIME_PAST;
      }
    }
  }

  async resolve({ receiptId }: FiscalReceipt, token: string): ReturnType<FiscalPort['resolve']> {
    await this.#travel();
    const fate = this.fate(receiptId);
    if (fate === 'down' || fate === 'lost') return SILENT;
    const found = this.registered.find((it) => it.token === token && it.receiptId === receiptId);
    return found ? this.#mark(found) : { kind: 'absent' };
  }

  #rejects(receiptId: string): boolean {
    if (this.rejected.has(receiptId)) return true;
    const isNew = !this.#underWay.has(receiptId) && !this.registered.some((it) => it.receiptId === receiptId);
    if (!this.rejectsNext || !isNew) return false;
    this.rejectsNext = false;
    return true;
  }

  #register(receiptId: string, token: string): Registration | null {
    const known = this.registered.find((it) => it.token === token && it.receiptId === receiptId);
    if (known) return known;
    if (Number(token) <= Number(this.registered.at(-1)?.token ?? 0)) return null;
    const registration = { receiptId, token, seq: this.registered.length + 1 };
    this.registered.push(registration);
    this.#world.note(`${this.#name} fiscal ${registration.seq} ${receiptId.slice(-6)}`);
    return registration;
  }

  #mark({ seq }: Registration): FiscalRegistered {
    const mark = {
      terminalId: this.#serial,
      receiptSeq: String(seq),
      dateTime: '20261123090000',
      fiscalSign: String(100_000_000_000 + seq),
      qrUrl: `https://ofd.soliq.uz/check?r=${seq}`,
    };
    return { kind: 'registered', mark };
  }

  #travel(): Promise<void> {
    return this.#world.wait(this.#rng.int(10, 150));
  }
}
