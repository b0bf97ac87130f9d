import type { SignInAnswer } from '@jowi/contracts/http/auth';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** How she proved who she is. A passkey is two factors at once. */
export type Proof = 'password' | 'code' | 'password-reset' | 'passkey' | 'totp' | 'recovery-code';

export interface Entering {
  readonly userId: string;
  readonly remembered: boolean;
  readonly by: Proof;
  /** The business she goes into; otherwise the one she was in last. */
  readonly tenantId?: string;
  /** Of the password she proved it by: while that was looked at, it may have been replaced and its sessions ended. */
  readonly passwordChangedAtMs?: number | null;
}

/** For whoever lets a person in by another way than the sign-in. */
export abstract class EntrancePort {
  /** After everything that is asked. @throws ProblemError auth/sign-in-failed for one who works nowhere */
  abstract open(who: Entering, request: FastifyRequest, reply: FastifyReply): Promise<SignInAnswer>;
}
