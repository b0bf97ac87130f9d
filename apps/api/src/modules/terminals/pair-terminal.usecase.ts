import { createPublicKey } from 'node:crypto';
import type { PairRequest, PairResponse } from '@jowi/contracts/http/terminals';
import { Injectable } from '@nestjs/common';
import { TerminalAssertions } from '../../platform/auth/terminal-assertions.ts';
import { Clock } from '../../platform/clock/clock.ts';
import { ProblemError } from '../../platform/errors/problem-error.ts';
import { addressKey } from '../../platform/limits/address-key.ts';
import { type Limit, RateLimits } from '../../platform/limits/rate-limits.ts';
import { PairingRepository } from './pairing.repository.ts';
import { hashPairingCode } from './pairing-code.ts';

const WINDOW_MS = 10 * 60_000;
const PER_ADDRESS: Limit = { name: 'pairing/address', max: 20, windowMs: WINDOW_MS };
/** From everywhere together: guessing stays hopeless for a botnet as well. */
const EVERYBODY: Limit = { name: 'pairing/everybody', max: 1000, windowMs: WINDOW_MS };

/** Binds the till that shows a code to the terminal the code was made for, by the till's own public key. */
@Injectable()
export class PairTerminalUseCase {
  constructor(
    private readonly repository: PairingRepository,
    private readonly assertions: TerminalAssertions,
    private readonly clock: Clock,
    private readonly limits: RateLimits,
  ) {}

  /**
   * @throws ProblemError terminals/pairing-code-invalid, terminals/pairing-code-expired, common/too-many-requests,
   *   common/conflict when the till is another terminal already: its journal belongs to that one
   */
  async execute({ code, publicKey, terminalId }: PairRequest, address: string): Promise<PairResponse> {
    const nowMs = this.clock.nowMs();
    const tries = [
      { limit: PER_ADDRESS, key: addressKey(address) },
      { limit: EVERYBODY, key: '' },
    ];
    await this.limits.take(tries);
    if (!isEd25519(publicKey)) throw new ProblemError('common/validation', { field: 'publicKey' });

    const presented = await this.repository.find(hashPairingCode(code));
    if (!presented) throw new ProblemError('terminals/pairing-code-invalid', { field: 'code' });
    if (presented.expiresAtMs <= nowMs)
      throw new ProblemError('terminals/pairing-code-expired', { field: 'code' });
    if (terminalId !== undefined && terminalId !== presented.terminalId)
      throw new ProblemError('common/conflict', { field: 'code' });
    const paired = await this.repository.bind(presented, publicKey, nowMs);
    if (!paired) throw new ProblemError('terminals/pairing-code-invalid', { field: 'code' });

    await this.limits.giveBack(tries);
    this.assertions.forget(presented.tenantId, presented.terminalId);
    return { ...paired, serverTimeMs: nowMs };
  }
}

function isEd25519(publicKey: string): boolean {
  try {
    createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: publicKey }, format: 'jwk' });
    return true;
  } catch {
    return false;
  }
}
