import type { ErrorCode } from '@jowi/contracts/error-codes';
import type { Problem } from '@jowi/contracts/errors';

/** Every way a call can end badly, in the one shape the funnel knows how to tell a person. */
export class ApiError extends Error {
  readonly status: number;
  readonly problem: Problem;
  /** Problems by field, for a form to show where they belong. */
  readonly details: readonly Problem[];
  readonly requestId: string | null;

  constructor(
    status: number,
    problem: Problem,
    details: readonly Problem[] = [],
    requestId: string | null = null,
  ) {
    super(problem.code);
    this.name = 'ApiError';
    this.status = status;
    this.problem = problem;
    this.details = details;
    this.requestId = requestId;
  }

  is(code: ErrorCode): boolean {
    return this.problem.code === code;
  }
}

export function isSignedOut(error: unknown): boolean {
  return error instanceof ApiError && error.status === 401;
}
