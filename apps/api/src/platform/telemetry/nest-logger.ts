import type { LoggerService } from '@nestjs/common';
import type { FastifyBaseLogger } from 'fastify';

/** What the framework has to say goes into the same structured log. */
export class NestLogger implements LoggerService {
  constructor(private readonly log_: FastifyBaseLogger) {}

  log(message: unknown, context?: unknown): void {
    this.log_.debug({ context }, String(message));
  }
  warn(message: unknown, context?: unknown): void {
    this.log_.warn({ context }, String(message));
  }
  error(message: unknown, ...details: unknown[]): void {
    this.log_.error({ details, ...(message instanceof Error && { err: message }) }, String(message));
  }
}
