import { type DemoData, type DemoFill, zDemoData, zDemoFill } from '@jowi/contracts/http/guide';
import { Body, Controller, Post } from '@nestjs/common';
import { CurrentPerson, type Person, Requires } from '../../../platform/auth/access.ts';
import { ProblemError } from '../../../platform/errors/problem-error.ts';
import { Answers } from '../../../platform/http/answers.ts';
import { FillDemoDataUseCase } from './fill-demo-data.usecase.ts';
import { WipeDemoDataUseCase } from './wipe-demo-data.usecase.ts';

@Controller('v1/demo-data')
@Requires('settings/manage', 'products/edit', 'deliveries/post')
export class DemoDataController {
  constructor(
    private readonly fillDemoData: FillDemoDataUseCase,
    private readonly wipeDemoData: WipeDemoDataUseCase,
  ) {}

  @Post('fill')
  @Answers(zDemoData)
  fill(
    @CurrentPerson() person: Person,
    @Body({ schema: zDemoFill }) { language }: DemoFill,
  ): Promise<DemoData> {
    return this.fillDemoData.execute(wholeBusiness(person), language);
  }

  @Post('wipe')
  @Answers(zDemoData)
  wipe(@CurrentPerson() person: Person): Promise<DemoData> {
    return this.wipeDemoData.execute(wholeBusiness(person));
  }
}

/** Demo goods are everywhere in the business: one who sees some of its stores only cannot clear them away. */
function wholeBusiness(person: Person): Person {
  if (person.storeIds !== null) throw new ProblemError('auth/forbidden');
  return person;
}
