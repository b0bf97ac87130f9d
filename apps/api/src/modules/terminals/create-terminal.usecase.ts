import type { Terminal, zTerminalInput } from '@jowi/contracts/http/terminals';
import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { Clock } from '../../platform/clock/clock.ts';
import { newId } from '../../platform/ids/new-id.ts';
import { TerminalsRepository } from './terminals.repository.ts';

@Injectable()
export class CreateTerminalUseCase {
  constructor(
    private readonly repository: TerminalsRepository,
    private readonly clock: Clock,
  ) {}

  async execute(tenantId: string, input: z.infer<typeof zTerminalInput>): Promise<Terminal> {
    const id = newId(this.clock.nowMs());
    await this.repository.insert(tenantId, { id, ...input });
    return this.repository.get(tenantId, id);
  }
}
