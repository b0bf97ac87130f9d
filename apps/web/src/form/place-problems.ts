import type { FieldPath, FieldValues, UseFormSetError } from 'react-hook-form';
import { ApiError } from '../api/api-error.ts';

/**
 * Puts the server's problems at the fields they are about. True when each found its field: the form then
 * needs no message of its own. `rename` maps the contract's path to the form's where they differ.
 */
export function placeProblems<T extends FieldValues>(
  error: unknown,
  setError: UseFormSetError<T>,
  problemText: (error: unknown) => string,
  rename: (field: string) => FieldPath<T> | null,
): boolean {
  if (!(error instanceof ApiError)) return false;
  const problems = error.details.length > 0 ? error.details : [error.problem];
  let placed = 0;
  for (const problem of problems) {
    const field = problem.field === undefined ? null : rename(problem.field);
    if (field === null) continue;
    setError(field, { type: 'server', message: problemText(problem) }, { shouldFocus: placed === 0 });
    placed += 1;
  }
  return placed === problems.length;
}
