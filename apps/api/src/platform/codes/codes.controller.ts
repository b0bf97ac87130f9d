import { type CodeDelivery, zCodeDelivery } from '@jowi/contracts/http/codes';
import { zId } from '@jowi/contracts/scalar';
import { Controller, Get, Param } from '@nestjs/common';
import { Public } from '../auth/access.ts';
import { ProblemError } from '../errors/problem-error.ts';
import { Answers } from '../http/answers.ts';
import { OneTimeCodes } from './one-time-codes.ts';

@Controller('v1/codes')
export class CodesController {
  constructor(private readonly codes: OneTimeCodes) {}

  /** For the screen that waits: a message that does not get through is told of where the person is. */
  @Get(':id')
  @Public()
  @Answers(zCodeDelivery)
  async delivery(@Param('id', { schema: zId }) id: string): Promise<CodeDelivery> {
    const state = await this.codes.findDelivery(id);
    if (!state) throw new ProblemError('common/not-found');
    return { state };
  }
}
