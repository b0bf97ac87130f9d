import { describe, expect, it } from 'vitest';
import { fewestBetween } from './count-fsyncs.ts';

const ack = '12 write(1, "acknowledged\\n", 13) = 13';

describe('fewestBetween', () => {
  it('counts what reached the disk between two acknowledgements, and forgets what came before the first', () => {
    const trace = ['12 fdatasync(5) = 0', ack, '12 fdatasync(5) = 0', '12 fsync(6)  = 0', ack];
    expect(
      fewestBetween(
        [...trace, '12 fdatasync(5 <unfinished ...>', '12 <... fdatasync resumed>) = 0', ack].join('\n'),
      ),
    ).toBe(1);
  });

  it('sees a sale that was acknowledged without, or whose write failed', () => {
    expect(fewestBetween([ack, ack].join('\n'))).toBe(0);
    expect(fewestBetween([ack, '12 fdatasync(5) = -1 EIO (Input/output error)', ack].join('\n'))).toBe(0);
  });

  it('does not take an empty trace for a good one', () => {
    expect(() => fewestBetween('')).toThrow('no sale');
  });
});
