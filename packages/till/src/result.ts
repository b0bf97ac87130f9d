import { ERROR_CODES, type ErrorCode } from '@jowi/contracts/error-codes';
import type { Problem } from '@jowi/contracts/errors';
import { DomainError } from '@jowi/domain/errors';
import type { Log } from './ports.ts';

export type Result<T> = { ok: true; value: T } | { ok: false; problem: Problem };

/** A refusal on its way out of a use case. Anything else that is thrown is a bug. */
export class TillError extends Error {
  readonly problem: Problem;

  constructor(code: ErrorCode, params?: Problem['params'], cause?: unknown) {
    super(code, { cause });
    this.name = 'TillError';
    this.problem = params ? { code, params } : { code };
  }
}

const KNOWN: ReadonlySet<string> = new Set(ERROR_CODES);

export function isErrorCode(code: string): code is ErrorCode {
  return KNOWN.has(code);
}

/** The problem behind a thrown value; null = a bug, nothing a person did. */
export function problemOf(error: unknown): Problem | null {
  if (error instanceof TillError) return error.problem;
  if (!(error instanceof DomainError) || !isErrorCode(error.code)) return null;
  const params = Object.entries(error.params).map(([key, value]) => [
    key,
    typeof value === 'bigint' ? String(value) : value,
  ]);
  return { code: error.code, params: Object.fromEntries(params) };
}

/** The one border of the engine: a use case's value or refusal as data. Bugs are logged, never shown. */
export async function answer<T>(log: Log, run: () => T | Promise<T>): Promise<Result<T>> {
  try {
    return { ok: true, value: await run() };
  } catch (error) {
    const problem = problemOf(error);
    if (problem) return { ok: false, problem };
    log('error', 'a use case failed', { error: String(error), stack: (error as Error)?.stack ?? '' });
    return { ok: false, problem: { code: 'common/internal' } };
  }
}
