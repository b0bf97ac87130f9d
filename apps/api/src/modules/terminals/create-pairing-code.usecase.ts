import type { zPairingCode } from '@jowi/contracts/http/terminals';
import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { Clock } from '../../platform/clock/clock.ts';
import { newId } from '../../platform/ids/new-id.ts';
import { PairingRepository } from './pairing.repository.ts';
import { hashPairingCode, makePairingCode, PAIRING_CODE_LIFE_MS } from './pairing-code.ts';

@Injectable()
export class CreatePairingCodeUseCase {
  constructor(
    private readonly repository: PairingRepository,
    private readonly clock: Clock,
  ) {}

  /** The code is in the answer and nowhere else. @throws ProblemError common/not-found */
  async execute(tenantId: string, terminalId: string): Promise<z.infer<typeof zPairingCode>> {
    const nowMs = this.clock.nowMs();
    const code = makePairingCode();
    const expiresAtMs = nowMs + PAIRING_CODE_LIFE_MS;
    await this.repository.replaceCode(tenantId, {
      id: newId(nowMs),
      terminalId,
      codeHash: hashPairingCode(code),
      nowMs,
      expiresAtMs,
    });
    return { code, expiresAtMs };
  }
}
