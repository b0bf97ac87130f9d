import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

/** Every pair of words on a ground the tokens offer reaches 4.5:1, in both themes. */
const css = readFileSync(new URL('./theme.css', import.meta.url), 'utf8');
const tokens = new Map<string, { light: string; dark: string }>();
for (const [, name = '', light = '', dark = ''] of css.matchAll(
  /--([\w-]+): light-dark\((#\w{6}), (#\w{6})\);/g,
)) {
  tokens.set(name, { light, dark });
}
for (const [, name = '', one = ''] of css.matchAll(/--([\w-]+): (#\w{6});/g))
  tokens.set(name, { light: one, dark: one });

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

const grounds = ['page', 'card', 'raised', 'fill'];
const inks = ['ink', 'ink-soft', 'ink-faint'];
const tones = ['primary', 'danger', 'success', 'warning', 'info'];
const pairs = [
  ...grounds.flatMap((ground) => inks.map((ink) => [ink, ground])),
  ...['card', 'raised', 'page'].flatMap((ground) => tones.map((tone) => [`${tone}-ink`, ground])),
  ...tones.map((tone) => [`on-${tone}`, tone]),
  ...tones.map((tone) => [`on-${tone}-quiet`, `${tone}-quiet`]),
  ...[1, 2, 3, 4, 5, 6, 7, 8].map((color) => [`on-person-${color}`, `person-${color}`]),
  ['on-primary', 'primary-hover'],
  ['on-danger', 'danger-hover'],
  ['on-success', 'success-hover'],
  ['on-primary-quiet', 'primary-quiet-hover'],
  ['ink', 'fill-strong'],
  ['ink', 'thumb'],
  ['ink-soft', 'fill-strong'],
];

describe.each(['light', 'dark'] as const)('%s theme', (theme) => {
  it.each(pairs)('%s on %s', (ink = '', ground = '') => {
    const front = tokens.get(ink)?.[theme];
    const back = tokens.get(ground)?.[theme];
    if (!front || !back) throw new Error(`no such token: ${ink} or ${ground}`);
    expect(contrast(front, back)).toBeGreaterThanOrEqual(4.5);
  });
});
