import type { Problem } from '@jowi/contracts/errors';
import { type ArgumentMetadata, StandardSchemaValidationPipe } from '@nestjs/common';
import { ProblemError } from './problem-error.ts';

const MAX_DETAILS = 50;
type Issue = { readonly message: string; readonly path?: readonly unknown[] | undefined };

/** Parses what `@Body({ schema })`, `@Query({ schema })` and `@Param({ schema })` name; 422 with the fields otherwise. */
export class ValidationPipe extends StandardSchemaValidationPipe {
  constructor() {
    super({ exceptionFactory: (issues) => validationError(issues as readonly Issue[]) });
  }

  /** A body or query without a schema is a mistake of ours, not something to let through. */
  override async transform<T>(value: T, metadata: ArgumentMetadata): Promise<T> {
    if (!metadata.schema && (metadata.type === 'body' || metadata.type === 'query'))
      throw new TypeError('A body or query parameter has no schema');
    return super.transform(value, metadata);
  }

  /** The JSON parser refuses __proto__ already; walking the whole body again would be recursion for nothing. */
  protected override stripProtoKeys(): void {}
}

export function validationError(issues: readonly Issue[]): ProblemError {
  const details = issues.slice(0, MAX_DETAILS).map((issue): Problem => {
    const field = (issue.path ?? []).map(segmentName).join('.');
    return { code: 'common/validation', ...(field && { field }) };
  });
  return new ProblemError('common/validation', { details });
}

function segmentName(segment: unknown): string {
  return String(typeof segment === 'object' && segment !== null && 'key' in segment ? segment.key : segment);
}
