import { openOn } from '@jowi/till/db/sqlite-db';
import { problemOf } from '@jowi/till/result';
import { beforeEach, describe, expect, it } from 'vitest';
import { copyOf, restore } from './disk-image.ts';
import { DiskPool } from './disk-pool.ts';
import type { SimDisk } from './sim-disk.ts';

const calm = () => ({ alive: true, point: () => {} });

describe('a simulated disk', () => {
  const pool = new DiskPool();
  let disk: SimDisk;
  beforeEach(() => {
    pool.giveAllBack();
    disk = pool.take();
  });

  const open = () => openOn(() => disk.connect(calm()));
  const write = (key: string) => `INSERT INTO meta VALUES ('${key}', '1')`;
  const keys = () =>
    disk.native
      .prepare('SELECT key FROM meta ORDER BY key')
      .all()
      .map((row) => row.key);

  it('keeps what was forced to it and loses the last of the rest when the power goes', () => {
    const db = open();
    db.transaction(() => db.exec(write('durable')));
    db.draft(() => db.exec(write('soon 1')));
    db.draft(() => db.exec(write('soon 2')));
    disk.cutPower((commits) => commits - 1);
    expect(keys()).toEqual(['durable', 'soon 1']);
  });

  it('keeps every commit when only the program is killed, and nothing of an open transaction', () => {
    const db = open();
    db.draft(() => db.exec(write('soon')));
    expect(() =>
      db.transaction(() => {
        db.exec(write('never'));
        disk.kill();
        throw new Error('killed');
      }),
    ).toThrow('killed');
    expect(keys()).toEqual(['soon']);
  });

  it('a durable commit takes everything before it along', () => {
    const db = open();
    db.draft(() => db.exec(write('soon')));
    db.transaction(() => db.exec(write('durable')));
    disk.cutPower(() => 0);
    expect(keys()).toEqual(['durable', 'soon']);
  });

  it('refuses a second program while the first lives', () => {
    open();
    expect(problemOf(caught(open))?.code).toBe('till/already-running');
    disk.kill();
    expect(() => open()).not.toThrow();
  });

  it('a full disk undoes the transaction and says so', () => {
    const db = open();
    disk.fault = { kind: 'full', writesLeft: 1, failuresLeft: 1 };
    const error = caught(() =>
      db.transaction(() => {
        for (const key of ['a', 'b']) db.exec(write(key));
      }),
    );
    expect(problemOf(error)?.code).toBe('till/disk-full');
    expect(keys()).toEqual([]);
  });

  it('a copy holds the same rows and files', () => {
    const db = open();
    db.transaction(() => db.exec(write('here')));
    disk.files.set('device.key', Buffer.from('key'));
    const other = pool.take();
    restore(other, copyOf(disk));
    expect(copyOf(other)).toEqual(copyOf(disk));
  });
});

function caught(run: () => unknown): unknown {
  try {
    run();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}
