import { dirname, isAbsolute, join } from 'node:path';
import { readSaid, type Said } from '../record/said.ts';
import type { Syscall } from './strace-lines.ts';

/** What happened to the disk under one directory, and what was said, in order. `file` is the number of an inode. */
export type DiskEvent =
  | { readonly kind: 'write'; readonly file: number; readonly offset: number; readonly data: Buffer }
  | { readonly kind: 'truncate'; readonly file: number; readonly size: number }
  | { readonly kind: 'sync' | 'sync-failed'; readonly file: number }
  /** Names that change together; null = gone. A directory is an inode as well. */
  | {
      readonly kind: 'names';
      readonly directory: number;
      readonly names: ReadonlyMap<string, number | null>;
      readonly isDirectory: boolean;
    }
  | { readonly kind: 'said'; readonly said: Said };

type OpenFile = { inode: number; position: number; append: boolean };

/** The inode of the directory everything happens under; it was there and on the disk before the first event. */
export const BASE = 0;

/** Files that were there, and on the disk, before the trace began. */
export type FilesBefore = ReadonlyMap<string, Buffer>;

/** Follows every descriptor that leads below `base`. @throws Error for a way of writing that the model does not know */
export function diskEvents(
  calls: readonly Syscall[],
  base: string,
  before: FilesBefore = new Map(),
): DiskEvent[] {
  return new Follower(base, before).follow(calls);
}

class Follower {
  readonly #base: string;
  readonly #inodes: Map<string, number>;
  readonly #open = new Map<number, OpenFile>();
  readonly #sizes = new Map<number, number>();
  readonly #events: DiskEvent[] = [];
  #next = BASE + 1;
  #stdout = '';

  constructor(base: string, before: FilesBefore) {
    this.#base = base;
    this.#inodes = new Map([[base, BASE]]);
    for (const [path, data] of before) this.#wasThere(path, data);
  }

  follow(calls: readonly Syscall[]): DiskEvent[] {
    for (const call of calls) this.#take(call);
    return this.#events;
  }

  #take(call: Syscall): void {
    if (call.error !== null) {
      if (call.name === 'fsync' || call.name === 'fdatasync') this.#sync(call, 'sync-failed');
      return;
    }
    switch (call.name) {
      case 'openat':
        this.#openAt(call);
        break;
      case 'close':
        this.#open.delete(Number(call.args[0]));
        break;
      case 'write':
        this.#write(call);
        break;
      case 'pwrite64':
        this.#writeAt(this.#file(call), Number(call.args[3]), call);
        break;
      case 'ftruncate':
        this.#truncate(this.#file(call), Number(call.args[1]));
        break;
      case 'fsync':
      case 'fdatasync':
        this.#sync(call, 'sync');
        break;
      case 'mkdir':
        this.#name(new Map([[this.#path(call.args[0]), this.#next++]]), true);
        break;
      case 'rename':
        this.#rename(this.#path(call.args[0]), this.#path(call.args[1]));
        break;
      case 'unlink':
      case 'rmdir':
        this.#name(new Map([[this.#path(call.args[0]), null]]));
        break;
      default:
        this.#refuseUnknown(call);
    }
  }

  #wasThere(path: string, data: Buffer): void {
    const directory = dirname(path);
    if (!this.#inodes.has(directory)) {
      this.#name(new Map([[directory, this.#next++]]), true);
      this.#events.push({ kind: 'sync', file: this.#inodes.get(dirname(directory))! });
    }
    const file = this.#next++;
    this.#name(new Map([[path, file]]));
    this.#sizes.set(file, data.length);
    this.#events.push({ kind: 'write', file, offset: 0, data });
    this.#events.push({ kind: 'sync', file }, { kind: 'sync', file: this.#inodes.get(directory)! });
  }

  /** Anything else that could change a file of ours would make the replay a lie. */
  #refuseUnknown({ name, args }: Syscall): void {
    const shared =
      name === 'mmap' && String(args[3]).includes('MAP_SHARED') && this.#open.has(Number(args[4]));
    const byDescriptor = name !== 'mmap' && this.#open.has(Number(args[0]));
    const byPath = args.some((arg) => Buffer.isBuffer(arg) && this.#isOurs(arg.toString()));
    if (shared || byDescriptor || byPath) throw new Error(`The model of the disk does not know ${name}`);
  }

  #openAt({ args, result }: Syscall): void {
    const path = String(args[1]);
    if (!isAbsolute(path) || !this.#isOurs(path)) return;
    const flags = String(args[2]).split('|');
    if (!this.#inodes.has(path)) {
      if (!flags.includes('O_CREAT')) throw new Error(`${path} was there before the trace began`);
      this.#name(new Map([[path, this.#next++]]));
    } else if (flags.includes('O_TRUNC')) {
      this.#truncate(this.#inodes.get(path), 0);
    }
    const inode = this.#inodes.get(path)!;
    this.#open.set(result, { inode, position: 0, append: flags.includes('O_APPEND') });
  }

  #write(call: Syscall): void {
    const descriptor = Number(call.args[0]);
    if (descriptor === 1) this.#say(call.args[1] as Buffer);
    const file = this.#open.get(descriptor);
    if (!file) return;
    if (file.append) file.position = this.#sizes.get(file.inode) ?? 0;
    this.#writeAt(file.inode, file.position, call);
    file.position += call.result;
  }

  /** As much as the kernel took, which may be less than it was given. */
  #writeAt(file: number | undefined, offset: number, { args, result }: Syscall): void {
    if (file === undefined) return;
    const data = (args[1] as Buffer).subarray(0, result);
    this.#sizes.set(file, Math.max(this.#sizes.get(file) ?? 0, offset + data.length));
    this.#events.push({ kind: 'write', file, offset, data });
  }

  #truncate(file: number | undefined, size: number): void {
    if (file === undefined) return;
    this.#sizes.set(file, size);
    this.#events.push({ kind: 'truncate', file, size });
  }

  #sync(call: Syscall, kind: 'sync' | 'sync-failed'): void {
    const file = this.#file(call);
    if (file !== undefined) this.#events.push({ kind, file });
  }

  #rename(from: string, to: string): void {
    const inode = this.#inodes.get(from);
    if (inode === undefined) return;
    this.#name(
      new Map([
        [from, null],
        [to, inode],
      ]),
    );
  }

  #name(names: ReadonlyMap<string, number | null>, isDirectory = false): void {
    const [first] = names.keys();
    if (first === undefined || !this.#isOurs(first)) return;
    const directory = this.#inodes.get(dirname(first));
    if (directory === undefined) throw new Error(`${first} is in a directory nobody made`);
    for (const [path, inode] of names) {
      if (inode === null) this.#inodes.delete(path);
      else this.#inodes.set(path, inode);
    }
    this.#events.push({ kind: 'names', directory, names, isDirectory });
  }

  #say(bytes: Buffer): void {
    const lines = (this.#stdout + bytes.toString()).split('\n');
    this.#stdout = lines.pop() ?? '';
    for (const line of lines) {
      const said = readSaid(line);
      if (said) this.#events.push({ kind: 'said', said });
    }
  }

  #file({ args }: Syscall): number | undefined {
    return this.#open.get(Number(args[0]))?.inode;
  }

  #path(arg: Buffer | string | undefined): string {
    return join(String(arg));
  }

  #isOurs(path: string): boolean {
    return path === this.#base || path.startsWith(`${this.#base}/`);
  }
}
