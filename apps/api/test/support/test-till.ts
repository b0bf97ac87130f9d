import { createPublicKey, generateKeyPairSync, type KeyObject, randomUUID, sign } from 'node:crypto';

export interface AssertionClaims {
  iss?: unknown;
  tid?: unknown;
  aud?: unknown;
  iat?: unknown;
  exp?: unknown;
  jti?: unknown;
}

/** A paired till: its key and the assertions it signs. */
export class TestTill {
  readonly terminalId: string;
  readonly tenantId: string;
  readonly epoch: number;
  readonly keys: TestKeys;
  private readonly nowMs: () => number;

  constructor(
    paired: { terminalId: string; tenantId: string; epoch: number },
    keys: TestKeys,
    nowMs: () => number,
  ) {
    this.keys = keys;
    this.nowMs = nowMs;
    this.terminalId = paired.terminalId;
    this.tenantId = paired.tenantId;
    this.epoch = paired.epoch;
  }

  claims(changed: AssertionClaims = {}): AssertionClaims {
    const iat = Math.floor(this.nowMs() / 1000);
    return {
      iss: this.terminalId,
      tid: this.tenantId,
      aud: 'jowi-api',
      iat,
      exp: iat + 120,
      jti: randomUUID(),
      ...changed,
    };
  }

  /** Value of the header Authorization. */
  bearer(changed: AssertionClaims = {}): string {
    return `Bearer ${this.keys.jwt(this.claims(changed))}`;
  }
}

/** An Ed25519 key pair that signs JWTs by hand, also wrong ones. */
export class TestKeys {
  readonly privateKey: KeyObject;
  /** Raw, base64url, as sent at pairing. */
  readonly publicKey: string;

  constructor(privateKey: KeyObject = generateKeyPairSync('ed25519').privateKey) {
    this.privateKey = privateKey;
    this.publicKey = createPublicKey(privateKey).export({ format: 'jwk' }).x as string;
  }

  jwt(claims: object, header: object = { alg: 'EdDSA', typ: 'JWT' }): string {
    const signed = `${part(header)}.${part(claims)}`;
    return `${signed}.${sign(null, Buffer.from(signed), this.privateKey).toString('base64url')}`;
  }
}

export function part(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
