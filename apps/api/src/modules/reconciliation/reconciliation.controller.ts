import {
  type ReconcileRequest,
  type StatementV1,
  zReconcileRequest,
  zStatementV1,
} from '@jowi/contracts/sync/reconcile-v1';
import { Body, Controller, Post } from '@nestjs/common';
import { CurrentTerminal, ForTerminal, type TerminalIdentity } from '../../platform/auth/access.ts';
import { WaitsAt } from '../../platform/auth/till-entrance.ts';
import { Answers } from '../../platform/http/answers.ts';
import { ReconcileUseCase } from './reconcile.usecase.ts';

/** What a till holds beside what the server holds. */
@Controller('v1/sync')
@ForTerminal()
export class ReconciliationController {
  constructor(private readonly reconcile: ReconcileUseCase) {}

  /** What is held of the claimed shift, signed. Changes no fact; repeating is safe. */
  @Post('reconcile')
  @WaitsAt('sync')
  @Answers(zStatementV1)
  answer(
    @CurrentTerminal() terminal: TerminalIdentity,
    @Body({ schema: zReconcileRequest }) claim: ReconcileRequest,
  ): Promise<StatementV1> {
    return this.reconcile.execute(terminal, claim);
  }
}
