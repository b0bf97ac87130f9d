import { zHealth, zReady } from '@jowi/contracts/http/health';
import { Controller, Get, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { Public } from '../../platform/auth/access.ts';
import { Answers } from '../../platform/http/answers.ts';
import { HealthRepository } from './health.repository.ts';

@Controller()
export class HealthController {
  constructor(private readonly repository: HealthRepository) {}

  /** The process lives. */
  @Get('health')
  @Public()
  @Answers(zHealth)
  health(): z.infer<typeof zHealth> {
    return { status: 'ok' };
  }

  /** It can serve: the database answers and has every migration. 503 otherwise. */
  @Get('ready')
  @Public()
  @Answers(zReady)
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<z.infer<typeof zReady>> {
    const checks = await this.repository.check();
    const isReady = Object.values(checks).every(Boolean);
    if (!isReady) reply.status(503);
    return { status: isReady ? 'ok' : 'unavailable', checks };
  }
}
