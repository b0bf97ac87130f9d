import { applyDecorators, HttpCode } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import type { z } from 'zod';

/**
 * What a route answers when all goes well: status and, in OpenAPI, the shape. Without a schema: 204.
 */
export function Answers(schema: z.ZodType | null, status = schema ? 200 : 204): MethodDecorator {
  return applyDecorators(
    HttpCode(status),
    ApiResponse({
      status,
      description: 'Done',
      ...(schema && { standardSchema: schema as never }),
    }),
  );
}
