import { DomainError } from '@jowi/domain/errors';
import { ProblemError } from '../../platform/errors/problem-error.ts';

/** Only the database notices some poison, a NUL in a name for one: classes 22 (data) and 23 (integrity). */
export function refuseUnpostable(error: unknown): never {
  const code = (error as { code?: unknown } | null)?.code;
  if (error instanceof DomainError || (typeof code === 'string' && /^2[23]\w{3}$/.test(code)))
    throw new ProblemError('journal/unpostable', { cause: error });
  throw error;
}
