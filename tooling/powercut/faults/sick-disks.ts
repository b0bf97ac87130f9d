import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { offlineOptions, prepareTill } from '@jowi/till/testing/prepared-till';
import { seconds } from '../../bootstrap/progress.mjs';
import { replay } from '../replay.ts';
import { totalOf } from '../replay-table.ts';
import { table } from '../table.ts';
import { inWorkDir } from '../work-dir.ts';
import { type Fault, type FaultRun, runWithFault } from './inject.ts';
import { FAULT_KINDS, type FaultKind, faultsOf } from './plan.ts';

const LANES = 2;
/** Power cuts after each fault, beside the killed program itself. */
const CUTS = 12;
const MOST_FINDINGS = 10;

class Tally {
  runs = 0;
  acknowledged = 0;
  refused = 0;
  wrongAnswers = 0;
  cuts = 0;
  lost = 0;
  refusedYetThere = 0;
  perhapsThere = 0;
  unsound = 0;
}

/** Real tills on disks that fail at one call after another. Whether each was refused, shown, and nothing lost. */
export function sickenDisks(seed: number): Promise<boolean> {
  return inWorkDir(async (dir) => {
    const started = performance.now();
    const prepared = join(dir, 'prepared');
    prepareTill(offlineOptions(prepared)).db.close();
    const undisturbed = await runWithFault(prepared, laneDir(dir, 0), null);
    const rows: (string | number)[][] = [];
    const findings: string[] = [];
    let good = true;
    for (const kind of FAULT_KINDS) {
      const tally = new Tally();
      const queue = faultsOf(kind, undisturbed.calls);
      const lane = async (_: unknown, nth: number) => {
        for (let fault = queue.shift(); fault; fault = queue.shift()) {
          const run = await runWithFault(prepared, laneDir(dir, nth), fault);
          findings.push(...(await judge(run, fault, kind, tally, laneDir(dir, nth), seed)));
        }
      };
      await Promise.all(Array.from({ length: LANES }, lane));
      rows.push([kind.name, ...Object.values(tally)]);
      good &&= tally.lost + tally.unsound + tally.refusedYetThere + tally.wrongAnswers === 0;
    }
    const head = ['the disk', 'tills', 'sold', 'refused', 'wrong answer', 'power cuts', 'lost'];
    console.log(table([...head, 'refused yet there', '(dead disk)', 'unsound'], rows));
    console.log(
      [...findings.slice(0, MOST_FINDINGS).map((text) => `  ${text}`), `(${seconds(started)})\n`].join('\n'),
    );
    return good;
  });
}

async function judge(
  run: FaultRun,
  fault: Fault,
  kind: FaultKind,
  tally: Tally,
  dir: string,
  seed: number,
): Promise<string[]> {
  const { said, verdict } = run;
  const expected = kind.error === 'ENOSPC' ? 'till/disk-full' : 'till/disk-error';
  const refusals = said.flatMap((line) => (line.say === 'refused' ? [line] : []));
  const wrong = refusals.filter(({ code }) => code !== expected);
  const cuts = await replay(run, dir, { count: CUTS, seed: seed + fault.at, from: run.from });
  const total = totalOf(cuts.byKind);
  tally.runs++;
  tally.acknowledged += said.filter(({ say }) => say === 'paid').length;
  tally.refused += refusals.length;
  tally.wrongAnswers += wrong.length;
  tally.cuts += total.states;
  tally.lost += verdict.lost.length + total.lostSales;
  tally.unsound += (verdict.unsound.length > 0 ? 1 : 0) + total.unsound;
  if (verdict.refusedYetThere) tally.refusedYetThere++;
  // A disk that will not be written any more cannot be made to forget either.
  if (kind.forGood) tally.perhapsThere += total.refusedYetThere;
  else tally.refusedYetThere += total.refusedYetThere;
  const where = `${kind.name}, call ${fault.at}, then ${fault.afterRefusal}:`;
  return [
    ...wrong.map(({ what, code }) => `${where} ${what} was answered with ${code}`),
    ...verdict.lost.map((number) => `${where} receipt ${number} is lost`),
    ...(verdict.refusedYetThere ? [`${where} a refused sale is there`] : []),
    ...verdict.unsound.map((what) => `${where} ${what}`),
    ...cuts.findings.map((finding) => `${where} ${finding}`),
  ];
}

function laneDir(dir: string, nth: number): string {
  const lane = join(dir, `lane-${nth}`);
  mkdirSync(lane, { recursive: true });
  rmSync(join(lane, 'state'), { recursive: true, force: true });
  return lane;
}
