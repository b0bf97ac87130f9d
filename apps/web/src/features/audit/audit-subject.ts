import type { AuditEntryView } from '@jowi/contracts/http/audit';

/** Where the subject of an entry can be looked at; null when there is no such page. */
export function subjectHref({ kind, id }: AuditEntryView['subject']): string | null {
  switch (kind) {
    case 'product':
      return id && `/products/${id}`;
    case 'delivery':
      return id && `/deliveries/${id}`;
    case 'receipt':
      return id && `/receipts/${id}`;
    case 'employee':
      return id && `/staff/${id}`;
    case 'role':
      return id && `/roles/${id}`;
    case 'terminal':
      return '/terminals';
    case 'store':
      return id && `/settings/stores/${id}`;
    case 'business':
    case 'settings':
      return '/settings';
    default:
      return null;
  }
}

/** The log of this one thing. */
export function historyHref({ kind, id, name }: AuditEntryView['subject']): string | null {
  if (id === null) return null;
  const query = new URLSearchParams({ subjectKind: kind, subjectId: id, ...(name && { subjectName: name }) });
  return `/audit?${query}`;
}
