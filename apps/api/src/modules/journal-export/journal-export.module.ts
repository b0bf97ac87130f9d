import { Module } from '@nestjs/common';
import { ExportJournalUseCase } from './export-journal.usecase.ts';
import { JournalExportController } from './journal-export.controller.ts';
import { JournalLinesRepository } from './journal-lines.repository.ts';

@Module({
  controllers: [JournalExportController],
  providers: [ExportJournalUseCase, JournalLinesRepository],
})
export class JournalExportModule {}
