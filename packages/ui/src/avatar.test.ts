import { expect, it } from 'vitest';
import { initialsOf } from './avatar.tsx';

it.each([
  ['Dilnoza Karimova', 'DK'],
  ['Марина Ким', 'МК'],
  ['Oʻktam', 'Oʻ'],
  ['  Aziz   Toʻrayev  Baxodirovich', 'AT'],
  ['7 kassir', '7k'],
  ['', ''],
])('%s -> %s', (name, initials) => expect(initialsOf(name)).toBe(initials));
