import { createPublicKey } from 'node:crypto';
import type { PairRequest, PairResponse } from '@jowi/contracts/http/terminals';
import { Injectable } from '@nestjs/common';
import { AttemptLimit } from '../../platform/auth/attempt-limit.ts';
import { TerminalAssertions } from '../../platform/auth/terminal-assertions.ts';
import { Clock } from '../../platform/clock/clock.ts';
import { ProblemError } from '../../platform/errors/problem-error.ts';
import { PairingRepository } from './pairing.repository.ts';
import { hashPairingCode } from './pairing-code.ts';

const WINDOW_MS = 10 * 60_000;

/** Binds the till that shows a code to the terminal the code was made for, by the till's own public key. */
@Injectable()
export class PairTerminalUseCase {
  readonly #perAddress = new AttemptLimit(20, WINDOW_MS);
  /** From everywhere together: guessing stays hopeless for a botnet as well. */
  readonly #everybody = new AttemptLimit(1000, WINDOW_MS);

  constructor(
    private readonly repository: PairingRepository,
    private readonly assertions: TerminalAssertions,
    private readonly clock: Clock,
  ) {}

  /**
   * @throws ProblemError terminals/pairing-code-invalid, terminals/pairing-code-expired, common/too-many-requests,
   *   common/conflict when the till is another terminal already: its journal belongs to that one
   */
  async execute({ code, publicKey, terminalId }: PairRequest, address: string): Promise<PairResponse> {
    const nowMs = this.clock.nowMs();
    this.#perAddress.check(address, nowMs);
    this.#everybody.check('', nowMs);
    this.#perAddress.fail(address, nowMs);
    this.#everybody.fail('', nowMs);
    if (!isEd25519(publicKey)) throw new ProblemError('common/validation', { field: 'publicKey' });

    const presented = await this.repository.find(hashPairingCode(code));
    if (!presented) throw new ProblemError('terminals/pairing-code-invalid', { field: 'code' });
    if (presented.expiresAtMs <= nowMs)
      throw new ProblemError('terminals/pairing-code-expired', { field: 'code' });
    if (terminalId !== undefined && terminalId !== presented.terminalId)
      throw new ProblemError('common/conflict', { field: 'code' });
    const paired = await this.repository.bind(presented, publicKey, nowMs);
    if (!paired) throw new ProblemError('terminals/pairing-code-invalid', { field: 'code' });

    this.#perAddress.forgive(address);
    this.#everybody.forgive('');
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
