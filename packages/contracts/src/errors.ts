import { z } from 'zod';
import { ERROR_CODES } from './error-codes.ts';

/**
 * The one shape of a refusal, on HTTP, on the bridge and in the journal's quarantine.
 * `code` picks the text in the person's language, `params` fill its blanks,
 * `field` points at the input (path joined with dots) where the person is.
 */
export const zProblem = z.object({
  code: z.enum(ERROR_CODES),
  params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  field: z.string().optional(),
});
export type Problem = z.infer<typeof zProblem>;

/** A refusal inside a sync message: an older till meets codes it does not know, so any code parses. */
export const zWireProblem = zProblem.extend({ code: z.string().regex(/^[a-z-]+\/[a-z-]+$/) });
export type WireProblem = z.infer<typeof zWireProblem>;

/** Body of every non-2xx answer. `details` lists problems by field for 422. */
export const zErrorBody = z.object({
  error: zProblem.extend({
    requestId: z.string(),
    details: z.array(zProblem).optional(),
    serverTimeMs: z.number().optional(),
  }),
});
export type ErrorBody = z.infer<typeof zErrorBody>;
