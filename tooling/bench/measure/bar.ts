/** A bar of the project's list of promises, with the numbers that decide it. */
export interface BarLimits {
  readonly bar: string;
  readonly what: string;
  readonly unit: string;
  readonly calibrator: string;
  /** Of the ratio. */
  readonly floor: number;
  readonly goal: number;
  /** Whether a higher ratio is better (throughput) or a lower one (time). */
  readonly better: 'higher' | 'lower';
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
  const reaches = (limit: number) =>
    limits.better === 'higher' ? measured.ratio >= limit : measured.ratio <= limit;
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
    `${r.better === 'higher' ? '>=' : '<='} ${r.floor}x ${r.calibrator} (goal ${r.goal}x)`,
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

/** Three significant digits, whole numbers whole. */
export function round(value: number): number {
  return Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3));
}
