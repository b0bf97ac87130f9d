import { type Guide, type GuideChoice, zGuide, zGuideChoice } from '@jowi/contracts/http/guide';
import { Body, Controller, Get, Put } from '@nestjs/common';
import { CurrentPerson, type Person, Requires } from '../../platform/auth/access.ts';
import { Answers } from '../../platform/http/answers.ts';
import { GetGuideUseCase } from './get-guide.usecase.ts';

@Controller('v1/guide')
@Requires('dashboard/read')
export class GuideController {
  constructor(private readonly getGuide: GetGuideUseCase) {}

  @Get()
  @Answers(zGuide)
  get(@CurrentPerson() person: Person): Promise<Guide> {
    return this.getGuide.execute(person);
  }

  @Put()
  @Answers(zGuide)
  choose(
    @CurrentPerson() person: Person,
    @Body({ schema: zGuideChoice }) { hidden }: GuideChoice,
  ): Promise<Guide> {
    return this.getGuide.execute(person, hidden);
  }
}
