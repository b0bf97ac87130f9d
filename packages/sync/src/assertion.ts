import { type KeyObject, sign } from 'node:crypto';

export const ASSERTION_AUDIENCE = 'jowi-api';
/** Half of what the server allows (120 s), so that a clock a little off does no harm. */
export const ASSERTION_LIFETIME_S = 60;

export type AssertionClaims = {
  iss: string;
  tid: string;
  aud: string;
  iat: number;
  exp: number;
  jti: string;
};

export type AssertionSubject = {
  terminalId: string;
  tenantId: string;
  /** The server's time as the till knows it: own clock plus the offset learnt from answers. */
  nowMs: number;
  /** Unique per assertion; from the caller's randomness. */
  jti: string;
};

/** What a till says about itself for one request. */
export function assertionClaims({ terminalId, tenantId, nowMs, jti }: AssertionSubject): AssertionClaims {
  const iat = Math.floor(nowMs / 1000);
  return {
    iss: terminalId,
    tid: tenantId,
    aud: ASSERTION_AUDIENCE,
    iat,
    exp: iat + ASSERTION_LIFETIME_S,
    jti,
  };
}

/** The compact JWT (EdDSA) for `Authorization: Bearer`. */
export function signAssertion(subject: AssertionSubject, privateKey: KeyObject): string {
  const header = encode({ alg: 'EdDSA', typ: 'JWT' });
  const signed = `${header}.${encode(assertionClaims(subject))}`;
  return `${signed}.${sign(null, Buffer.from(signed), privateKey).toString('base64url')}`;
}

function encode(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}
