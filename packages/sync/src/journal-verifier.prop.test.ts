import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { JournalVerifier } from './journal-verifier.ts';
import { chainOf, exportOf, shiftOf, till } from './testing/sample-export.ts';

const lines = exportOf({ entries: chainOf(shiftOf(3)) });
const text = lines.join('\n');

/** Sound, or named: an error for what is no export at all counts as named. */
function isSound(of: readonly string[]): boolean {
  const verifier = new JournalVerifier([till.publicKey]);
  try {
    for (const line of of) verifier.take(line);
    return verifier.finish().isSound;
  } catch {
    return false;
  }
}

describe('nothing can be done to an exported journal that is not seen', () => {
  it('is sound as it is', () => expect(isSound(lines)).toBe(true));

  it('not one character changed', () => {
    const printable = fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCharCode(code));
    fc.assert(
      fc.property(fc.nat(text.length - 1), fc.oneof(printable, fc.constant('\n')), (at, char) => {
        fc.pre(text[at] !== char);
        expect(isSound((text.slice(0, at) + char + text.slice(at + 1)).split('\n'))).toBe(false);
      }),
      { numRuns: 1_000 },
    );
  });

  it('not cut anywhere', () => {
    fc.assert(
      fc.property(fc.nat(text.length - 1), (at) => {
        expect(isSound(text.slice(0, at).split('\n'))).toBe(false);
      }),
      { numRuns: 500 },
    );
  });

  it('no line taken out, repeated or moved', () => {
    const place = fc.nat(lines.length - 1);
    fc.assert(
      fc.property(place, place, fc.constantFrom('remove', 'repeat', 'swap'), (one, other, what) => {
        fc.pre(what !== 'swap' || one !== other);
        const changed = [...lines];
        if (what === 'remove') changed.splice(one, 1);
        if (what === 'repeat') changed.splice(other, 0, lines[one]!);
        if (what === 'swap') [changed[one], changed[other]] = [lines[other]!, lines[one]!];
        expect(isSound(changed)).toBe(false);
      }),
      { numRuns: 300 },
    );
  });
});
