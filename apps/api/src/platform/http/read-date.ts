import { type BusinessDate, parseBusinessDate } from '@jowi/domain/time';
import { ProblemError } from '../errors/problem-error.ts';

/** A date that exists: the wire's pattern lets 30 February through. @throws ProblemError common/validation */
export function readDate(text: string, field: string): BusinessDate {
  try {
    return parseBusinessDate(text);
  } catch {
    throw new ProblemError('common/validation', { field });
  }
}
