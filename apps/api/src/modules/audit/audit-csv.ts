import type { AuditEntryView } from '@jowi/contracts/http/audit';
import { type AuditReading, auditActionText, auditDiff, auditPlaceText } from '@jowi/i18n/audit-diff';
import { formatDate } from '@jowi/i18n/format';
import type { Catalogue } from '@jowi/i18n/languages';

const SEPARATOR = ';';
const TASHKENT_MS = 5 * 3_600_000;

export function auditCsvHead({ audit }: AuditReading): string {
  const titles = audit.csv as Catalogue;
  return line(
    ['seq', 'date', 'time', 'actor', 'action', 'subject', 'store', 'changes', 'ip', 'device'].map((it) =>
      String(titles[it]),
    ),
  );
}

export function auditCsvLine(entry: AuditEntryView, reading: AuditReading): string {
  const words = reading.audit;
  const changes = auditDiff(entry, reading).map(({ label, before, after }) =>
    before === null ? `${label}: ${after ?? ''}` : `${label}: ${before} → ${after ?? '—'}`,
  );
  return line([
    String(entry.seq),
    formatDate(entry.atMs),
    new Date(entry.atMs + TASHKENT_MS).toISOString().slice(11, 19),
    entry.actor.name ?? auditPlaceText(words, 'actor', entry.actor.kind),
    auditActionText(words, entry.action),
    entry.subject.name ?? auditPlaceText(words, 'subject', entry.subject.kind),
    entry.storeName ?? '',
    changes.join('\n'),
    entry.ip ?? '',
    entry.device ?? '',
  ]);
}

/** Quoted, so that separators and line ends stay in their cell. */
function line(cells: readonly string[]): string {
  return `${cells.map((cell) => `"${harmless(cell).replaceAll('"', '""')}"`).join(SEPARATOR)}\r\n`;
}

/** A spreadsheet takes a cell that begins like this for a formula, quoted or not; an apostrophe makes it text. */
function harmless(cell: string): string {
  return /^[\s\u00a0\ufeff]*[=+\-−@|%]|^[\t\r\n]/u.test(cell) ? `'${cell}` : cell;
}
