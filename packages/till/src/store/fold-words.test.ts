import { foldSearch } from '@jowi/i18n/fold';
import { expect, it } from 'vitest';
import { foldWords } from './fold-words.ts';

it.each([
  'Кока-Кола 1,5л',
  'Сут «Нестле» 3.2% 900мл',
  'Qoʻy goʻshti (yangi)',
  '  Чай   зелёный №95, 100г ',
  'Shampun "Head & Shoulders" 400ml',
  '— / —',
  '',
])('folds %s word by word to what it folds to as a whole', (name) => {
  expect(foldWords(name)).toBe(foldSearch(name));
  expect(foldWords(name)).toBe(foldSearch(name));
});
