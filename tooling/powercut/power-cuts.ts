import { seconds } from '../bootstrap/progress.mjs';
import { isTraceMistake, TRACE_MISTAKES } from './disk/trace-mistakes.ts';
import type { Mutant, Options } from './options.ts';
import { type RecordedDay, recordDay } from './record/record-day.ts';
import { replay } from './replay.ts';
import { replayTable, totalOf } from './replay-table.ts';
import { table } from './table.ts';
import { inWorkDir } from './work-dir.ts';

const HOW = {
  strace: 'watched by strace',
  diary:
    'WITHOUT STRACE, which is missing here or may not watch: files were compared between the calls of the store, and whether \
SQLite synced what it should is taken on its word',
};

/** A recorded day and its power cuts, on stdout. Whether nothing was lost. */
export function cutPower({
  states,
  sales,
  seed,
}: Pick<Options, 'states' | 'sales' | 'seed'>): Promise<boolean> {
  return inWorkDir(async (dir) => {
    const started = performance.now();
    const day = await recordDay(dir, { sales, seed });
    console.log(`A till sold ${sales} times, ${HOW[day.how]}: ${tell(day)}`);
    const report = await replay(day, dir, { count: states, seed });
    console.log(`${replayTable(report)}\n(${seconds(started)}, seed ${seed})\n`);
    const total = totalOf(report.byKind);
    return total.states >= states && total.lostSales === 0 && total.unsound === 0;
  });
}

/** The same with a mistake built in: the command must see it. Whether it saw every one. */
export async function showMutants(mutants: readonly Mutant[], options: Options): Promise<boolean> {
  const rows: (string | number)[][] = [];
  for (const mutant of mutants) {
    const { states, statesWithLoss, lostSales, unsound } = await lossesOf(mutant, options);
    const seen = lostSales + unsound > 0;
    rows.push([mutant, states, statesWithLoss, lostSales, unsound, seen ? 'seen' : 'NOT SEEN']);
  }
  console.log(`${table(['built wrong', 'states', 'with a loss', 'sales lost', 'unsound', ''], rows)}\n`);
  return rows.every((row) => row.at(-1) === 'seen');
}

function lossesOf(mutant: Mutant, { states, sales, seed }: Options) {
  return inWorkDir(async (dir) => {
    const mistake = isTraceMistake(mutant) ? TRACE_MISTAKES[mutant] : null;
    const wrongBuild = isTraceMistake(mutant) ? undefined : mutant;
    const day = await recordDay(dir, { sales, seed, wrongBuild });
    const wrong: RecordedDay = mistake ? { ...day, events: mistake(day.events) } : day;
    return totalOf((await replay(wrong, dir, { count: states, seed })).byKind);
  });
}

function tell({ events }: RecordedDay): string {
  const count = (...kinds: string[]) => events.filter(({ kind }) => kinds.includes(kind)).length;
  return `${count('write', 'truncate')} writes, ${count('names')} names, ${count('sync')} syncs, ${count('said')} things said`;
}
