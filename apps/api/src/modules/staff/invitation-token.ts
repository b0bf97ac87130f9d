import { createHash, hkdfSync, randomBytes } from 'node:crypto';
import { type Language, zLanguage } from '@jowi/contracts/scalar';
import { jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';

export const INVITATION_MS = 72 * 3_600_000;
const TICKET_SECONDS = 15 * 60;
const ISSUER = 'jowi-api';
const AUDIENCE = 'jowi-invitation';
const TYPE = 'jowi-invitation+jwt';

export function makeInvitationToken(): { token: string; hash: string } {
  const token = randomBytes(32).toString('base64url');
  return { token, hash: hashInvitationToken(token) };
}

/** What is kept of a token, and looked up by. */
export function hashInvitationToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** That somebody holds the phone of an invitation, proved by a code a moment ago. */
export interface Proof {
  readonly tokenHash: string;
  readonly phone: string;
  /** In which she read what she agreed to. */
  readonly language: Language;
}
const zProof = z.object({ sub: z.string().length(64), phone: z.string(), language: zLanguage });

/** Carries a proof over to the next step without a row for it: signed, for fifteen minutes. */
export class InvitationTickets {
  readonly #key: Uint8Array;

  constructor(secret: string) {
    this.#key = new Uint8Array(hkdfSync('sha256', secret, '', 'jowi invitation ticket', 32));
  }

  sign({ tokenHash, phone, language }: Proof, nowMs: number): Promise<string> {
    const nowSeconds = Math.floor(nowMs / 1000);
    return new SignJWT({ phone, language })
      .setProtectedHeader({ alg: 'HS256', typ: TYPE })
      .setSubject(tokenHash)
      .setIssuer(ISSUER)
      .setAudience(AUDIENCE)
      .setIssuedAt(nowSeconds)
      .setExpirationTime(nowSeconds + TICKET_SECONDS)
      .sign(this.#key);
  }

  /** Null for anything that is not a ticket of ours that is valid now. */
  async verify(ticket: string, nowMs: number): Promise<Proof | null> {
    try {
      const { payload } = await jwtVerify(ticket, this.#key, {
        algorithms: ['HS256'],
        issuer: ISSUER,
        audience: AUDIENCE,
        typ: TYPE,
        maxTokenAge: TICKET_SECONDS,
        requiredClaims: ['exp', 'iat', 'sub'],
        currentDate: new Date(nowMs),
      });
      const { sub, phone, language } = zProof.parse(payload);
      return { tokenHash: sub, phone, language };
    } catch {
      return null;
    }
  }
}
