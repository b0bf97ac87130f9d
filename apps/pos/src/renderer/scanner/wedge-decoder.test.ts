import { describe, expect, it } from 'vitest';
import { GS, type Key, usCharacter } from './physical-key.ts';
import { QUIET_MS, type Verdict, WedgeDecoder } from './wedge-decoder.ts';

const RU: Record<string, string> = { KeyQ: 'й', KeyW: 'ц', KeyA: 'ф', KeyB: 'и', KeyC: 'с', KeyX: 'ч' };
const UZ_CYRILLIC: Record<string, string> = { KeyQ: 'қ', KeyW: 'ў', KeyA: 'а', KeyB: 'б', Digit1: '!' };
const LAYOUTS = { en: {}, ru: RU, uz: UZ_CYRILLIC } as const;
type Layout = keyof typeof LAYOUTS;

/** The key presses a US-programmed scanner sends for `text`, as the system's layout shows them. */
function presses(text: string, startMs: number, gapMs: number, layout: Layout = 'en'): Key[] {
  const map: Record<string, string> = LAYOUTS[layout];
  return [...text].map((character, i) => {
    const atMs = startMs + i * gapMs;
    const plain = { shift: false, ctrl: false, alt: false, atMs };
    if (character === GS) return { ...plain, code: 'BracketRight', key: ']', ctrl: true };
    if (/\d/.test(character))
      return { ...plain, code: `Digit${character}`, key: map[`Digit${character}`] ?? character };
    if (/[a-z]/i.test(character)) {
      const code = `Key${character.toUpperCase()}`;
      return { ...plain, code, key: map[code] ?? character, shift: character !== character.toLowerCase() };
    }
    const punctuation: Record<string, [string, boolean]> = {
      '-': ['Minus', false],
      ']': ['BracketRight', false],
      '(': ['Digit9', true],
      ')': ['Digit0', true],
      '!': ['Digit1', true],
      '"': ['Quote', true],
      '/': ['Slash', false],
      '+': ['Equal', true],
      '%': ['Digit5', true],
    };
    const [code, shift] = punctuation[character] ?? ['Unknown', false];
    return { ...plain, code, key: character, shift };
  });
}

const enter = (atMs: number): Key => ({
  code: 'Enter',
  key: 'Enter',
  shift: false,
  ctrl: false,
  alt: false,
  atMs,
});

function scan(
  decoder: WedgeDecoder,
  code: string,
  startMs: number,
  gapMs: number,
  inField = false,
  layout?: Layout,
) {
  const keys = presses(code, startMs, gapMs, layout);
  const before = keys.map((key) => decoder.feed(key, inField));
  return { before, last: decoder.feed(enter(startMs + code.length * gapMs), inField) };
}

describe('a burst from a scanner', () => {
  for (const layout of ['en', 'ru', 'uz'] as const) {
    it(`is read the same under the ${layout} layout`, () => {
      const { last } = scan(new WedgeDecoder(), 'QWabc-4780001234', 0, 2, false, layout);
      expect(last).toEqual({ kind: 'scan', code: 'QWabc-4780001234', leaked: 0 });
    });
  }

  it('holds every key outside a field, so nothing reaches the page', () => {
    const { before } = scan(new WedgeDecoder(), '4780001234568', 0, 1);
    expect(before.every((verdict) => verdict.kind === 'hold')).toBe(true);
  });

  it('in a field lets one character through and says to take it back', () => {
    const { before, last } = scan(new WedgeDecoder(), '4780001234568', 0, 3, true);
    expect(before.map((verdict) => verdict.kind)).toEqual(['pass', ...Array(12).fill('hold')]);
    expect(last).toEqual({ kind: 'scan', code: '4780001234568', leaked: 1 });
  });

  it('keeps the GS1 separator and drops the symbology mark in front', () => {
    const code = `0104780001234568215!"abC${GS}93dGVz`;
    expect(scan(new WedgeDecoder(), `]d2${code}`, 0, 1).last).toEqual({ kind: 'scan', code, leaked: 0 });
  });

  it('reads a separator sent as Alt+0029', () => {
    const decoder = new WedgeDecoder();
    for (const key of presses('0104780', 0, 2)) decoder.feed(key, false);
    for (const [i, digit] of [...'0029'].entries()) {
      const key = { code: `Numpad${digit}`, key: digit, shift: false, ctrl: false, alt: true, atMs: 14 + i };
      expect(decoder.feed(key, false).kind).toBe('hold');
    }
    decoder.altReleased(19);
    for (const key of presses('93ab', 20, 2)) decoder.feed(key, false);
    expect(decoder.feed(enter(30), false)).toEqual({ kind: 'scan', code: `0104780${GS}93ab`, leaked: 0 });
  });

  it('of a slow Bluetooth scanner is still a scan', () => {
    expect(scan(new WedgeDecoder(), '46012345', 0, 35).last.kind).toBe('scan');
  });

  it('without Enter ends by silence; a late Enter presses nothing', () => {
    const decoder = new WedgeDecoder();
    for (const key of presses('4780001234568', 0, 2)) decoder.feed(key, false);
    expect(decoder.quiet(30)).toBeNull();
    expect(decoder.quiet(24 + QUIET_MS)).toEqual({ kind: 'scan', code: '4780001234568', leaked: 0 });
    expect(decoder.feed(enter(200), false)).toEqual({ kind: 'hold' });
    expect(decoder.feed(enter(2000), false)).toEqual({ kind: 'pass' });
  });

  it('split by a stalled page is joined again by the times of its keys', () => {
    const decoder = new WedgeDecoder();
    const keys = presses('4780001234568', 0, 2);
    for (const key of keys.slice(0, 3)) decoder.feed(key, false);
    expect(decoder.quiet(500)).toEqual({ kind: 'release', text: '478', current: 'pass' });
    for (const key of keys.slice(3)) expect(decoder.feed(key, false).kind).toBe('hold');
    expect(decoder.feed(enter(26), false)).toEqual({ kind: 'scan', code: '4780001234568', leaked: 3 });
  });
});

describe('a scanner whose line stutters', () => {
  for (const pauseMs of [60, 120, 240]) {
    for (const at of [3, 5]) {
      it(`is read whole after a pause of ${pauseMs} ms behind digit ${at}`, () => {
        const decoder = new WedgeDecoder();
        const [head, tail] = ['4780001234568'.slice(0, at), '4780001234568'.slice(at)];
        for (const key of presses(head, 0, 2)) decoder.feed(key, false);
        const pausedAtMs = (at - 1) * 2 + pauseMs;
        if (pauseMs > QUIET_MS) expect(decoder.quiet(pausedAtMs - 1)?.kind).toBe('release');
        for (const key of presses(tail, pausedAtMs, 2)) expect(decoder.feed(key, false).kind).toBe('hold');
        const leaked = pauseMs > QUIET_MS ? at : 0;
        const verdict = decoder.feed(enter(pausedAtMs + tail.length * 2), false);
        expect(verdict).toEqual({ kind: 'scan', code: '4780001234568', leaked });
      });
    }
  }

  it('is no reason to take quick fingers for one', () => {
    const decoder = new WedgeDecoder();
    for (const key of presses('123', 0, 30)) decoder.feed(key, false);
    const typed = presses('456', 60 + 180, 180).map((key) => {
      const before = decoder.quiet(key.atMs - 60);
      return [before?.kind, decoder.feed(key, false).kind];
    });
    expect(typed).toEqual([
      ['release', 'hold'],
      ['release', 'hold'],
      ['release', 'hold'],
    ]);
    expect(decoder.quiet(60 + 180 * 3 + QUIET_MS)?.kind).toBe('release');
    expect(decoder.feed(enter(60 + 180 * 3 + 200), false).kind).toBe('pass');
  });
});

describe('a person typing', () => {
  it('in a field is never held back', () => {
    const decoder = new WedgeDecoder();
    const verdicts = presses('4780', 0, 90).map((key) => decoder.feed(key, true));
    expect(verdicts.every((verdict) => verdict.kind === 'pass')).toBe(true);
    expect(decoder.feed(enter(400), true)).toEqual({ kind: 'pass' });
  });

  it('outside a field gets her letters as her layout made them', () => {
    const decoder = new WedgeDecoder();
    const [first, second] = presses('ab', 0, 120, 'ru');
    expect(decoder.feed(first!, false)).toEqual({ kind: 'hold' });
    expect(decoder.quiet(QUIET_MS)).toEqual({ kind: 'release', text: 'ф', current: 'pass' });
    expect(decoder.feed(second!, false)).toEqual({ kind: 'hold' });
  });

  it('with two fingers falling together loses no letter', () => {
    const decoder = new WedgeDecoder();
    const [a, b] = presses('ab', 0, 20);
    expect(decoder.feed(a!, true)).toEqual({ kind: 'pass' });
    expect(decoder.feed(b!, true)).toEqual({ kind: 'hold' });
    expect(decoder.quiet(20 + QUIET_MS)).toEqual({ kind: 'release', text: 'b', current: 'pass' });
  });

  it('is not a scan when three quick digits end with Enter', () => {
    const { last } = scan(new WedgeDecoder(), '123', 0, 20);
    expect(last).toEqual({ kind: 'release', text: '123', current: 'pass' });
  });

  it('may press a button with a space', () => {
    const space = { code: 'Space', key: ' ', shift: false, ctrl: false, alt: false, atMs: 0 };
    expect(new WedgeDecoder().feed(space, false)).toEqual({ kind: 'pass' });
  });
});

it('reads 10,000 scans in all layouts, in and out of fields, without one mistake', () => {
  const decoder = new WedgeDecoder();
  const layouts = ['en', 'ru', 'uz'] as const;
  let atMs = 0;
  const wrong: Verdict[] = [];
  for (let i = 0; i < 10_000; i += 1) {
    const digits = String(4_780_000_000_000 + i * 7919);
    const code = i % 5 === 0 ? `01${digits}021aB${i}${GS}93x/Yz` : digits;
    const gapMs = 1 + (i % 5);
    const inField = i % 3 === 0;
    const { last } = scan(decoder, code, atMs, gapMs, inField, layouts[i % 3]);
    if (last.kind !== 'scan' || last.code !== code) wrong.push(last);
    atMs += code.length * gapMs + 150;
  }
  expect(wrong).toEqual([]);
});

it('falls back to the letter under the Russian one where the keyboard gives no place', () => {
  const key = { code: '', key: 'Й', shift: true, ctrl: false, alt: false, atMs: 0 };
  expect(usCharacter(key)).toBe('Q');
});
