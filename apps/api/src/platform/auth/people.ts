import { AsyncLocalStorage } from 'node:async_hooks';
import { betterAuth } from 'better-auth';
import { phoneNumber } from 'better-auth/plugins/phone-number';
import pg from 'pg';
import { hashPassword, verifyNobodysPassword, verifyPassword } from './password.ts';

const SESSION_DAYS = 14;
const DAY_SECONDS = 86_400;
export const SESSION_COOKIE = '__Host-jowi_session';

export interface PeopleOptions {
  /** Role jowi_auth. */
  readonly databaseUrl: string;
  readonly secret: string;
  /** Origin of the back office. */
  readonly origin: string;
  readonly onWarning?: (message: string) => void;
}

export interface SignedIn {
  readonly userId: string;
  readonly sessionId: string;
  /** Set-Cookie lines to send along. */
  readonly setCookies: readonly string[];
}

/** Accounts and sessions of people, kept by Better Auth in the schema `auth`; knows nothing of tenants. */
export abstract class People {
  /** Null for an unknown phone as for a wrong password, after the same time. */
  abstract signIn(phone: string, password: string): Promise<SignedIn | null>;
  /** Whose session this Cookie header carries, if any. */
  abstract findSession(cookieHeader: string): Promise<SignedIn | null>;
  /** Ends the session for good; answers the cookies that make the browser forget it. */
  abstract signOut(cookieHeader: string): Promise<readonly string[]>;
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
  const auth = configure(pool, options, warn);

  const close = async () => {
    if (!pool.ended) await pool.end();
  };
  return {
    async signIn(phone, password) {
      const attempt = { wasChecked: false };
      try {
        const { headers, response } = await attempts.run(attempt, () =>
          auth.api.signInPhoneNumber({ body: { phoneNumber: phone, password }, returnHeaders: true }),
        );
        const session = await (await auth.$context).internalAdapter.findSession(response.token);
        if (!session) return null;
        return { userId: session.user.id, sessionId: session.session.id, setCookies: headers.getSetCookie() };
      } catch (error) {
        if (!isRefusal(error)) throw error;
        if (!attempt.wasChecked) await verifyNobodysPassword(password);
        return null;
      }
    },
    async findSession(cookieHeader) {
      const { headers, response } = await auth.api.getSession({
        headers: new Headers({ cookie: cookieHeader }),
        returnHeaders: true,
      });
      if (!response) return null;
      return {
        userId: response.user.id,
        sessionId: response.session.id,
        setCookies: headers.getSetCookie(),
      };
    },
    async signOut(cookieHeader) {
      const { headers } = await auth.api.signOut({
        headers: new Headers({ cookie: cookieHeader }),
        returnHeaders: true,
      });
      return headers.getSetCookie();
    },
    async createPerson({ phone, password, name }) {
      const { internalAdapter, adapter } = await auth.$context;
      const passwordHash = await hashPassword(password);
      const existing = await adapter.findOne<{ id: string }>({
        model: 'user',
        where: [{ field: 'phoneNumber', value: phone }],
      });
      if (existing) {
        await internalAdapter.updatePassword(existing.id, passwordHash);
        return existing.id;
      }
      const user = await internalAdapter.createUser(
        {
          name,
          // Better Auth wants one; nobody signs in by it and nothing is sent to it.
          email: `${phone.slice(1)}@phone.invalid`,
          emailVerified: false,
          phoneNumber: phone,
          phoneNumberVerified: true,
        },
        { method: 'admin' },
      );
      await internalAdapter.linkAccount({
        userId: user.id,
        providerId: 'credential',
        accountId: user.id,
        password: passwordHash,
      });
      return user.id;
    },
    close,
  };
}

/** Remembers within one sign-in whether a password was really checked. */
const attempts = new AsyncLocalStorage<{ wasChecked: boolean }>();

function configure(pool: pg.Pool, options: PeopleOptions, warn: (message: string) => void) {
  return betterAuth({
    database: pool,
    secret: options.secret,
    baseURL: options.origin,
    telemetry: { enabled: false },
    // Limits are ours (sign-in-limit.ts): its handler is not exposed, only its functions are called.
    rateLimit: { enabled: false },
    logger: { level: 'error', log: (_level, message) => warn(message) },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      maxPasswordLength: 200,
      password: {
        hash: hashPassword,
        verify: ({ hash, password }) => {
          const attempt = attempts.getStore();
          if (attempt) attempt.wasChecked = true;
          return verifyPassword(hash, password);
        },
      },
    },
    session: { expiresIn: SESSION_DAYS * DAY_SECONDS, updateAge: DAY_SECONDS },
    advanced: {
      useSecureCookies: false,
      cookies: {
        session_token: {
          name: SESSION_COOKIE,
          attributes: { secure: true, httpOnly: true, sameSite: 'lax', path: '/' },
        },
      },
    },
    plugins: [phoneNumber()],
  });
}

function isRefusal(error: unknown): boolean {
  const status = (error as { statusCode?: unknown } | null)?.statusCode;
  return typeof status === 'number' && status >= 400 && status < 500;
}
