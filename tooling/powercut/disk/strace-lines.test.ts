import { describe, expect, it } from 'vitest';
import { parseStrace } from './strace-lines.ts';

const hex = (text: string) =>
  `"${[...Buffer.from(text)].map((b) => `\\x${b.toString(16).padStart(2, '0')}`).join('')}"`;

describe('parseStrace', () => {
  it('reads bytes, words and results', () => {
    const line = `12  openat(AT_FDCWD, ${hex('/a, b')}, O_RDWR|O_CREAT, 0644) = 23`;
    expect(parseStrace(line)).toEqual([
      {
        name: 'openat',
        args: ['AT_FDCWD', Buffer.from('/a, b'), 'O_RDWR|O_CREAT', '0644'],
        result: 23,
        error: null,
      },
    ]);
  });

  it('knows a call that failed, injected or not', () => {
    expect(parseStrace('12  fsync(22)       = -1 EIO (Input/output error) (INJECTED)')).toMatchObject([
      { name: 'fsync', args: ['22'], result: -1, error: 'EIO' },
    ]);
  });

  it('puts together what another thread came between, in the order in which calls returned', () => {
    const lines = [
      `12  write(1, ${hex('a')}, 1 <unfinished ...>`,
      '13  close(4) = 0',
      '12  <... write resumed>) = 1',
    ];
    expect(parseStrace(lines.join('\n')).map(({ name }) => name)).toEqual(['close', 'write']);
  });

  it('does not take half a string for a whole one', () => {
    expect(() => parseStrace(`12  write(1, ${hex('a')}..., 5) = 5`)).toThrow('raise its -s');
  });

  it('passes over signals and exits', () => {
    expect(parseStrace('12  +++ exited with 0 +++\n12  --- SIGCHLD {si_signo=SIGCHLD} ---')).toEqual([]);
  });
});
