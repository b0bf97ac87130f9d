/** PostgreSQL's code for a key that is taken already, whether pg or Prisma brings the news. */
export function isUniqueViolation(error: unknown, constraint?: string): boolean {
  const it = error as { code?: unknown; constraint?: unknown; meta?: unknown } | null;
  if (it?.code === '23505') return constraint === undefined || it.constraint === constraint;
  return (
    it?.code === 'P2002' && (constraint === undefined || JSON.stringify(it.meta ?? {}).includes(constraint))
  );
}
