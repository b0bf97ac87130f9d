import type { Syscall } from '../disk/strace-lines.ts';
import type { Fault } from './inject.ts';

/** Faults of one kind: a row of the table. */
export interface FaultKind {
  readonly name: string;
  readonly call: Fault['call'];
  readonly error: Fault['error'];
  readonly forGood: boolean;
  /** Most places at which it is tried, spread over all there are. */
  readonly most: number;
}

export const FAULT_KINDS: readonly FaultKind[] = [
  { name: 'fsync fails once (EIO)', call: 'fsync', error: 'EIO', forGood: false, most: 60 },
  { name: 'fsync fails from now on (EIO)', call: 'fsync', error: 'EIO', forGood: true, most: 20 },
  { name: 'a write fails once (EIO)', call: 'pwrite64', error: 'EIO', forGood: false, most: 30 },
  { name: 'every write fails from now on (EIO)', call: 'pwrite64', error: 'EIO', forGood: true, most: 15 },
  { name: 'no room for a write (ENOSPC)', call: 'pwrite64', error: 'ENOSPC', forGood: false, most: 40 },
  { name: 'no room for any write (ENOSPC)', call: 'pwrite64', error: 'ENOSPC', forGood: true, most: 20 },
  { name: 'cutting a file fails (EIO)', call: 'ftruncate', error: 'EIO', forGood: false, most: 10 },
];

/** At which calls it is tried, of those an undisturbed run made; dying and trying again take turns. */
export function faultsOf(
  { call, error, forGood, most }: FaultKind,
  undisturbed: readonly Syscall[],
): Fault[] {
  const calls = undisturbed.filter(({ name }) => name === call).length;
  const step = Math.max(1, calls / most);
  const faults: Fault[] = [];
  for (let at = 1, nth = 0; Math.round(at) <= calls; at += step, nth++) {
    faults.push({ call, error, forGood, at: Math.round(at), afterRefusal: nth % 2 === 0 ? 'die' : 'retry' });
  }
  return faults;
}
