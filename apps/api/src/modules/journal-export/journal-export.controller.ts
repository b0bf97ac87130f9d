import { Readable } from 'node:stream';
import { zId } from '@jowi/contracts/scalar';
import { Controller, Get, Param, Res } from '@nestjs/common';
import { ApiProduces } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { CurrentPerson, type Person, Requires } from '../../platform/auth/access.ts';
import { ExportJournalUseCase } from './export-journal.usecase.ts';

@Controller('v1/terminals')
@Requires('terminals/read', 'audit/read')
export class JournalExportController {
  constructor(private readonly exportJournal: ExportJournalUseCase) {}

  /** The whole journal of a till as NDJSON, to be checked with `npm run journal:verify`: packages/contracts/src/journal-export.ts. */
  @Get(':id/journal/export')
  @ApiProduces('application/x-ndjson')
  async export(
    @CurrentPerson() person: Person,
    @Param('id', { schema: zId }) id: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { fileName, lines } = await this.exportJournal.execute(person.tenantId, id);
    await reply
      .header('content-type', 'application/x-ndjson; charset=utf-8')
      .header('content-disposition', `attachment; filename="${fileName}"`)
      // A failure on the way cuts the answer off, so that no file looks whole that is not.
      .send(Readable.from(lines));
  }
}
