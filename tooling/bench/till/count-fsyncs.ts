import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

export const ACKNOWLEDGED = 'acknowledged\n';

/**
 * The fewest writes-through to the disk between one acknowledged sale and the next, as the kernel saw them. null where
 * there is no strace to ask it with.
 */
export async function countFsyncs(dataDir: string, sales: number): Promise<number | null> {
  mkdirSync(dataDir, { recursive: true });
  const trace = join(dataDir, 'trace');
  try {
    await promisify(execFile)('strace', [
      ...['-f', '-e', 'trace=fsync,fdatasync,write', '-e', 'signal=none', '-s', '32', '-o', trace],
      ...[process.execPath, join(import.meta.dirname, 'acknowledging.ts'), dataDir, String(sales)],
    ]);
  } catch (error) {
    // Not installed, or not allowed to watch a process here.
    if ((error as { code?: unknown }).code === 'ENOENT' || /ptrace/i.test(String(error))) return null;
    throw error;
  }
  return fewestBetween(readFileSync(trace, 'utf8'));
}

/** @throws Error when no sale was acknowledged */
export function fewestBetween(trace: string): number {
  const counts: number[] = [];
  let count: number | null = null;
  for (const line of trace.split('\n')) {
    if (line.includes(`write(1, "${ACKNOWLEDGED.trim()}`)) {
      if (count !== null) counts.push(count);
      count = 0;
    } else if (/\bf(data)?sync\(\d+\)\s+= 0/.test(line) || /<\.\.\. f(data)?sync resumed>.*= 0/.test(line)) {
      if (count !== null) count++;
    }
  }
  if (counts.length === 0) throw new Error('The trace shows no sale');
  return Math.min(...counts);
}
