import type { z } from 'zod';
import { ProblemError } from '../../errors/problem-error.ts';
import { readJson } from '../provider-http.ts';

/** @throws ProblemError common/validation */
export function readReport<S extends z.ZodType>(schema: S, body: string | object): z.infer<S> {
  const parsed = schema.safeParse(typeof body === 'string' ? readJson(body) : body);
  if (!parsed.success) throw new ProblemError('common/validation', { status: 400 });
  return parsed.data;
}

/** A form as an object without a prototype: its names are not ours. */
export function readForm(body: string): object {
  return Object.assign(Object.create(null), Object.fromEntries(new URLSearchParams(body)));
}
