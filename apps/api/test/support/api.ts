import { zErrorBody } from '@jowi/contracts/errors';
import { FakeClock } from '@jowi/testkit/fake-clock';
import { createTestDatabase, type TestDatabase } from '@jowi/testkit/test-database';
import type { Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createApp } from '../../src/app.factory.ts';
import { Clock } from '../../src/platform/clock/clock.ts';
import { loadConfig } from '../../src/platform/config/config.ts';
import { PASSWORD, seedBusiness, type TestBusiness } from './business.ts';
import { CookieJar } from './cookie-jar.ts';
import { AUTH_SECRET, UNLIMITED, WEB_ORIGIN } from './settings.ts';
import { TestKeys, TestTill } from './test-till.ts';

export interface Answer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: tests look at what they expect to be there
  readonly body: any;
  readonly text: string;
  readonly headers: Record<string, string | string[] | number | undefined>;
}

export interface AskOptions {
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}

/** Somebody who asks the API: with her cookies, or as nobody. */
export interface Asker {
  ask(method: string, path: string, options?: AskOptions): Promise<Answer>;
  readonly jar: CookieJar;
}

/** The real server on a database of its own, with two businesses that must never meet. */
export interface TestApi extends AsyncDisposable {
  readonly app: NestFastifyApplication;
  readonly database: TestDatabase;
  readonly clock: FakeClock;
  readonly a: TestBusiness;
  readonly b: TestBusiness;
  /** Asks without cookies and without being a browser. A body that is an object goes as JSON. */
  readonly nobody: Asker;
  signIn(phone: string, password?: string): Promise<Asker>;
  /** A new terminal of the owner's first store, paired with the keys given or new ones. */
  pairTerminal(business: TestBusiness, keys?: TestKeys): Promise<TestTill>;
  /** Asks as a till. */
  askAs(till: TestTill, method: string, path: string, options?: AskOptions): Promise<Answer>;
  close(): Promise<void>;
}

/**
 * Call `close` in `afterAll`, or use `await using`. `env` is added to the settings, or takes the place of one; `modules`
 * are served beside the features.
 */
export async function startTestApi(
  env: Readonly<Record<string, string>> = {},
  modules: readonly Type[] = [],
): Promise<TestApi> {
  const database = await createTestDatabase();
  const clock = new FakeClock(Date.now());
  const app = await createApp(
    loadConfig({
      APP_DATABASE_URL: database.appUrl,
      AUTH_DATABASE_URL: database.authUrl,
      AUTH_SECRET,
      WEB_ORIGIN,
      LOG_LEVEL: process.env.LOG_LEVEL ?? 'silent',
      DATABASE_POOL_SIZE: '6',
      DEV_MESSAGES: '1',
      ...UNLIMITED,
      ...env,
    }),
    new (class extends Clock {
      override nowMs() {
        return clock.now();
      }
    })(),
    modules,
  );
  const [a, b] = [await seedBusiness(database, 'Anor', 1), await seedBusiness(database, 'Bodom', 2)];

  const asker = (jar: CookieJar, isBrowser: boolean) => askerOf(app, jar, isBrowser);

  const signIn = async (phone: string, password = PASSWORD) => {
    const person = asker(new CookieJar(), true);
    const answer = await person.ask('POST', '/v1/auth/sign-in', { body: { phone, password } });
    if (answer.status !== 200) throw new Error(`Sign-in failed: ${answer.text}`);
    return person;
  };
  const nobody = () => asker(new CookieJar(), false);

  const pairTerminal = async (business: TestBusiness, keys = new TestKeys()) => {
    const name = `Till ${++tills} of ${business.name}`;
    const owner = await signIn(business.employees.owner.phone);
    const terminal = await owner.ask('POST', '/v1/terminals', { body: { name, storeId: business.storeId } });
    const code = await owner.ask('POST', `/v1/terminals/${terminal.body.id}/pairing-code`);
    const paired = await nobody().ask('POST', '/v1/terminals/pair', {
      body: { code: code.body.code, publicKey: keys.publicKey },
    });
    if (paired.status !== 200) throw new Error(`Pairing failed: ${paired.text}`);
    return new TestTill(
      { terminalId: terminal.body.id, tenantId: business.tenantId, epoch: paired.body.epoch },
      keys,
      clock.now,
    );
  };

  let tills = 0;
  const close = async () => {
    await app.close();
    await database.drop();
  };
  return {
    app,
    database,
    clock,
    a,
    b,
    get nobody() {
      return nobody();
    },
    signIn,
    pairTerminal,
    askAs: (till, method, path, options = {}) =>
      nobody().ask(method, path, {
        ...options,
        headers: { authorization: till.bearer(), ...options.headers },
      }),
    close,
    [Symbol.asyncDispose]: close,
  };
}

/** Somebody who asks this server with these cookies: another one may serve her next request. */
export function askerOf(app: NestFastifyApplication, jar: CookieJar, isBrowser = true): Asker {
  return {
    jar,
    async ask(method, path, options = {}) {
      const isJson =
        options.body !== undefined && typeof options.body === 'object' && !Buffer.isBuffer(options.body);
      const answer = await app.inject({
        method: method as 'GET',
        url: path,
        headers: {
          ...(isBrowser && method !== 'GET' && { origin: WEB_ORIGIN }),
          ...(jar.header && { cookie: jar.header }),
          ...(isJson && { 'content-type': 'application/json' }),
          ...options.headers,
        },
        ...(options.body !== undefined && {
          payload: isJson ? JSON.stringify(options.body) : (options.body as string),
        }),
      });
      jar.accept(answer.headers['set-cookie']);
      return readAnswer(answer.statusCode, answer.body, answer.headers);
    },
  };
}

/** Every refusal has the one shape and shows nothing of the inside. */
function readAnswer(status: number, text: string, headers: Answer['headers']): Answer {
  const isJson = String(headers['content-type'] ?? '').startsWith('application/json');
  const body = isJson && text ? JSON.parse(text) : undefined;
  if (status >= 400) {
    const shape = zErrorBody.safeParse(body);
    if (!shape.success) assertOwnShape(status, text, body);
    if (/node_modules|\bat .+:\d+:\d+|\.ts:\d+/.test(text)) throw new Error(`A stack was answered: ${text}`);
  }
  return { status, body, text, headers };
}

/** Two refusals carry a report instead: GET /ready (503) and a CSV import with problems (422). */
function assertOwnShape(status: number, text: string, body: unknown): void {
  const has = (key: string) => typeof body === 'object' && body !== null && key in body;
  if (!(status === 503 && has('checks')) && !(status === 422 && has('problems')))
    throw new Error(`An answer of status ${status} has no error body: ${text.slice(0, 300)}`);
}
