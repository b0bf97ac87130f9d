import { randomBytes } from 'node:crypto';
import { betterAuth } from 'better-auth';
import { phoneNumber } from 'better-auth/plugins/phone-number';
import pg from 'pg';
import { hashPassword, verifyNobodysPassword, verifyPassword } from './password.ts';
import { PersonSessionRepository, type SessionRow } from './person-session.repository.ts';
import { sessionCookie } from './session-cookie-plugin.ts';

export const SESSION_COOKIE = '__Host-jowi_session';

const HOUR_MS = 3_600_000;
/** "Remember this device". */
const REMEMBERED_MS = 30 * 24 * HOUR_MS;
const UNREMEMBERED_MS = 12 * HOUR_MS;
const NOBODY = 'nobody';
/** A copied cookie is worth something until its owner is given the next one, and noticed when both are used. */
const ROTATE_AFTER_MS = 15 * 60_000;
/** Requests that were on their way with the old token when the new one was first seen. */
const ROTATION_GRACE_MS = 60_000;
const NOTE_SEEN_AFTER_MS = 2 * 60_000;

export interface PeopleOptions {
  /** Role jowi_auth. */
  readonly databaseUrl: string;
  readonly secret: string;
  /** Origin of the back office. */
  readonly origin: string;
  readonly nowMs?: () => number;
  readonly onWarning?: (message: string) => void;
}

export interface Account {
  readonly userId: string;
  /** +998 and nine digits. */
  readonly phone: string;
  readonly passwordChangedAtMs: number | null;
  /** The business she was in last. */
  readonly lastTenantId: string | null;
}

export interface SignedIn {
  readonly userId: string;
  readonly sessionId: string;
  readonly createdAtMs: number;
  /** The business she chose in this session, else the one she was in last. */
  readonly tenantId: string | null;
  readonly hasSecondFactor: boolean;
  /** Set-Cookie lines to send along. */
  readonly setCookies: readonly string[];
}

export interface SignedOut {
  /** Null when there was none (any more). */
  readonly session: { readonly userId: string; readonly sessionId: string } | null;
  readonly setCookies: readonly string[];
}

export interface NewSession {
  readonly userId: string;
  /** Thirty days; otherwise until the browser is closed and twelve hours at most. */
  readonly remembered: boolean;
  readonly ip?: string;
  readonly device?: string;
}

/** Where a request comes from, for the list of sessions. */
export interface Place {
  readonly ip: string;
  readonly device: string;
}

/** Accounts and sessions of people, kept by Better Auth in the schema `auth`; knows nothing of tenants. */
export abstract class People {
  /** Null for an unknown phone as for a wrong password, after the same time. */
  abstract checkPassword(phone: string, password: string): Promise<Account | null>;
  abstract isPasswordOf(userId: string, password: string): Promise<boolean>;
  abstract findByPhone(phone: string): Promise<Account | null>;
  abstract find(userId: string): Promise<Account | null>;
  abstract setPassword(userId: string, password: string): Promise<void>;
  /** For one who has proved who she is, with everything that is asked of her. */
  abstract openSession(session: NewSession): Promise<SignedIn>;
  /**
   * Whose session this Cookie header carries, if any. The token changes every quarter of an hour; the answer that brings
   * the new one may get lost. A token that was replaced and comes back after its successor was used ends the session.
   */
  abstract findSession(cookieHeader: string, place?: Place): Promise<SignedIn | null>;
  /** Ends the session for good; answers which one it was, and the cookies that make the browser forget it. */
  abstract signOut(cookieHeader: string): Promise<SignedOut>;
  /** Those that have not run out, last used first. */
  abstract listSessions(userId: string): Promise<readonly SessionRow[]>;
  abstract endSession(userId: string, sessionId: string): Promise<boolean>;
  /** Ids of the sessions that ended. */
  abstract endSessions(userId: string, exceptId: string | null): Promise<readonly string[]>;
  abstract chooseTenant(session: { userId: string; sessionId: string }, tenantId: string): Promise<void>;
  /** Makes the account, or sets the password of the one with this phone; returns the user's id. */
  abstract createPerson(person: { phone: string; password: string; name: string }): Promise<string>;
  abstract close(): Promise<void>;
}

export function openPeople(options: PeopleOptions): People {
  const pool = new pg.Pool({
    connectionString: options.databaseUrl,
    options: '-c search_path=auth',
    max: 5,
    connectionTimeoutMillis: 5_000,
    application_name: 'jowi-api-auth',
  });
  const warn = options.onWarning ?? (() => undefined);
  pool.on('error', (error) => warn(error.message));
  // Also while a connection is lent out: an error event that nobody hears would end the process.
  pool.on('connect', (client) => client.on('error', (error) => warn(error.message)));
  return new BetterAuthPeople(configure(pool, options, warn), pool, options.nowMs ?? Date.now, warn);
}

interface UserRow {
  readonly id: string;
  readonly phoneNumber: string | null;
  readonly passwordChangedAt?: Date | null;
  readonly lastTenantId?: string | null;
}

class BetterAuthPeople extends People {
  readonly #auth: ReturnType<typeof configure>;
  readonly #pool: pg.Pool;
  readonly #sessions: PersonSessionRepository;
  readonly #nowMs: () => number;
  readonly #warn: (message: string) => void;

  constructor(
    auth: ReturnType<typeof configure>,
    pool: pg.Pool,
    nowMs: () => number,
    warn: (message: string) => void,
  ) {
    super();
    this.#warn = warn;
    this.#auth = auth;
    this.#pool = pool;
    this.#sessions = new PersonSessionRepository(pool);
    this.#nowMs = nowMs;
  }

  override async checkPassword(phone: string, password: string): Promise<Account | null> {
    const account = await this.findByPhone(phone);
    // Looked for also where there is nobody: an unknown phone costs the same.
    const hash = await this.#passwordHash(account?.userId ?? NOBODY);
    if (!account || hash === null) {
      await verifyNobodysPassword(password);
      return null;
    }
    return (await verifyPassword(hash, password)) ? account : null;
  }

  override async isPasswordOf(userId: string, password: string): Promise<boolean> {
    const hash = await this.#passwordHash(userId);
    return hash !== null && verifyPassword(hash, password);
  }

  override findByPhone(phone: string): Promise<Account | null> {
    return this.#findUser('phoneNumber', phone);
  }

  override find(userId: string): Promise<Account | null> {
    return this.#findUser('id', userId);
  }

  override async setPassword(userId: string, password: string): Promise<void> {
    const { internalAdapter } = await this.#auth.$context;
    await internalAdapter.updatePassword(userId, await hashPassword(password));
    await internalAdapter.updateUser(userId, { passwordChangedAt: new Date(this.#nowMs()) });
  }

  override async openSession({ userId, remembered, ip, device }: NewSession): Promise<SignedIn> {
    const { internalAdapter } = await this.#auth.$context;
    const nowMs = this.#nowMs();
    await this.#sessions.removeExpired(userId, nowMs);
    const { id } = await internalAdapter.createSession(
      userId,
      false,
      {
        token: newToken(),
        remembered,
        ipAddress: ip ?? '',
        userAgent: device ?? '',
        createdAt: new Date(nowMs),
        expiresAt: new Date(nowMs + (remembered ? REMEMBERED_MS : UNREMEMBERED_MS)),
        lastSeenAt: new Date(nowMs),
        rotatedAt: new Date(nowMs),
      },
      true,
    );
    const row = await this.#sessions.find(id);
    if (!row) throw new Error('A session was opened and is not there');
    return this.#signedIn(row, row.token);
  }

  override async findSession(cookieHeader: string, place?: Place): Promise<SignedIn | null> {
    const token = await this.#readToken(cookieHeader);
    let row = token === null ? null : await this.#sessions.findByToken(token);
    if (!token || !row) return null;
    const nowMs = this.#nowMs();
    if (row.expiresAtMs <= nowMs) {
      await this.#sessions.end(row.userId, row.id);
      return null;
    }
    if (row.token === token) {
      if (row.previousToken !== null && row.confirmedAtMs === null)
        await this.#sessions.confirm(row.id, token, nowMs);
      if (nowMs - row.rotatedAtMs >= ROTATE_AFTER_MS) {
        await this.#sessions.rotate(row.id, token, newToken(), nowMs);
        // Whoever came at the same time may have been quicker: her token is handed out then.
        row = await this.#sessions.find(row.id);
        if (!row) return null;
      }
    } else if (row.confirmedAtMs !== null && nowMs - row.confirmedAtMs > ROTATION_GRACE_MS) {
      // Its successor is in use, so this one is a copy. Which of the two is hers cannot be known.
      await this.#sessions.end(row.userId, row.id);
      this.#warn(`Session ${row.id} ended: a token that had been replaced came back`);
      return null;
    }
    if (place && nowMs - row.lastSeenAtMs >= NOTE_SEEN_AFTER_MS)
      await this.#sessions.noteSeen(row.id, nowMs, place);
    return this.#signedIn(row, row.token === token ? null : row.token);
  }

  override async signOut(cookieHeader: string): Promise<SignedOut> {
    const token = await this.#readToken(cookieHeader);
    const row = token === null ? null : await this.#sessions.findByToken(token);
    if (row) await this.#sessions.end(row.userId, row.id);
    return {
      session: row && { userId: row.userId, sessionId: row.id },
      setCookies: await this.#writeToken('', 0),
    };
  }

  override listSessions(userId: string): Promise<readonly SessionRow[]> {
    return this.#sessions.listOf(userId, this.#nowMs());
  }

  override endSession(userId: string, sessionId: string): Promise<boolean> {
    return this.#sessions.end(userId, sessionId);
  }

  override endSessions(userId: string, exceptId: string | null): Promise<readonly string[]> {
    return this.#sessions.endAll(userId, exceptId);
  }

  override chooseTenant(session: { userId: string; sessionId: string }, tenantId: string): Promise<void> {
    return this.#sessions.chooseTenant(session.sessionId, session.userId, tenantId);
  }

  override async createPerson(person: { phone: string; password: string; name: string }): Promise<string> {
    const { internalAdapter } = await this.#auth.$context;
    const existing = await this.findByPhone(person.phone);
    if (existing && (await this.#passwordHash(existing.userId)) !== null) {
      await this.setPassword(existing.userId, person.password);
      return existing.userId;
    }
    const passwordHash = await hashPassword(person.password);
    // One that was broken off between the two is finished.
    const userId = existing?.userId ?? (await this.#createUser(person));
    await internalAdapter.linkAccount({
      userId,
      providerId: 'credential',
      accountId: userId,
      password: passwordHash,
    });
    return userId;
  }

  async #createUser(person: { phone: string; name: string }): Promise<string> {
    const { internalAdapter } = await this.#auth.$context;
    const user = await internalAdapter.createUser(
      {
        name: person.name,
        // Better Auth wants one; nobody signs in by it and nothing is sent to it.
        email: `${person.phone.slice(1)}@phone.invalid`,
        emailVerified: false,
        phoneNumber: person.phone,
        phoneNumberVerified: true,
      },
      { method: 'admin' },
    );
    return user.id;
  }

  override async close(): Promise<void> {
    if (!this.#pool.ended) await this.#pool.end();
  }

  async #findUser(field: 'id' | 'phoneNumber', value: string): Promise<Account | null> {
    const { adapter } = await this.#auth.$context;
    const user = await adapter.findOne<UserRow>({ model: 'user', where: [{ field, value }] });
    if (!user?.phoneNumber) return null;
    return {
      userId: user.id,
      phone: user.phoneNumber,
      passwordChangedAtMs: user.passwordChangedAt?.getTime() ?? null,
      lastTenantId: user.lastTenantId ?? null,
    };
  }

  async #passwordHash(userId: string): Promise<string | null> {
    const { internalAdapter } = await this.#auth.$context;
    const accounts = await internalAdapter.findAccounts(userId);
    return accounts.find(({ providerId }) => providerId === 'credential')?.password ?? null;
  }

  async #signedIn(row: SessionRow, tokenToSend: string | null): Promise<SignedIn> {
    const leftSeconds = Math.ceil((row.expiresAtMs - this.#nowMs()) / 1000);
    return {
      userId: row.userId,
      sessionId: row.id,
      createdAtMs: row.createdAtMs,
      tenantId: row.tenantId ?? row.lastTenantId,
      hasSecondFactor: row.hasSecondFactor,
      setCookies:
        tokenToSend === null ? [] : await this.#writeToken(tokenToSend, row.remembered ? leftSeconds : null),
    };
  }

  async #readToken(cookieHeader: string): Promise<string | null> {
    const { token } = await this.#auth.api.readSessionToken({
      headers: new Headers({ cookie: cookieHeader }),
    });
    return token;
  }

  async #writeToken(token: string, maxAgeSeconds: number | null): Promise<readonly string[]> {
    const { headers } = await this.#auth.api.writeSessionToken({
      body: { token, maxAgeSeconds },
      returnHeaders: true,
    });
    return headers.getSetCookie();
  }
}

function newToken(): string {
  return randomBytes(32).toString('base64url');
}

function configure(pool: pg.Pool, options: PeopleOptions, warn: (message: string) => void) {
  return betterAuth({
    database: pool,
    secret: options.secret,
    baseURL: options.origin,
    telemetry: { enabled: false },
    // Limits are ours (modules/sign-in): its handler is not exposed, only its functions are called.
    rateLimit: { enabled: false },
    logger: { level: 'error', log: (_level, message) => warn(message) },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      maxPasswordLength: 200,
      password: { hash: hashPassword, verify: ({ hash, password }) => verifyPassword(hash, password) },
    },
    user: {
      additionalFields: {
        passwordChangedAt: { type: 'date', required: false, input: false },
        lastTenantId: { type: 'string', required: false, input: false },
      },
    },
    session: {
      expiresIn: REMEMBERED_MS / 1000,
      disableSessionRefresh: true,
      additionalFields: {
        remembered: { type: 'boolean', required: false, input: false },
        lastSeenAt: { type: 'date', required: false, input: false },
        rotatedAt: { type: 'date', required: false, input: false },
      },
    },
    advanced: {
      useSecureCookies: false,
      cookies: {
        session_token: {
          name: SESSION_COOKIE,
          attributes: { secure: true, httpOnly: true, sameSite: 'lax', path: '/' },
        },
      },
    },
    plugins: [phoneNumber(), sessionCookie],
  });
}
