import { GS, isTerminator, type Key, usCharacter } from './physical-key.ts';

/** Longest pause inside a scan. Cheap Bluetooth scanners reach 30 ms; fast typists stay above 60. */
export const MAX_GAP_MS = 45;
/** Scanners that send no Enter: this long after the last character the code is over. */
export const QUIET_MS = 70;
const LATE_ENTER_MS = 300;
/** A scanner whose line stutters pauses so long in the middle of its digits; the two halves are one code. */
const STUTTER_MS = 250;
/** So many digits at a scanner's speed are no fingers: what follows a stutter belongs to them. */
const STUTTER_MIN_LENGTH = 3;
/** Shorter bursts are two fingers falling together, not a code. */
const MIN_LENGTH = 4;
/** Without an Enter only a burst this long counts: shop-made short codes need the Enter. */
const MIN_LENGTH_UNENDED = 6;
const MAX_LENGTH = 200;
/** `]C1`, `]d2`: the symbology mark some scanners put in front. */
const AIM_PREFIX = /^\][A-Za-z]\d/;

export type Verdict =
  /** Not ours: the page handles the key as if we were not here. */
  | { kind: 'pass' }
  /** May be part of a scan: nobody else may see the key until we know. */
  | { kind: 'hold' }
  /** A code. `leaked` characters had already been let through and must be taken back. */
  | { kind: 'scan'; code: string; leaked: number }
  /** A person after all: `text` was held and must be typed now (as the layout made it). */
  | { kind: 'release'; text: string; current: 'pass' | 'hold' };

type Held = { us: string; typed: string; atMs: number; leaked: boolean };

/**
 * Tells a scanner from a person by the pauses between keys, wherever the focus is. Pure: time comes with the
 * keys. While the focus is in a field the first character is let through (a person must see what she types at
 * once) and taken back if it turns out to be a scan.
 */
export class WedgeDecoder {
  #held: Held[] = [];
  #stuttered = false;
  #altDigits = '';
  #unendedScanAtMs = Number.NEGATIVE_INFINITY;

  /** `inField`: the key would be typed into an input. */
  feed(key: Key, inField: boolean): Verdict {
    const last = this.#held.at(-1);
    const fast = last !== undefined && key.atMs - last.atMs <= MAX_GAP_MS;
    if (isTerminator(key)) return this.#end(key.atMs);
    if (key.alt && /^Numpad\d$/.test(key.code)) {
      this.#altDigits += key.code.slice(-1);
      return this.#held.length > 0 ? { kind: 'hold' } : { kind: 'pass' };
    }
    const us = usCharacter(key);
    if (us === null) return { kind: 'pass' };
    // a space may press a button, a separator never starts a code
    if (!fast && (us === ' ' || us === GS)) return { kind: 'pass' };
    return this.#take({ us, typed: key.key.length === 1 ? key.key : us, atMs: key.atMs }, fast, inField);
  }

  /** Windows scanners send a separator as Alt+0029 on the numeric pad; it counts when Alt comes up. */
  altReleased(atMs: number): void {
    const character = Number(this.#altDigits);
    this.#altDigits = '';
    if (character === 29 && this.#held.length > 0) {
      this.#held.push({ us: GS, typed: '', atMs, leaked: false });
    }
  }

  /** To be called QUIET_MS after the last key: a scan without Enter, or a person's lone key. Null = nothing due. */
  quiet(nowMs: number): Verdict | null {
    const last = this.#held.at(-1);
    if (!last || nowMs - last.atMs < QUIET_MS) return null;
    // after a stutter only the Enter proves that the code is whole
    const isWhole = this.#held.length >= MIN_LENGTH_UNENDED && !this.#stuttered;
    if (isWhole && !this.#held.every((character) => character.leaked)) {
      this.#unendedScanAtMs = nowMs;
      return this.#scan();
    }
    const release = this.#release('pass');
    return release.kind === 'release' ? release : null;
  }

  #take(character: Omit<Held, 'leaked'>, fast: boolean, inField: boolean): Verdict {
    const stutters = !fast && this.#stutters(character);
    if (stutters) this.#stuttered = true;
    if ((!fast && !stutters) || this.#held.length >= MAX_LENGTH) {
      const before = this.#release(inField ? 'pass' : 'hold');
      this.#held = [{ ...character, leaked: inField }];
      this.#stuttered = false;
      if (before.kind === 'release') return before;
      return inField ? { kind: 'pass' } : { kind: 'hold' };
    }
    this.#held.push({ ...character, leaked: false });
    return { kind: 'hold' };
  }

  /** Half a code is another code: better to wait for the rest than to sell something else. */
  #stutters({ us, atMs }: Omit<Held, 'leaked'>): boolean {
    const last = this.#held.at(-1);
    return (
      last !== undefined &&
      atMs - last.atMs <= STUTTER_MS &&
      this.#held.length >= STUTTER_MIN_LENGTH &&
      [...this.#held, { us }].every((character) => /^\d$/.test(character.us))
    );
  }

  #end(atMs: number): Verdict {
    const last = this.#held.at(-1);
    if (last && atMs - last.atMs <= QUIET_MS && this.#held.length >= MIN_LENGTH) return this.#scan();
    // the code was already taken without its Enter: a late one must not press the button in focus
    if (atMs - this.#unendedScanAtMs <= LATE_ENTER_MS) {
      this.#unendedScanAtMs = Number.NEGATIVE_INFINITY;
      return { kind: 'hold' };
    }
    const before = this.#release('pass');
    this.#held = [];
    this.#stuttered = false;
    return before;
  }

  #scan(): Verdict {
    const code = this.#held
      .map((character) => character.us)
      .join('')
      .replace(AIM_PREFIX, '')
      .trim();
    const leaked = this.#held.filter((character) => character.leaked).length;
    this.#held = [];
    this.#stuttered = false;
    return { kind: 'scan', code, leaked };
  }

  /** Lets go of what is held. The characters stay remembered as leaked: a stalled page may get the rest later. */
  #release(current: 'pass' | 'hold'): Verdict {
    const text = this.#held
      .filter((character) => !character.leaked)
      .map((character) => character.typed)
      .join('');
    for (const character of this.#held) character.leaked = true;
    return text === '' ? { kind: 'pass' } : { kind: 'release', text, current };
  }
}
