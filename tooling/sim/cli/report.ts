import type { Tally } from './tally.ts';

/** Every promise of the bars, and what this run did about it. */
export const INVARIANTS: readonly (readonly [name: string, checked: string])[] = [
  ['1 sales on the server = acknowledged on tills', 'end of every seed'],
  ['2 acknowledged survives any crash state', 'every start after a crash, end of every seed'],
  ['3 receipt numbers gapless and unique; a clone is quarantined', 'end of every seed'],
  ['4 stock = movements = FIFO remaining', 'end of every seed'],
  ['5 any arrival order, same state hash', 'a sample: the journals again, in another order'],
  ['6 drawer = float + in - out', 'end of every seed'],
  ['7 debit = credit, one posting per document', 'end of every seed'],
  ['8 one fiscal receipt per sale', 'end of every seed'],
  ['9 one payment per sale', 'cash only: card terminals are not yet in the product'],
  ['10 offline credit and gift limits', 'not yet in the product'],
  ['11 lines - discounts = total = payments - change', 'end of every seed'],
  ['12 a marking code is sold once', 'not yet in the product'],
  ["13 no byte of tenant A in tenant B's output", 'every answer of the server'],
  ['14 outboxes drain, both ends equal', 'end of every seed, within 15 minutes'],
  ['15 read your writes', 'every sale'],
  ['16 same seed, same trace', 'a sample, run twice'],
  ['17 chains verify: journal and audit', 'end of every seed'],
  ['18 order by (terminal, epoch, seq)', 'end of every seed'],
  ['19 bounded log and memory', 'end of every seed; the heap over the run'],
  ['20 unknown fields survive', 'end of every seed'],
];

export function printSummary(tally: Tally, seconds: number): void {
  const faults = [...tally.faults].sort((a, b) => b[1] - a[1]).map(([name, times]) => `${name} ${times}`);
  const broken = new Set(tally.failures.map((it) => it.invariant));
  console.log(
    `\n  ${tally.seeds} seeds in ${seconds.toFixed(1)} s: ${tally.sales} sales, ${tally.events} events`,
  );
  console.log(`  ${tally.crashes} crashes of tills, ${tally.serverCrashes} of the server`);
  console.log(`  faults: ${faults.join(', ')}`);
  console.log(`  run twice, same trace: ${tally.twice} seeds; first hashes ${tally.hashes.join('  ')}`);
  console.log(
    `  heap: ${tally.firstHeapMb.toFixed(0)} MB after the first hundred seeds, at most ${tally.mostHeapMb.toFixed(0)} MB since\n`,
  );
  for (const [name, checked] of INVARIANTS) {
    const isNotYet = checked.startsWith('not yet');
    const number = name.split(' ')[0];
    const isBroken = [...broken].some((it) => it.split(' ')[0] === number);
    console.log(`  ${isNotYet ? '-     ' : isBroken ? 'BROKEN' : 'held  '} ${name.padEnd(62)} ${checked}`);
  }
}
