import type { AuditEntryView } from '@jowi/contracts/http/audit';

const MARGIN = /^(cost|margin)|(Cost|Margin)/;

/** The entry as somebody sees it who may not know what goods cost. */
export function withoutMargin(entry: AuditEntryView): AuditEntryView {
  const strip = (side: AuditEntryView['before']) =>
    side && Object.fromEntries(Object.entries(side).filter(([key]) => !MARGIN.test(key)));
  return { ...entry, before: strip(entry.before), after: strip(entry.after) };
}
