import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { readSaid, type SaidSale } from '../record/said.ts';
import type { Seat } from './shop.ts';

const SCRIPT = join(import.meta.dirname, 'selling-till.ts');

export interface Killed {
  /** What was printed whole; the last line may be torn. */
  readonly acknowledged: readonly SaidSale[];
  readonly complaints: string;
}

/** Lets a till sell and kills it so long after its first sale. */
export async function sellAndKill(
  dataDir: string,
  serverUrl: string,
  { code, barcode }: Seat,
  afterMs: number,
): Promise<Killed> {
  const child = start([dataDir, serverUrl, code, barcode, 'sell']);
  let text = '';
  let complaints = '';
  let timer: NodeJS.Timeout | null = null;
  child.stdout.setEncoding('utf8').on('data', (data: string) => {
    text += data;
    timer ??= setTimeout(() => child.kill('SIGKILL'), afterMs);
  });
  child.stderr.setEncoding('utf8').on('data', (data: string) => (complaints += data));
  const signal = await new Promise<string | null>((resolve) =>
    child.once('close', (_code, by) => resolve(by)),
  );
  if (timer) clearTimeout(timer);
  if (signal !== 'SIGKILL') throw new Error(`A selling till died by itself: ${complaints}`);
  const lines = text.split('\n').slice(0, -1);
  return { acknowledged: lines.map(readSaid).filter((said) => said?.say === 'paid'), complaints };
}

/** Sends everything it has and closes. @throws Error when that does not come to an end */
export async function drain(dataDir: string, serverUrl: string, { code, barcode }: Seat): Promise<void> {
  const child = start([dataDir, serverUrl, code, barcode, 'drain']);
  let complaints = '';
  child.stderr.setEncoding('utf8').on('data', (data: string) => (complaints += data));
  const code_ = await new Promise<number | null>((resolve) => child.once('close', resolve));
  if (code_ !== 0) throw new Error(`A till did not send all it had: ${complaints}`);
}

function start(args: readonly string[]) {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', SCRIPT, ...args]);
  const end = () => child.kill('SIGKILL');
  process.once('exit', end);
  child.once('close', () => process.off('exit', end));
  return child;
}
