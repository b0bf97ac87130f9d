import {
  type ApprovalPage,
  type ApprovalQuery,
  zApprovalPage,
  zApprovalQuery,
} from '@jowi/contracts/http/approvals';
import { Controller, Get, Query } from '@nestjs/common';
import { CurrentPerson, type Person, Requires } from '../../platform/auth/access.ts';
import { Answers } from '../../platform/http/answers.ts';
import { ListApprovalsUseCase } from './list-approvals.usecase.ts';

/** Who was allowed what beyond her limit, by whom and why. */
@Controller('v1/approvals')
@Requires('audit/read')
export class ApprovalsController {
  constructor(private readonly listApprovals: ListApprovalsUseCase) {}

  @Get()
  @Answers(zApprovalPage)
  list(
    @CurrentPerson() person: Person,
    @Query({ schema: zApprovalQuery }) query: ApprovalQuery,
  ): Promise<ApprovalPage> {
    return this.listApprovals.execute(person.tenantId, query);
  }
}
