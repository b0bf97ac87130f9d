import { RECOVERY_CODES } from '@jowi/contracts/http/account';
import { ProblemError } from '../errors/problem-error.ts';
import { newRecoveryCodes, type RecoveryCodeHashes } from './recovery-codes.ts';
import type { SecondFactorRepository, SecondFactorRow } from './second-factor.repository.ts';
import type { SecretBox } from './secret-box.ts';
import { findTotpStep, newTotpSecret, totpUri } from './totp.ts';

/** Wrong codes in a row, however they are spread over sign-ins, addresses and servers. */
const MAX_FAILURES = 10;
const LOCK_MS = 15 * 60_000;

export interface SecondFactorState {
  readonly enabledAtMs: number | null;
  readonly recoveryCodesLeft: number;
}

/** A person's authenticator and her recovery codes. Everything that counts is in the database: all servers agree. */
export class SecondFactors {
  constructor(
    private readonly repository: SecondFactorRepository,
    private readonly box: SecretBox,
    private readonly hashes: RecoveryCodeHashes,
    private readonly clock: { nowMs(): number },
  ) {}

  async stateOf(userId: string): Promise<SecondFactorState> {
    const row = await this.repository.find(userId);
    if (!row || row.enabledAtMs === null) return { enabledAtMs: null, recoveryCodesLeft: 0 };
    return {
      enabledAtMs: row.enabledAtMs,
      recoveryCodesLeft: await this.repository.countRecoveryCodes(userId),
    };
  }

  async isEnabled(userId: string): Promise<boolean> {
    return (await this.repository.find(userId))?.enabledAtMs != null;
  }

  /** @throws ProblemError account/second-factor-on */
  async begin(userId: string, account: string): Promise<{ secret: string; uri: string }> {
    const secret = newTotpSecret();
    if (!(await this.repository.begin(userId, this.box.seal(secret, userId))))
      throw new ProblemError('account/second-factor-on');
    return { secret, uri: totpUri(secret, account) };
  }

  /**
   * The first right code puts it in force; answers the recovery codes, which nobody can read again.
   *
   * @throws ProblemError account/second-factor-not-begun, account/second-factor-on, auth/second-factor-wrong
   */
  async confirm(userId: string, code: string): Promise<string[]> {
    const row = await this.repository.find(userId);
    if (!row) throw new ProblemError('account/second-factor-not-begun');
    if (row.enabledAtMs !== null) throw new ProblemError('account/second-factor-on');
    await this.#proveTotp(userId, row, code);
    const codes = newRecoveryCodes();
    if (!(await this.repository.enable(userId, row.secret, this.#hash(userId, codes), this.clock.nowMs())))
      throw new ProblemError('account/second-factor-on');
    return codes;
  }

  /**
   * A code of the authenticator, once: also a right one is refused the second time.
   *
   * @throws ProblemError auth/second-factor-wrong, -used, -locked (params.seconds), account/second-factor-off
   */
  async checkTotp(userId: string, code: string): Promise<void> {
    await this.#proveTotp(userId, await this.#getEnabled(userId), code);
  }

  /** @throws ProblemError auth/recovery-code-wrong, auth/second-factor-locked, account/second-factor-off */
  async checkRecoveryCode(userId: string, code: string): Promise<void> {
    await this.#getEnabled(userId);
    await this.#takeTry(userId);
    if (!(await this.repository.useRecoveryCode(userId, this.hashes.of(userId, code))))
      throw new ProblemError('auth/recovery-code-wrong', { field: 'code' });
  }

  async renewRecoveryCodes(userId: string): Promise<string[]> {
    const codes = newRecoveryCodes();
    await this.repository.replaceRecoveryCodes(userId, this.#hash(userId, codes));
    return codes;
  }

  async disable(userId: string): Promise<void> {
    await this.repository.remove(userId);
  }

  async #getEnabled(userId: string): Promise<SecondFactorRow> {
    const row = await this.repository.find(userId);
    if (!row || row.enabledAtMs === null) throw new ProblemError('account/second-factor-off');
    return row;
  }

  async #proveTotp(userId: string, row: SecondFactorRow, code: string): Promise<void> {
    await this.#takeTry(userId);
    const step = findTotpStep(this.box.open(row.secret, userId), code, this.clock.nowMs());
    if (step === null) throw new ProblemError('auth/second-factor-wrong', { field: 'code' });
    if (!(await this.repository.useStep(userId, step)))
      throw new ProblemError('auth/second-factor-used', { field: 'code' });
  }

  async #takeTry(userId: string): Promise<void> {
    const nowMs = this.clock.nowMs();
    const lockedUntilMs = await this.repository.takeTry(userId, nowMs, MAX_FAILURES, LOCK_MS);
    if (lockedUntilMs <= nowMs) return;
    const seconds = Math.ceil((lockedUntilMs - nowMs) / 1000);
    throw new ProblemError('auth/second-factor-locked', { params: { seconds }, retryAfterSeconds: seconds });
  }

  #hash(userId: string, codes: readonly string[]): Buffer[] {
    if (codes.length !== RECOVERY_CODES) throw new Error('There are ten recovery codes');
    return codes.map((code) => this.hashes.of(userId, code));
  }
}
