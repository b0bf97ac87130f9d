import type { RoleKind } from '@jowi/contracts/permissions';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Answer, type Asker, type AskOptions, startTestApi, type TestApi } from '../support/api.ts';
import { WEB_ORIGIN } from '../support/settings.ts';
import { fingerprint, makeWorld, markersOf, type World } from './foreign-world.ts';
import { type Attempt, ROUTES, type Route } from './routes.ts';

const ROLES: readonly RoleKind[] = ['owner', 'manager', 'cashier', 'stock-keeper', 'accountant'];

/** Every route of the server x everybody who should not get anything from it, with ids that exist. */
describe('nothing of one business reaches another', () => {
  let api: TestApi;
  let own: World;
  let foreign: World;
  const people = new Map<RoleKind, Asker>();

  beforeAll(async () => {
    api = await startTestApi();
    own = await makeWorld(api, api.a);
    foreign = await makeWorld(api, api.b);
    for (const role of ROLES) people.set(role, await api.signIn(api.a.employees[role].phone));
  });
  afterAll(() => api.close());

  const options = ({ body, contentType }: Attempt): AskOptions => ({
    ...(body !== undefined && { body }),
    ...(contentType && { headers: { 'content-type': contentType } }),
  });
  const expectClean = (answer: Answer, what: string) => {
    const whole = answer.text + JSON.stringify(answer.headers);
    for (const marker of markersOf(foreign)) expect(whole, `${what} shows ${marker}`).not.toContain(marker);
  };
  const methodOf = (name: string) => name.split(' ')[0] as string;
  const each = Object.entries(ROUTES).map(([name, route]) => ({ name, ...route }));
  const askAll = async (
    { name, attempts }: Route & { name: string },
    ask: (method: string, path: string, options: AskOptions) => Promise<Answer>,
    look: (answer: Answer, attempt: Attempt) => void,
  ) => {
    for (const attempt of attempts(foreign, own))
      look(await ask(methodOf(name), attempt.path, options(attempt)), attempt);
  };

  it('knows every route of the server', async () => {
    const document = (await api.nobody.ask('GET', '/openapi.json')).body;
    const described = Object.entries<object>(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    const served = servedRoutes(api.app.getHttpAdapter().getInstance().printRoutes({ commonPrefix: false }));
    const known = Object.keys(ROUTES).sort();
    expect(served.sort()).toEqual(known);
    expect(described.filter((name) => !known.includes(name))).toEqual([]);
    const undescribed = known.filter((name) => name.includes('/v1/') && !described.includes(name));
    expect(undescribed).toEqual([]);
  });

  it.each(each.filter(({ audience, isStream }) => audience !== 'terminal' && !isStream))(
    '$name by the owner of another business',
    async (route) => {
      const before = await fingerprint(api.database.adminUrl, foreign.business.tenantId);
      await askAll(route, own.owner.ask, (answer, { path, expected }) => {
        expect(expected, `${path}: ${answer.status} ${answer.text.slice(0, 200)}`).toContain(answer.status);
        expectClean(answer, path);
      });
      expect(await fingerprint(api.database.adminUrl, foreign.business.tenantId)).toEqual(before);
    },
  );

  it.each(each.filter(({ audience, isStream }) => audience === 'terminal' && !isStream))(
    '$name by the till of another business',
    async (route) => {
      const before = await fingerprint(api.database.adminUrl, foreign.business.tenantId);
      await askAll(
        route,
        (method, path, how) => api.askAs(own.till, method, path, how),
        (answer, { path, expected }) => {
          expect(expected, `${path}: ${answer.status} ${answer.text.slice(0, 200)}`).toContain(answer.status);
          // A refusal of an entry may name the terminal the entry itself named.
          if (answer.status === 200 && path !== '/v1/sync/push') expectClean(answer, path);
        },
      );
      expect(await fingerprint(api.database.adminUrl, foreign.business.tenantId)).toEqual(before);
    },
  );

  it.each(each.filter(({ audience }) => audience !== 'public'))('$name by nobody', async (route) => {
    const before = await fingerprint(api.database.adminUrl, foreign.business.tenantId);
    const ask = (method: string, path: string, how: AskOptions) =>
      api.nobody.ask(method, path, { ...how, headers: { ...how.headers, origin: WEB_ORIGIN } });
    await askAll(route, ask, (answer) => {
      expect(answer.status).toBe(401);
      expect(answer.body.error.code).toBe('auth/required');
      expectClean(answer, route.name);
    });
    expect(await fingerprint(api.database.adminUrl, foreign.business.tenantId)).toEqual(before);
  });

  it.each(each.filter(({ audience }) => audience === 'person'))('$name by a till', async (route) => {
    const ask = (method: string, path: string, how: AskOptions) =>
      api.askAs(foreign.till, method, path, { ...how, headers: { ...how.headers, origin: WEB_ORIGIN } });
    await askAll(route, ask, (answer) => expect(answer.status).toBe(401));
  });

  it.each(each.filter(({ audience }) => audience === 'terminal'))('$name by a person', async (route) => {
    await askAll(route, own.owner.ask, (answer) => expect(answer.status).toBe(401));
  });

  it.each(each.filter(({ roles }) => roles))('$name by those whose role it is not', async (route) => {
    for (const role of ROLES.filter((it) => !route.roles?.includes(it))) {
      const asker = people.get(role) as Asker;
      await askAll(route, asker.ask, (answer) => {
        expect(answer.status, role).toBe(403);
        expect(answer.body.error.code).toBe('auth/forbidden');
      });
    }
  });

  it.each(each.filter(({ audience, name }) => audience === 'person' && !name.startsWith('GET')))(
    '$name from a page of another site',
    async (route) => {
      for (const origin of ['https://evil.example', 'null', 'http://localhost:3001']) {
        const ask = (method: string, path: string, how: AskOptions) =>
          own.owner.ask(method, path, { ...how, headers: { ...how.headers, origin } });
        await askAll(route, ask, (answer) => expect(answer.body.error.code).toBe('auth/origin'));
      }
    },
  );
});

/** Fastify prints its table as a tree; each line is a whole path here, with its methods. */
function servedRoutes(tree: string): string[] {
  const stack: string[] = [];
  const found: string[] = [];
  for (const line of tree.split('\n')) {
    const match = /^([│ ]*)[├└]── (\S*)(?: \(([A-Z, ]+)\))?$/.exec(line);
    if (!match) continue;
    const [, indent = '', part = '', methods = ''] = match;
    const depth = indent.length / 4;
    stack.length = depth;
    stack[depth] = part;
    const path = stack.join('').replace(/:(\w+)/g, '{$1}');
    for (const method of methods.split(', ').filter((it) => it && it !== 'HEAD'))
      found.push(`${method} ${path}`);
  }
  return found;
}
