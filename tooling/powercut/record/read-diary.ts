import { join } from 'node:path';
import type { DiskEvent } from '../disk/disk-events.ts';
import type { DiaryLine } from './diary.ts';
import { readSaid } from './said.ts';

/** SQLite writes a page, or the head of one, at a time. */
const WRITE = 4096;

/** What a diary tells, as the disk would have seen it. The till's directory is there and certain from the beginning. */
export function readDiary(stdout: string, directory: string): DiskEvent[] {
  const DIRECTORY = 1;
  const files = new Map<string, number>();
  const events: DiskEvent[] = [
    { kind: 'names', directory: 0, names: new Map([[directory, DIRECTORY]]), isDirectory: true },
    { kind: 'sync', file: 0 },
  ];
  let next = DIRECTORY + 1;
  const name = (path: string, inode: number | null) =>
    events.push({ kind: 'names', directory: DIRECTORY, names: new Map([[path, inode]]), isDirectory: false });
  for (const line of stdout.split('\n')) {
    const said = readSaid(line);
    if (said) events.push({ kind: 'said', said });
    if (!line.startsWith('{"disk":')) continue;
    const noted = JSON.parse(line) as DiaryLine;
    const path = join(directory, noted.name);
    const file = files.get(path) ?? next++;
    files.set(path, file);
    if (noted.disk === 'made') name(path, file);
    else if (noted.disk === 'gone') {
      name(path, null);
      files.delete(path);
    } else if (noted.disk === 'truncate') events.push({ kind: 'truncate', file, size: noted.offset ?? 0 });
    else if (noted.disk === 'write') events.push(...writes(file, noted));
    else events.push({ kind: 'sync', file }, { kind: 'sync', file: DIRECTORY });
  }
  return events;
}

function writes(file: number, { offset = 0, data = '' }: DiaryLine): DiskEvent[] {
  const bytes = Buffer.from(data, 'base64');
  const events: DiskEvent[] = [];
  for (let at = 0; at < bytes.length; at += WRITE) {
    events.push({ kind: 'write', file, offset: offset + at, data: bytes.subarray(at, at + WRITE) });
  }
  return events;
}
