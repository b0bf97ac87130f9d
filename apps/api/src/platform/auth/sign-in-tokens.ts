import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock } from '../clock/clock.ts';
import { ProblemError } from '../errors/problem-error.ts';
import { SignInTokenRepository } from './sign-in-token.repository.ts';

/** Of one who gave the right password and owes the second factor; good for nothing else. */
export const CHALLENGE_COOKIE = '__Host-jowi_challenge';
/** Of a device where the second factor was given and is not asked for again. Never enough without the first one. */
export const DEVICE_COOKIE = '__Host-jowi_device';

const CHALLENGE_SECONDS = 10 * 60;
const CHALLENGE_TRIES = 5;
const DEVICE_SECONDS = 30 * 24 * 3600;

export interface Challenge {
  readonly userId: string;
  readonly remembered: boolean;
  readonly triesLeft: number;
}

/** Two kinds of random tokens in cookies. The database has their hashes, so there is nothing to forge or to copy. */
@Injectable()
export class SignInTokens {
  constructor(
    private readonly repository: SignInTokenRepository,
    private readonly clock: Clock,
  ) {}

  /** Answers the Set-Cookie line. */
  async beginChallenge(userId: string, remembered: boolean): Promise<string> {
    const token = newToken();
    const nowMs = this.clock.nowMs();
    await this.repository.insertChallenge({
      tokenHash: hashOf(token),
      userId,
      remembered,
      nowMs,
      expiresAtMs: nowMs + CHALLENGE_SECONDS * 1000,
    });
    return cookie(CHALLENGE_COOKIE, token, CHALLENGE_SECONDS);
  }

  /** @throws ProblemError auth/challenge-over when it has ended, was used or tried too often: the password is asked anew */
  async tryChallenge(token: string | undefined): Promise<Challenge> {
    const row =
      token === undefined
        ? null
        : await this.repository.takeTry(hashOf(token), this.clock.nowMs(), CHALLENGE_TRIES);
    if (!row) throw new ProblemError('auth/challenge-over');
    return row;
  }

  /** One wins; answers the Set-Cookie line. @throws ProblemError auth/challenge-over */
  async endChallenge(token: string): Promise<string> {
    if (!(await this.repository.useChallenge(hashOf(token)))) throw new ProblemError('auth/challenge-over');
    return cookie(CHALLENGE_COOKIE, '', 0);
  }

  /** Answers the Set-Cookie line. */
  async trustDevice(userId: string): Promise<string> {
    const token = newToken();
    const nowMs = this.clock.nowMs();
    await this.repository.insertDevice({
      tokenHash: hashOf(token),
      userId,
      nowMs,
      expiresAtMs: nowMs + DEVICE_SECONDS * 1000,
    });
    return cookie(DEVICE_COOKIE, token, DEVICE_SECONDS);
  }

  async isTrusted(token: string | undefined, userId: string): Promise<boolean> {
    return token !== undefined && this.repository.isTrusted(hashOf(token), userId, this.clock.nowMs());
  }

  countTrusted(userId: string): Promise<number> {
    return this.repository.countDevices(userId, this.clock.nowMs());
  }

  /** Trusted devices and sign-ins that were on their way. */
  async forget(userId: string): Promise<void> {
    await this.repository.removeOf(userId);
  }
}

function newToken(): string {
  return randomBytes(32).toString('base64url');
}

function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

function cookie(name: string, value: string, maxAgeSeconds: number): string {
  return `${name}=${value}; Path=/; Max-Age=${maxAgeSeconds}; HttpOnly; Secure; SameSite=Lax`;
}
