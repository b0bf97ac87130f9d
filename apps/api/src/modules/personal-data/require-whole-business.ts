import type { Person } from '../../platform/auth/access.ts';
import { ProblemError } from '../../platform/errors/problem-error.ts';

/** People's data are of the business, not of a store. @throws ProblemError personal-data/whole-business */
export function requireWholeBusiness({ storeIds }: Person): void {
  if (storeIds !== null) throw new ProblemError('personal-data/whole-business', { status: 403 });
}
