import { Module } from '@nestjs/common';
import { SalesModule } from '../sales/sales.module.ts';
import { ShiftsModule } from '../shifts/shifts.module.ts';
import { TerminalsModule } from '../terminals/terminals.module.ts';
import { FeedRepository } from './feed.repository.ts';
import { JournalRepository } from './journal.repository.ts';
import { OpenEpochUsecase } from './open-epoch.usecase.ts';
import { PokeHub } from './poke.hub.ts';
import { PullChangesUsecase } from './pull-changes.usecase.ts';
import { PushEntriesUsecase } from './push-entries.usecase.ts';
import { StreamSnapshotUsecase } from './stream-snapshot.usecase.ts';
import { SyncController } from './sync.controller.ts';

@Module({
  imports: [SalesModule, ShiftsModule, TerminalsModule],
  controllers: [SyncController],
  providers: [
    FeedRepository,
    JournalRepository,
    OpenEpochUsecase,
    PokeHub,
    PullChangesUsecase,
    PushEntriesUsecase,
    StreamSnapshotUsecase,
  ],
})
export class SyncModule {}
