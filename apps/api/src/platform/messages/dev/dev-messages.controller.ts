import { zDevMessages, zDevMessagesQuery } from '@jowi/contracts/http/dev-messages';
import { Controller, Get, Query } from '@nestjs/common';
import type { z } from 'zod';
import { Public } from '../../auth/access.ts';
import { Answers } from '../../http/answers.ts';
import { DevMessageRepository } from './dev-message.repository.ts';

const SHOWN = 50;

/** Exists with DEV_MESSAGES=1 only. */
@Controller('v1/dev/messages')
export class DevMessagesController {
  constructor(private readonly repository: DevMessageRepository) {}

  @Get()
  @Public()
  @Answers(zDevMessages)
  async list(
    @Query({ schema: zDevMessagesQuery }) { to }: z.infer<typeof zDevMessagesQuery>,
  ): Promise<z.infer<typeof zDevMessages>> {
    return { items: await this.repository.list(to ?? null, SHOWN) };
  }
}
