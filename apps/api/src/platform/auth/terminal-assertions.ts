import { createPublicKey, type KeyObject } from 'node:crypto';
import { zId } from '@jowi/contracts/scalar';
import { ASSERTION_AUDIENCE } from '@jowi/sync/assertion';
import { Injectable } from '@nestjs/common';
import { compactVerify, decodeJwt } from 'jose';
import { z } from 'zod';
import { Clock } from '../clock/clock.ts';
import { ChangeChannel } from '../db/change-channel.ts';
import { ProblemError } from '../errors/problem-error.ts';
import type { TerminalAssertion, TerminalIdentity } from './access.ts';
import { ExpiringMap } from './expiring-map.ts';
import { TerminalKeysRepository } from './terminal-keys.repository.ts';

/** The longest a till may sign for in advance. */
const MAX_LIFE_SECONDS = 120;
/** How far ahead of ours its clock may be before we tell it the time. */
const CLOCK_TOLERANCE_SECONDS = 5;
/** A revoked till is out after this long even on a server that did not hear of it. */
const KEY_CACHE_MS = 30_000;
const LAST_SEEN_STEP_MS = 15_000;
const MAX_TOKEN_LENGTH = 2048;
const MAX_CACHED = 20_000;

const zClaims = z.object({
  iss: zId,
  tid: zId,
  aud: z.literal(ASSERTION_AUDIENCE),
  iat: z.number().int(),
  exp: z.number().int(),
  jti: z.string().min(1).max(64),
});
type Claims = z.infer<typeof zClaims>;

/** What the database says of a terminal, for as long as we believe it. */
interface Known {
  readonly identity: TerminalIdentity;
  readonly key: KeyObject;
  readonly publicKey: string;
  readonly isRevoked: boolean;
}

/** Who is behind `Authorization: Bearer`: a till, by an assertion it signed itself with its pairing key. */
@Injectable()
export class TerminalAssertions {
  readonly #known = new ExpiringMap<Known | null>(MAX_CACHED);
  /** Assertions whose signature was checked already, with the key it was checked against. */
  readonly #verified = new ExpiringMap<{ claims: Claims; known: Known }>(MAX_CACHED);
  /** Counts what was forgotten: a row read before must not be believed after it. */
  #forgotten = 0;
  readonly #lastSeen = new ExpiringMap<true>(MAX_CACHED);

  constructor(
    private readonly keys: TerminalKeysRepository,
    private readonly clock: Clock,
    changes: ChangeChannel,
  ) {
    changes.terminals.subscribe(({ tenantId, terminalId }) => this.forget(tenantId, terminalId));
  }

  /** Whether `authenticate` will need neither the database nor a signature check; says nothing of the token. */
  hasChecked(authorization: string | undefined): boolean {
    return this.#verified.has(authorization?.slice('Bearer '.length) ?? '');
  }

  /**
   * @throws ProblemError auth/required, auth/assertion-invalid, auth/terminal-revoked, or auth/assertion-time
   *   with the server's time when everything but the till's clock is right
   */
  async authenticate(
    authorization: string | undefined,
  ): Promise<{ terminal: TerminalIdentity; assertion: TerminalAssertion }> {
    const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(authorization ?? '')?.[1];
    if (token === undefined) throw new ProblemError('auth/required');
    if (token.length > MAX_TOKEN_LENGTH) throw new ProblemError('auth/assertion-invalid');
    const nowMs = this.clock.nowMs();
    const { claims, known } = await this.#verify(token, nowMs);
    if (known.isRevoked) throw new ProblemError('auth/terminal-revoked');
    this.#checkTime(claims, nowMs);
    await this.#noteSeen(known.identity, nowMs);
    const { identity, publicKey } = known;
    return { terminal: identity, assertion: { jti: claims.jti, expiresAtMs: claims.exp * 1000, publicKey } };
  }

  /** For a stream that outlives the assertion it was opened with: false when the till was revoked or paired anew. */
  async isWelcome(
    { tenantId, terminalId }: TerminalIdentity,
    { publicKey }: TerminalAssertion,
  ): Promise<boolean> {
    const known = await this.#find({ tid: tenantId, iss: terminalId }, this.clock.nowMs());
    return known !== null && !known.isRevoked && known.publicKey === publicKey;
  }

  /** Call when a terminal was paired anew or revoked. */
  forget(tenantId: string, terminalId: string): void {
    this.#forgotten += 1;
    this.#known.delete(cacheKey(tenantId, terminalId));
  }

  async #verify(token: string, nowMs: number): Promise<{ claims: Claims; known: Known }> {
    const seen = this.#verified.get(token, nowMs);
    // Good only while the key it was checked against is the one we still believe in.
    if (seen && this.#known.get(cacheKey(seen.claims.tid, seen.claims.iss), nowMs) === seen.known)
      return seen;

    const claims = readClaims(token);
    const known = await this.#find(claims, nowMs);
    if (!known) throw new ProblemError('auth/assertion-invalid');
    try {
      await this.checkSignature(token, known.key);
    } catch (cause) {
      throw new ProblemError('auth/assertion-invalid', { cause });
    }
    const verified = { claims, known };
    this.#verified.set(token, verified, nowMs + KEY_CACHE_MS);
    return verified;
  }

  /** Throws unless the token was signed with this key, by no other algorithm. */
  protected async checkSignature(token: string, key: KeyObject): Promise<void> {
    await compactVerify(token, key, { algorithms: ['EdDSA'] });
  }

  async #find({ tid, iss }: Pick<Claims, 'tid' | 'iss'>, nowMs: number): Promise<Known | null> {
    const key = cacheKey(tid, iss);
    const cached = this.#known.get(key, nowMs);
    if (cached !== undefined) return cached;
    const forgotten = this.#forgotten;
    const row = await this.keys.find(tid, iss);
    const known: Known | null =
      row?.publicKey == null
        ? null
        : {
            identity: {
              tenantId: tid,
              terminalId: iss,
              storeId: row.storeId,
              warehouseId: row.warehouseId,
            },
            publicKey: row.publicKey,
            key: createPublicKey({
              key: { kty: 'OKP', crv: 'Ed25519', x: row.publicKey },
              format: 'jwk',
            }),
            isRevoked: row.state !== 'active',
          };
    if (forgotten === this.#forgotten) this.#known.set(key, known, nowMs + KEY_CACHE_MS);
    return known;
  }

  #checkTime({ iat, exp }: Claims, nowMs: number): void {
    const nowSeconds = nowMs / 1000;
    const isHonest = exp > iat && exp <= iat + MAX_LIFE_SECONDS;
    if (!isHonest) throw new ProblemError('auth/assertion-invalid');
    const isNow = iat <= nowSeconds + CLOCK_TOLERANCE_SECONDS && exp > nowSeconds;
    if (!isNow) throw new ProblemError('auth/assertion-time', { serverTimeMs: nowMs });
  }

  async #noteSeen({ tenantId, terminalId }: TerminalIdentity, nowMs: number): Promise<void> {
    const key = cacheKey(tenantId, terminalId);
    if (this.#lastSeen.get(key, nowMs)) return;
    this.#lastSeen.set(key, true, nowMs + LAST_SEEN_STEP_MS);
    await this.keys.saveLastSeen(tenantId, terminalId, nowMs);
  }
}

/** Not trusted yet: it only says which key to check the signature with. */
function readClaims(token: string): Claims {
  try {
    return zClaims.parse(decodeJwt(token));
  } catch (cause) {
    throw new ProblemError('auth/assertion-invalid', { cause });
  }
}

function cacheKey(tenantId: string, terminalId: string): string {
  return `${tenantId}/${terminalId}`;
}
