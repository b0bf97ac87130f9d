/** A bar of the project's list of promises, with the numbers that decide it. */
export interface BarLimits {
  readonly bar: string;
  readonly what: string;
  readonly unit: string;
  readonly calibrator: string;
  readonly floor: number;
  readonly goal: number;
  /** Whether a higher ratio is better (throughput) or a lower one (time). */
  readonly better: 'higher' | 'lower';
  /** What floor and goal are about; the ratio unless said otherwise. */
  readonly judged?: 'ratio' | 'value';
}

export interface Measured {
  /** In the bar's unit. */
  readonly value: number;
  readonly ratio: number;
  /** Other promises of the same bar, e.g. a p99: name, figure and whether it holds. */
  readonly also?: readonly { readonly what: string; readonly figure: string; readonly holds: boolean }[];
  /** Figures worth reading that decide nothing. */
  readonly notes?: readonly string[];
}

export interface BarReport extends BarLimits, Measured {
  readonly pass: boolean;
}

export function judge(limits: BarLimits, measured: Measured): BarReport {
  const figure = limits.judged === 'value' ? measured.value : measured.ratio;
  const reaches = (limit: number) => (limits.better === 'higher' ? figure >= limit : figure <= limit);
  const others = (measured.also ?? []).every(({ holds }) => holds);
  return { ...limits, ...measured, pass: reaches(limits.floor) && others };
}

/** The one line a machine reads. */
export function jsonLine({ bar, value, unit, calibrator, ratio, floor, goal, pass }: BarReport): string {
  return JSON.stringify({
    bar,
    value: round(value),
    unit,
    calibrator,
    ratio: round(ratio),
    floor,
    goal,
    pass,
  });
}

/** The same for people. */
export function tableOf(reports: readonly BarReport[]): string {
  const rows = reports.map((r) => [
    r.bar,
    `${round(r.value)} ${r.unit}`,
    limitOf(r),
    `${round(r.ratio)}x`,
    r.pass ? 'ok' : 'MISSED',
    r.what,
  ]);
  const all = [['bar', 'measured', 'floor', 'ratio', '', 'what'], ...rows];
  const widths = all[0]!.map((_, column) => Math.max(...all.map((row) => row[column]!.length)));
  const lines = all.map((row) =>
    row
      .map((cell, i) => cell.padEnd(widths[i]!))
      .join('  ')
      .trimEnd(),
  );
  const details = reports.flatMap((r) => [
    ...(r.also ?? []).map((a) => `  ${r.bar}  ${a.holds ? 'ok    ' : 'MISSED'} ${a.what}: ${a.figure}`),
    ...(r.notes ?? []).map((note) => `  ${r.bar}  ${note}`),
  ]);
  return [...lines, '', ...details].join('\n');
}

function limitOf({ better, floor, goal, unit, calibrator, judged }: BarLimits): string {
  const sign = better === 'higher' ? '>=' : '<=';
  return judged === 'value'
    ? `${sign} ${floor} ${unit} (goal ${goal})`
    : `${sign} ${floor}x ${calibrator} (goal ${goal}x)`;
}

/** Three significant digits, whole numbers whole. */
export function round(value: number): number {
  return Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3));
}
