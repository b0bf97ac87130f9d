import type { InstallationReport } from '@jowi/api/src/platform/audit/verify-installation.ts';
import type { AuditDamageKind } from '@jowi/contracts/audit';

const WORDS: Readonly<Record<AuditDamageKind, string>> = {
  missing: 'gone: deleted, cut off or truncated',
  altered: 'changed after it was written, or brought from another place',
  link: 'does not follow the entry before it',
  rewritten: 'is not the entry that was anchored outside the database',
  key: 'made with a key that is not ours',
  head: 'the database notes another end of the log',
  'origin-altered': 'address or device changed',
  'origin-gone': 'address and device deleted without an entry that says why',
  'personal-altered': 'what it says of a person changed',
  'personal-gone': 'what it says of a person deleted without an entry that says why',
  anchors: 'a line of the anchors was edited',
  business: 'the whole log is gone; only the anchors remember it',
};

/** A table with a line a business, then what is wrong, then the verdict. */
export function reportLines(report: InstallationReport): string[] {
  const rows = report.businesses.map(({ name, entries, anchoredSeq, damage }) => [
    name,
    String(entries),
    anchoredSeq === 0 ? '-' : String(anchoredSeq),
    damage.length === 0 ? 'whole' : 'DAMAGED',
  ]);
  const table = [['Business', 'Entries', 'Anchored to', 'Log'], ...rows];
  const widths = [0, 1, 2, 3].map((at) => Math.max(...table.map((row) => (row[at] ?? '').length)));
  const lines = table.map((row) =>
    row
      .map((cell, at) =>
        at === 1 || at === 2 ? cell.padStart(widths[at] ?? 0) : cell.padEnd(widths[at] ?? 0),
      )
      .join('  ')
      .trimEnd(),
  );
  for (const { name, tenantId, damage } of report.businesses)
    for (const { kind, seq, toSeq } of damage) {
      const place = seq === toSeq ? `entry ${seq}` : `entries ${seq}-${toSeq}`;
      lines.push(`! ${name === '?' ? tenantId : name}, ${place}: ${WORDS[kind]} (${kind})`);
    }
  for (const place of report.damagedAnchors) lines.push(`! ${place}: ${WORDS.anchors} (anchors)`);
  lines.push(report.isWhole ? 'Every audit log is whole.' : 'The audit log was tampered with.');
  return lines;
}
