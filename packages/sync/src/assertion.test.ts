import { generateKeyPairSync, verify } from 'node:crypto';
import { expect, it } from 'vitest';
import { ASSERTION_AUDIENCE, assertionClaims, signAssertion } from './assertion.ts';

const subject = { terminalId: 't1', tenantId: 'b1', nowMs: 1_795_000_000_999, jti: 'j1' };

it('says who, for whom, and for no longer than a minute', () => {
  const claims = assertionClaims(subject);
  expect(claims).toMatchObject({
    iss: 't1',
    tid: 'b1',
    aud: ASSERTION_AUDIENCE,
    jti: 'j1',
    iat: 1_795_000_000,
  });
  expect(claims.exp - claims.iat).toBe(60);
});

it('is a JWT signed with the key of the till', () => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const [header, payload, signature] = signAssertion(subject, privateKey).split('.') as [
    string,
    string,
    string,
  ];
  expect(JSON.parse(Buffer.from(header, 'base64url').toString())).toEqual({ alg: 'EdDSA', typ: 'JWT' });
  expect(JSON.parse(Buffer.from(payload, 'base64url').toString())).toEqual(assertionClaims(subject));
  const signed = Buffer.from(`${header}.${payload}`);
  expect(verify(null, signed, publicKey, Buffer.from(signature, 'base64url'))).toBe(true);
});
