import type { JournalVerdict } from '@jowi/sync/journal-verdict';
import { JournalVerifier } from '@jowi/sync/journal-verifier';
import { fileLines } from './file-lines.ts';

/**
 * One pass over the file, a line at a time. `keys` as JournalVerifier takes them.
 *
 * @throws JournalUnusableError, or what opening the file throws
 */
export async function verifyFile(path: string, keys: readonly string[]): Promise<JournalVerdict> {
  const verifier = new JournalVerifier(keys);
  for await (const line of fileLines(path)) verifier.take(line);
  return verifier.finish();
}
