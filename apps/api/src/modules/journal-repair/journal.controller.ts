import {
  type DecisionAnswer,
  type DecisionInput,
  type DecisionPreview,
  type QuarantineEntry,
  type QuarantineQuery,
  type TerminalJournal,
  zDecisionAnswer,
  zDecisionInput,
  zDecisionPreview,
  zQuarantineEntry,
  zQuarantinePage,
  zQuarantineQuery,
  zTerminalJournal,
} from '@jowi/contracts/http/journal';
import { zId } from '@jowi/contracts/scalar';
import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import type { z } from 'zod';
import { CurrentPerson, type Person, Requires } from '../../platform/auth/access.ts';
import { Answers } from '../../platform/http/answers.ts';
import { DecideEntryUseCase } from './decide-entry.usecase.ts';
import { GetQuarantineEntryUseCase } from './get-quarantine-entry.usecase.ts';
import { GetTerminalJournalUseCase } from './get-terminal-journal.usecase.ts';
import { ListQuarantineUseCase } from './list-quarantine.usecase.ts';
import { PreviewDecisionUseCase } from './preview-decision.usecase.ts';

/** What the server holds of a till's journal, what it could not book, and what people decide about that. */
@Controller('v1')
@Requires('terminals/read')
export class JournalController {
  constructor(
    private readonly journal: GetTerminalJournalUseCase,
    private readonly listQuarantine: ListQuarantineUseCase,
    private readonly getEntry: GetQuarantineEntryUseCase,
    private readonly previewDecision: PreviewDecisionUseCase,
    private readonly decideEntry: DecideEntryUseCase,
  ) {}

  @Get('terminals/:id/journal')
  @Answers(zTerminalJournal)
  ofTerminal(
    @CurrentPerson() person: Person,
    @Param('id', { schema: zId }) id: string,
  ): Promise<TerminalJournal> {
    return this.journal.execute(person.tenantId, id);
  }

  @Get('terminals/:id/quarantine')
  @Answers(zQuarantinePage)
  list(
    @CurrentPerson() person: Person,
    @Param('id', { schema: zId }) id: string,
    @Query({ schema: zQuarantineQuery }) query: QuarantineQuery,
  ): Promise<z.infer<typeof zQuarantinePage>> {
    return this.listQuarantine.execute(person, id, query);
  }

  @Get('quarantine/:id')
  @Requires('terminals/read', 'receipts/read')
  @Answers(zQuarantineEntry)
  one(@CurrentPerson() person: Person, @Param('id', { schema: zId }) id: string): Promise<QuarantineEntry> {
    return this.getEntry.execute(person, id);
  }

  /** What a decision would do: carried out and taken back. */
  @Post('quarantine/:id/preview')
  @Requires('journal/repair')
  @Answers(zDecisionPreview)
  preview(
    @CurrentPerson() person: Person,
    @Param('id', { schema: zId }) id: string,
    @Body({ schema: zDecisionInput }) input: DecisionInput,
  ): Promise<DecisionPreview> {
    return this.previewDecision.execute(person, id, input);
  }

  /** Once and for good. Asked again it answers what was decided. */
  @Post('quarantine/:id/decision')
  @Requires('journal/repair')
  @Answers(zDecisionAnswer)
  decide(
    @CurrentPerson() person: Person,
    @Param('id', { schema: zId }) id: string,
    @Body({ schema: zDecisionInput }) input: DecisionInput,
  ): Promise<DecisionAnswer> {
    return this.decideEntry.execute(person, id, input);
  }
}
