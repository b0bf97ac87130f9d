import { describe, expect, it } from 'vitest';
import { FakeClock } from './fake-clock.ts';

describe('FakeClock', () => {
  it('runs what falls due in order, at the time it falls due', () => {
    const clock = new FakeClock(0);
    const ran: [string, number][] = [];
    clock.schedule(() => ran.push(['late', clock.now()]), 200);
    clock.schedule(() => {
      ran.push(['early', clock.now()]);
      clock.schedule(() => ran.push(['chained', clock.now()]), 50);
    }, 100);
    clock.advance(180);
    expect(ran).toEqual([
      ['early', 100],
      ['chained', 150],
    ]);
    expect(clock.pendingCount).toBe(1);
  });

  it('runs nothing that was cancelled, and nothing on a jump of the wall clock', () => {
    const clock = new FakeClock(1_000);
    let runs = 0;
    const cancel = clock.schedule(() => runs++, 10);
    clock.schedule(() => runs++, 10);
    cancel();
    clock.jumpTo(-5_000);
    expect([runs, clock.now()]).toEqual([0, -5_000]);
  });
});
