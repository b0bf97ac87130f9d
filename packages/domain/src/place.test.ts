import { describe, expect, it } from 'vitest';
import { findPlaceDoubt } from './place.ts';

describe('findPlaceDoubt', () => {
  it.each([
    ['Tashkent', 41.311, 69.279],
    ['Nukus', 42.453, 59.61],
    ['Termez', 37.224, 67.278],
    ['Andijan', 40.783, 72.344],
    ['the very west of the Ustyurt', 45.0, 56.0],
  ])('has none about %s', (_, latitude, longitude) => {
    expect(findPlaceDoubt({ latitude, longitude })).toBeNull();
  });

  it('sees latitude and longitude in each other’s place', () => {
    expect(findPlaceDoubt({ latitude: 69.279, longitude: 41.311 })).toBe('swapped');
  });

  it('sees another country, and the zero of an empty field', () => {
    expect(findPlaceDoubt({ latitude: 55.75, longitude: 37.62 })).toBe('abroad');
    expect(findPlaceDoubt({ latitude: 0, longitude: 0 })).toBe('abroad');
  });
});
