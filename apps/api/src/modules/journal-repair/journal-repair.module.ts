import { Module } from '@nestjs/common';
import { ApprovalsModule } from '../approvals/approvals.module.ts';
import { ReconciliationModule } from '../reconciliation/reconciliation.module.ts';
import { SalesModule } from '../sales/sales.module.ts';
import { ShiftsModule } from '../shifts/shifts.module.ts';
import { TerminalsModule } from '../terminals/terminals.module.ts';
import { BookEntry } from './book-entry.ts';
import { DecideEntryUseCase } from './decide-entry.usecase.ts';
import { DecisionRepository } from './decision.repository.ts';
import { GetQuarantineEntryUseCase } from './get-quarantine-entry.usecase.ts';
import { GetTerminalJournalUseCase } from './get-terminal-journal.usecase.ts';
import { JournalController } from './journal.controller.ts';
import { JudgeEntry } from './judge-entry.ts';
import { ListQuarantineUseCase } from './list-quarantine.usecase.ts';
import { OfficeChainRepository } from './office-chain.repository.ts';
import { PlanRepair } from './plan-repair.ts';
import { PreviewDecisionUseCase } from './preview-decision.usecase.ts';
import { QuarantineRepository } from './quarantine.repository.ts';
import { RepairEntry } from './repair-entry.ts';
import { SaleCircumstancesRepository } from './sale-circumstances.repository.ts';
import { TerminalJournalRepository } from './terminal-journal.repository.ts';

@Module({
  imports: [ApprovalsModule, ReconciliationModule, SalesModule, ShiftsModule, TerminalsModule],
  controllers: [JournalController],
  providers: [
    BookEntry,
    DecideEntryUseCase,
    DecisionRepository,
    GetQuarantineEntryUseCase,
    GetTerminalJournalUseCase,
    JudgeEntry,
    ListQuarantineUseCase,
    OfficeChainRepository,
    PlanRepair,
    PreviewDecisionUseCase,
    QuarantineRepository,
    RepairEntry,
    SaleCircumstancesRepository,
    TerminalJournalRepository,
  ],
})
export class JournalRepairModule {}
