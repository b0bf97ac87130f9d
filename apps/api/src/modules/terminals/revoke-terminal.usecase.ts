import { Injectable } from '@nestjs/common';
import { TerminalAssertions } from '../../platform/auth/terminal-assertions.ts';
import { TerminalsRepository } from './terminals.repository.ts';

/** A stolen or retired till: locked out at its next contact. What it sent stays. */
@Injectable()
export class RevokeTerminalUseCase {
  constructor(
    private readonly repository: TerminalsRepository,
    private readonly assertions: TerminalAssertions,
  ) {}

  async execute(tenantId: string, id: string): Promise<void> {
    await this.repository.revoke(tenantId, id);
    this.assertions.forget(tenantId, id);
  }
}
