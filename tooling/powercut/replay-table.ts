import type { KindTally, ReplayReport } from './replay.ts';
import { table } from './table.ts';

export function replayTable({ byKind, findings }: ReplayReport): string {
  const rows = [...byKind]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([kind, tally]) => [kind, ...figures(tally)]);
  const total = ['total', ...figures(totalOf(byKind))];
  const head = ['after the power cut', 'states', 'with a loss', 'sales lost', 'unsound'];
  return [table(head, [...rows, total]), ...findings.map((finding) => `  ${finding}`)].join('\n');
}

export function totalOf(byKind: ReplayReport['byKind']): KindTally {
  const total: KindTally = { states: 0, statesWithLoss: 0, lostSales: 0, refusedYetThere: 0, unsound: 0 };
  for (const tally of byKind.values()) {
    total.states += tally.states;
    total.statesWithLoss += tally.statesWithLoss;
    total.lostSales += tally.lostSales;
    total.refusedYetThere += tally.refusedYetThere;
    total.unsound += tally.unsound;
  }
  return total;
}

function figures({ states, statesWithLoss, lostSales, unsound }: KindTally): number[] {
  return [states, statesWithLoss, lostSales, unsound];
}
