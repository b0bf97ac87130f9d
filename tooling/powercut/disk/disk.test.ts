import { describe, expect, it } from 'vitest';
import { Disk, type Fates } from './disk.ts';
import type { DiskEvent } from './disk-events.ts';

const LOST: Fates = { data: (_file, changes) => changes.map(() => 'lost'), names: (c) => c.map(() => false) };
const KEPT: Fates = { data: (_file, changes) => changes.map(() => 'kept'), names: (c) => c.map(() => true) };

const made = (path: string, inode: number, directory = 0): DiskEvent => ({
  kind: 'names',
  directory,
  names: new Map([[path, inode]]),
  isDirectory: false,
});
const write = (file: number, offset: number, text: string): DiskEvent => ({
  kind: 'write',
  file,
  offset,
  data: Buffer.from(text),
});
const sync = (file: number): DiskEvent => ({ kind: 'sync', file });

function after(events: readonly DiskEvent[], fates: Fates): Record<string, string> {
  const disk = new Disk('/base');
  for (const event of events) disk.apply(event);
  return Object.fromEntries(
    [...disk.afterPowerCut(fates)].map(([path, content]) => [path, content.toString()]),
  );
}

describe('Disk', () => {
  it('keeps what was synced, and its name only after a sync of the directory', () => {
    const written = [made('/base/a', 1), write(1, 0, 'hello'), sync(1)];
    expect(after(written, LOST)).toEqual({});
    expect(after(written, KEPT)).toEqual({ '/base/a': 'hello' });
    expect(after([...written, sync(0)], LOST)).toEqual({ '/base/a': 'hello' });
  });

  it('may lose an earlier write and keep a later one', () => {
    const events = [made('/base/a', 1), sync(0), write(1, 0, 'aaaa'), write(1, 4, 'bb')];
    const fates: Fates = { ...KEPT, data: () => ['lost', 'kept'] };
    expect(after(events, fates)).toEqual({ '/base/a': '\0\0\0\0bb' });
    expect(after([...events, sync(1), write(1, 0, 'cccc')], LOST)).toEqual({ '/base/a': 'aaaabb' });
  });

  it('tears a write, with garbage where it was to go', () => {
    const events = [made('/base/a', 1), sync(0), write(1, 0, 'aaaa')];
    const torn: Fates = {
      ...KEPT,
      data: () => [
        (data) => [
          { at: 0, bytes: data.subarray(0, 2) },
          { at: 2, bytes: Buffer.from('?!') },
        ],
      ],
    };
    expect(after(events, torn)).toEqual({ '/base/a': 'aa?!' });
  });

  it('a rename is whole or not, and takes no unsynced content along', () => {
    const events: DiskEvent[] = [
      ...[made('/base/a', 1), write(1, 0, 'old'), sync(1), sync(0)],
      ...[made('/base/a.new', 2), write(2, 0, 'new')],
      {
        kind: 'names',
        directory: 0,
        isDirectory: false,
        names: new Map([
          ['/base/a.new', null],
          ['/base/a', 2],
        ]),
      },
    ];
    expect(after(events, LOST)).toEqual({ '/base/a': 'old' });
    expect(after(events, { ...LOST, names: (c) => c.map(() => true) })).toEqual({ '/base/a': '' });
  });

  it('everything in a directory goes with its name', () => {
    const events: DiskEvent[] = [
      { kind: 'names', directory: 0, names: new Map([['/base/d', 1]]), isDirectory: true },
      ...[made('/base/d/a', 2, 1), write(2, 0, 'x'), sync(2), sync(1)],
    ];
    expect(after(events, LOST)).toEqual({});
    expect(after([...events, sync(0)], LOST)).toEqual({ '/base/d/a': 'x' });
  });

  it('a sync that failed is made good by no later one, only by writing again', () => {
    const failed: DiskEvent[] = [
      ...[made('/base/a', 1), sync(0), write(1, 0, 'aa')],
      ...[{ kind: 'sync-failed', file: 1 } as const, write(1, 2, 'bb'), sync(1)],
    ];
    expect(after(failed, LOST)).toEqual({ '/base/a': '\0\0bb' });
    expect(after([...failed, write(1, 0, 'aa'), sync(1)], LOST)).toEqual({ '/base/a': 'aabb' });
  });
});
