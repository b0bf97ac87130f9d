import { Module } from '@nestjs/common';
import { ApprovalsModule } from '../approvals/approvals.module.ts';
import { SalesModule } from '../sales/sales.module.ts';
import { ShiftsModule } from '../shifts/shifts.module.ts';
import { TerminalsModule } from '../terminals/terminals.module.ts';
import { AssertionUseRepository } from './assertion-use.repository.ts';
import { FeedRepository } from './feed.repository.ts';
import { JournalRepository } from './journal.repository.ts';
import { OpenEpochUseCase } from './open-epoch.usecase.ts';
import { PokeHub } from './poke.hub.ts';
import { PullChangesUseCase } from './pull-changes.usecase.ts';
import { PushEntriesUseCase } from './push-entries.usecase.ts';
import { StreamSnapshotUseCase } from './stream-snapshot.usecase.ts';
import { SyncController } from './sync.controller.ts';
import { TakeBackEpochUseCase } from './take-back-epoch.usecase.ts';

@Module({
  imports: [ApprovalsModule, SalesModule, ShiftsModule, TerminalsModule],
  controllers: [SyncController],
  providers: [
    AssertionUseRepository,
    FeedRepository,
    JournalRepository,
    OpenEpochUseCase,
    PokeHub,
    PullChangesUseCase,
    PushEntriesUseCase,
    StreamSnapshotUseCase,
    TakeBackEpochUseCase,
  ],
})
export class SyncModule {}
