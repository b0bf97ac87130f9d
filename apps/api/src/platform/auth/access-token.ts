import { createPrivateKey, createPublicKey, hkdfSync, type KeyObject } from 'node:crypto';
import { zPermission, zRoleKind } from '@jowi/contracts/permissions';
import { jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';
import type { Person } from './access.ts';

/** How long a dismissed employee may still act. */
export const ACCESS_SECONDS = 60;
export const ACCESS_COOKIE = '__Host-jowi_access';

const ISSUER = 'jowi-api';
const AUDIENCE = 'jowi-web';
const TYPE = 'jowi-access+jwt';
/** A cookie has at most 4096 bytes. */
const MAX_TOKEN_LENGTH = 3800;

const zClaims = z.object({
  sub: z.uuid(),
  tid: z.uuid(),
  uid: z.string().min(1).max(64),
  sid: z.string().min(1).max(64),
  role: zRoleKind,
  /** Permissions, as RFC 8693 writes them: words with a space between. */
  scope: z
    .string()
    .transform((text) => (text === '' ? [] : text.split(' ')))
    .pipe(z.array(zPermission)),
  /** Absent = every store. */
  stores: z.array(z.uuid()).optional(),
  /** There only when a second factor has to be set up first. */
  setup: z.literal(true).optional(),
});

/**
 * Tokens that say who an employee is for one minute, so that a request costs a signature and not a look-up.
 * Signed with an Ed25519 key derived from the secret: every server of an installation has the same one.
 */
export class AccessTokens {
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;

  constructor(secret: string) {
    const seed = Buffer.from(hkdfSync('sha256', secret, '', 'jowi access token ed25519', 32));
    const pkcs8 = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed]);
    this.privateKey = createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' });
    this.publicKey = createPublicKey(this.privateKey);
  }

  sign(person: Person, nowMs: number): Promise<string> {
    const nowSeconds = Math.floor(nowMs / 1000);
    return new SignJWT({
      tid: person.tenantId,
      uid: person.userId,
      sid: person.sessionId,
      role: person.roleKind,
      scope: [...person.permissions].join(' '),
      ...(person.storeIds && { stores: person.storeIds }),
      ...(person.mustSetUpSecondFactor && { setup: true }),
    })
      .setProtectedHeader({ alg: 'EdDSA', typ: TYPE })
      .setSubject(person.employeeId)
      .setIssuer(ISSUER)
      .setAudience(AUDIENCE)
      .setIssuedAt(nowSeconds)
      .setExpirationTime(nowSeconds + ACCESS_SECONDS)
      .sign(this.privateKey);
  }

  /** Null for anything that is not a token of ours that is valid now. */
  async verify(token: string, nowMs: number): Promise<{ person: Person; expiresAtMs: number } | null> {
    if (token.length > MAX_TOKEN_LENGTH) return null;
    try {
      const { payload } = await jwtVerify(token, this.publicKey, {
        algorithms: ['EdDSA'],
        issuer: ISSUER,
        audience: AUDIENCE,
        typ: TYPE,
        maxTokenAge: ACCESS_SECONDS,
        requiredClaims: ['exp', 'iat', 'sub'],
        currentDate: new Date(nowMs),
      });
      const claims = zClaims.parse(payload);
      return {
        person: {
          tenantId: claims.tid,
          employeeId: claims.sub,
          userId: claims.uid,
          sessionId: claims.sid,
          roleKind: claims.role,
          permissions: new Set(claims.scope),
          storeIds: claims.stores ?? null,
          ...(claims.setup && { mustSetUpSecondFactor: true }),
        },
        expiresAtMs: (payload.exp as number) * 1000,
      };
    } catch {
      return null;
    }
  }
}
