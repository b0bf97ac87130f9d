import { Injectable } from '@nestjs/common';
import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import { z } from 'zod';
import { Clock } from '../clock/clock.ts';
import { ProblemError } from '../errors/problem-error.ts';
import { PasskeyRepository, type PasskeyRow } from './passkey.repository.ts';

const CHALLENGE_MS = 5 * 60_000;
const MAX_PASSKEYS = 20;

type Message = Record<string, unknown>;
type RegistrationResponse = Parameters<typeof verifyRegistrationResponse>[0]['response'];
type AuthenticationResponse = Parameters<typeof verifyAuthenticationResponse>[0]['response'];

const zCredentialId = z.object({ id: z.string().min(1).max(1400) });

/**
 * Sign-in by a key that never leaves the person's device and opens by her finger, face or PIN there: it is both factors at
 * once. `origin` is the page's, one of ours: a passkey is bound to its host.
 */
@Injectable()
export class Passkeys {
  constructor(
    private readonly repository: PasskeyRepository,
    private readonly clock: Clock,
  ) {}

  listOf(userId: string): Promise<PasskeyRow[]> {
    return this.repository.listOf(userId);
  }

  /** What the browser is asked in order to make one. @throws ProblemError account/passkeys-full */
  async beginAdding(userId: string, account: string, origin: string): Promise<Message> {
    const known = await this.repository.listOf(userId);
    if (known.length >= MAX_PASSKEYS)
      throw new ProblemError('account/passkeys-full', { params: { max: MAX_PASSKEYS } });
    const options = await generateRegistrationOptions({
      rpName: 'JOWi Shop',
      rpID: hostOf(origin),
      userName: account,
      userDisplayName: account,
      userID: new TextEncoder().encode(userId),
      excludeCredentials: known.map(({ id, transports }) => ({ id, transports: [...transports] })),
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    });
    await this.#keepChallenge(options.challenge, userId);
    return { ...options };
  }

  /** @throws ProblemError account/passkey-failed */
  async add(userId: string, name: string, response: Message, origin: string): Promise<void> {
    const made = await verifyRegistrationResponse({
      response: response as never as RegistrationResponse,
      expectedChallenge: (challenge) => this.#useChallenge(challenge, userId),
      expectedOrigin: origin,
      expectedRPID: hostOf(origin),
      requireUserVerification: true,
    }).catch((cause: unknown) => {
      throw new ProblemError('account/passkey-failed', { cause });
    });
    if (!made.verified) throw new ProblemError('account/passkey-failed');
    const { credential } = made.registrationInfo;
    const isNew = await this.repository.insert({
      id: credential.id,
      userId,
      name,
      publicKey: Buffer.from(credential.publicKey),
      counter: credential.counter,
      transports: credential.transports ?? [],
      createdAtMs: this.clock.nowMs(),
    });
    if (!isNew) throw new ProblemError('account/passkey-failed');
  }

  /** What any browser is asked in order to sign in; nobody is named. */
  async beginSignIn(origin: string): Promise<Message> {
    const options = await generateAuthenticationOptions({
      rpID: hostOf(origin),
      userVerification: 'required',
    });
    await this.#keepChallenge(options.challenge, null);
    return { ...options };
  }

  /** Whose passkey answered; null when it was none of ours. */
  async signIn(response: Message, origin: string): Promise<{ userId: string } | null> {
    const shape = zCredentialId.safeParse(response);
    const passkey = shape.success ? await this.repository.find(shape.data.id) : null;
    if (!passkey) return null;
    const answer = await verifyAuthenticationResponse({
      response: response as never as AuthenticationResponse,
      expectedChallenge: (challenge) => this.#useChallenge(challenge, null),
      expectedOrigin: origin,
      expectedRPID: hostOf(origin),
      credential: {
        id: passkey.id,
        publicKey: new Uint8Array(passkey.publicKey),
        counter: passkey.counter,
        transports: [...passkey.transports],
      },
      requireUserVerification: true,
    }).catch(() => null);
    if (!answer?.verified) return null;
    await this.repository.noteUse(passkey.id, answer.authenticationInfo.newCounter, this.clock.nowMs());
    return { userId: passkey.userId };
  }

  /** Its name. @throws ProblemError common/not-found */
  async remove(userId: string, id: string): Promise<string> {
    const name = await this.repository.remove(userId, id);
    if (name === null) throw new ProblemError('common/not-found');
    return name;
  }

  async #keepChallenge(challenge: string, userId: string | null): Promise<void> {
    const nowMs = this.clock.nowMs();
    await this.repository.insertChallenge({ challenge, userId, nowMs, expiresAtMs: nowMs + CHALLENGE_MS });
  }

  #useChallenge(challenge: string, userId: string | null): Promise<boolean> {
    return this.repository.useChallenge(challenge, userId, this.clock.nowMs());
  }
}

function hostOf(origin: string): string {
  return new URL(origin).hostname;
}
