import { describe, expect, it } from 'vitest';
import { ServedRate } from './served-rate.ts';

describe('when to come back', () => {
  it('is soon when few were sent away', () => {
    const rate = new ServedRate(() => 0.99);
    expect(rate.comeBackInSeconds(0)).toBeLessThanOrEqual(2);
  });

  it('is spread over as long as it takes to serve the crowd', () => {
    let drawn = 0;
    const rate = new ServedRate(() => (drawn = (drawn + 0.618) % 1));
    for (let i = 0; i < 40; i++) rate.count(0);
    const said = Array.from({ length: 400 }, () => rate.comeBackInSeconds(500)).slice(200);
    expect(Math.min(...said)).toBe(1);
    expect(Math.max(...said)).toBeGreaterThan(8);
    expect(Math.max(...said)).toBeLessThanOrEqual(11);
    const mostInOneSecond = Math.max(...said.map((s) => said.filter((other) => other === s).length));
    expect(mostInOneSecond).toBeLessThan(40);
  });

  it('is never longer than half a minute, also when nothing is served', () => {
    const rate = new ServedRate(() => 0.999);
    const said = Array.from({ length: 5_000 }, () => rate.comeBackInSeconds(0));
    expect(Math.max(...said)).toBe(30);
    expect(rate.comeBackInSeconds(60_000)).toBeLessThanOrEqual(2);
  });
});
