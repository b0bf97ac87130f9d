import { describe, expect, it } from 'vitest';
import { countKeys, countKeysIn, findRepeatedKey, findUnkeepable } from './json-text.ts';

const REPEATED: readonly (readonly [string, string])[] = [
  ['{"a":1,"a":2}', 'a'],
  ['{"a":1,"\\u0061":2}', 'a'],
  ['[{"b":{}},{"c":{"d":1,"d" : 2}}]', 'd'],
  ['{"x":{"a":1},"y":[{"a":1},{"a":1}],"x":0}', 'x'],
  ['{"q\\"":1,"q\\"":2}', 'q"'],
];
const SOUND = [
  '{}',
  '[]',
  '"a\\":b"',
  '{"a":"a:","b":"\\"a\\":1"}',
  '{"a":{"a":{"a":[{"a":1},{"a":"}{"}]}}}',
  '{ "a" :\n1,\t"b\\\\":[ "x" , "y:" ], "c":null }',
];

describe('JSON text', () => {
  it.each(REPEATED)('finds the repeated name in %s', (json, key) => {
    expect(findRepeatedKey(json)).toBe(key);
    expect(countKeys(json)).toBeGreaterThan(countKeysIn(JSON.parse(json), 64)!);
  });

  it.each(SOUND)('finds none in %s', (json) => {
    expect(findRepeatedKey(json)).toBeNull();
    expect(countKeys(json)).toBe(countKeysIn(JSON.parse(json), 64));
  });

  it('gives up on what is nested too deeply', () => {
    expect(countKeysIn([[[]]], 3)).toBe(0);
    expect(countKeysIn([[[]]], 2)).toBeNull();
    expect(countKeysIn({ a: { b: { c: 1 } } }, 2)).toBeNull();
  });

  it.each([
    ['{"a":[{"b":"x"},{"b":"x\\u0000"}]}', 'a.1.b'],
    ['{"a":{"x\\u0000":1}}', 'a'],
    ['{"a":"\\uD800"}', 'a'],
    ['{"a":"\\udfff\\ud83d"}', 'a'],
    ['{"a":"\\ud83d\\ude00","b":"\\\\u0000"}', null],
    ['"x"', null],
  ])('says where %s holds what cannot be kept: %s', (json, path) => {
    expect(findUnkeepable(json, JSON.parse(json))).toBe(path);
  });
});
