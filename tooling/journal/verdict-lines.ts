import { formatAmount } from '@jowi/i18n/format';
import type { JournalProblem, JournalVerdict } from '@jowi/sync/journal-verdict';
import { formatFingerprint, keyFingerprint } from '@jowi/sync/key-fingerprint';

/** What was checked, what is wrong, and the verdict in one last line. */
export function verdictLines(verdict: JournalVerdict): string[] {
  const { chains, entries, receipts, shifts, quarantined, problems, problemCount, lastGood } = verdict;
  const lines = chains.map(
    ({ epoch, entries: held, seq, hash, fingerprint }) =>
      `Epoch ${epoch}${epoch === 0 ? ' (the office)' : ''}: ${held} entries, the last is ${seq}, head ${hash.slice(0, 16)}, key ${formatFingerprint(fingerprint)}`,
  );
  lines.push(
    `Entries: ${entries}. Receipts: ${receipts.count}, ${formatAmount(receipts.totalTiyin)} so'm. ` +
      `Shifts: ${shifts.closed} closed and reckoned anew, ${shifts.open} open.`,
  );
  const { open, decided } = quarantined;
  if (open + decided > 0)
    lines.push(
      `In quarantine: ${open} to be decided, ${decided} decided. Their receipts are in the entries above.`,
    );
  for (const problem of problems) lines.push(problemLine(problem));
  if (problemCount > problems.length) lines.push(`! ... and ${problemCount - problems.length} more`);
  if (problemCount > 0)
    lines.push(
      lastGood
        ? `Sound up to entry ${lastGood.epoch}/${lastGood.seq} (line ${lastGood.line}, ${lastGood.hash.slice(0, 16)}).`
        : 'No entry of it is sound.',
    );
  lines.push(...unconfirmedLines(verdict));
  lines.push(problemCount === 0 ? 'The journal is sound.' : 'The journal is BROKEN.');
  return lines;
}

/** A file may bring its own keys: only somebody who saw the till can tell that they are the till's. */
function unconfirmedLines({ unconfirmedKeys, chains }: JournalVerdict): string[] {
  const tillKeys = new Set(chains.filter(({ epoch }) => epoch > 0).map(({ publicKey }) => publicKey));
  return unconfirmedKeys.map((key) => {
    const fingerprint = formatFingerprint(keyFingerprint(key));
    return tillKeys.has(key)
      ? `? The till's key ${fingerprint} is the file's own word: compare it with the screen of the till, or give it with --key.`
      : `? The server's key ${fingerprint} is the file's own word: the end line proves that the file is whole to whoever knows it.`;
  });
}

function problemLine({ kind, line, entry, detail }: JournalProblem): string {
  const place = entry ? `entry ${entry.epoch}/${entry.seq}, line ${line}` : `line ${line}`;
  return `! ${place}: ${detail} (${kind})`;
}
