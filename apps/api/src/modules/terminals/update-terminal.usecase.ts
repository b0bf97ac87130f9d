import type { Terminal, zTerminalInput } from '@jowi/contracts/http/terminals';
import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { TerminalAssertions } from '../../platform/auth/terminal-assertions.ts';
import type { KyselyTx } from '../../platform/db/kysely-db.ts';
import { ProblemError } from '../../platform/errors/problem-error.ts';
import { ShiftsPort } from '../shifts/shifts.port.ts';
import { TerminalsRepository } from './terminals.repository.ts';

/**
 * Renames a till or moves it to another store. What it sold belongs to the store it sold in, and its entries are booked
 * where it stands when they arrive: so it moves only when nothing can still be on its way.
 */
@Injectable()
export class UpdateTerminalUseCase {
  constructor(
    private readonly repository: TerminalsRepository,
    private readonly shifts: ShiftsPort,
    private readonly assertions: TerminalAssertions,
  ) {}

  /**
   * @throws ProblemError common/not-found, settings/store-closed, terminals/name-taken, terminals/away,
   *   terminals/unsent, terminals/shift-open
   */
  async execute(tenantId: string, id: string, input: z.infer<typeof zTerminalInput>): Promise<Terminal> {
    await this.repository.update(tenantId, { id, ...input }, (tx, terminal) =>
      this.#refuseToLeave(tx, tenantId, terminal),
    );
    this.assertions.forget(tenantId, id);
    return this.repository.get(tenantId, id);
  }

  async #refuseToLeave(tx: KyselyTx, tenantId: string, terminal: Terminal): Promise<void> {
    if (terminal.epoch === 0) return;
    const field = 'storeId';
    const count = terminal.unsent ?? 0;
    if (count > 0) throw new ProblemError('terminals/unsent', { params: { count }, field });
    // Nobody knows what a till sells that is not heard from; one that was revoked least of all.
    if (!terminal.online) throw new ProblemError('terminals/away', { field });
    if (await this.shifts.hasOpenShift(tx, { tenantId, terminalId: terminal.id }))
      throw new ProblemError('terminals/shift-open', { field });
  }
}
