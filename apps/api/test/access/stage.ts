import { type Permission, ROLE_KINDS } from '@jowi/contracts/permissions';
import { withClient } from '@jowi/testkit/postgres';
import { ACCESS_COOKIE, AccessTokens } from '../../src/platform/auth/access-token.ts';
import { openPeople } from '../../src/platform/auth/people.ts';
import type { Asker, TestApi } from '../support/api.ts';
import { PASSWORD, type TestBusiness, testId } from '../support/business.ts';
import { AUTH_SECRET, WEB_ORIGIN } from '../support/settings.ts';
import { makeSecondStore, makeWorld, storeMarkersOf, type World } from './foreign-world.ts';
import type { Stage } from './matrix.ts';
import { realIds } from './real-ids.ts';

/** Two businesses, one of them with two stores, and everybody who should not get anything. */
export async function setStage(api: TestApi): Promise<Stage> {
  const own = await makeWorld(api, api.a);
  const elsewhere = await makeSecondStore(api, api.a, 'Chinor');
  const foreign = await makeWorld(api, api.b);
  for (const world of [own, foreign]) await openAccount(api, world);
  const limited = await hire(api, api.a, { name: 'Of one store', phone: '+998901239988' }, own);
  const neighbour = await hire(api, api.a, { name: 'Of the other store', phone: '+998901239955' }, elsewhere);
  const volunteer = await hire(api, api.a, { name: 'Volunteer', phone: '+998901239966' });
  const suspended = await signInAndSuspend(api, api.a);
  const revokedTill = await api.pairTerminal(api.a);
  const revoked = await own.owner.ask('POST', `/v1/terminals/${revokedTill.terminalId}/revoke`);
  if (revoked.status >= 300) throw new Error(`The till was not revoked: ${revoked.text}`);
  const people = {} as Record<(typeof ROLE_KINDS)[number], Asker>;
  for (const role of ROLE_KINDS) people[role] = await api.signIn(api.a.employees[role].phone);
  return {
    ...{ api, own, elsewhere, foreign, suspended, revokedTill, people },
    ownIds: await realIds(api.database, own),
    foreignIds: await realIds(api.database, foreign),
    elsewhereIds: { ...(await realIds(api.database, elsewhere)), employee: neighbour.id },
    elsewhereMarkers: [...storeMarkersOf(elsewhere), neighbour.id, neighbour.phone],
    limited: await api.signIn(limited.phone),
    signInVolunteer: () => api.signIn(volunteer.phone),
    withPermissions: (permissions) => withPermissions(api, permissions),
  };
}

/** What comes with people: an invitation, a consent, changed settings; a passkey of the owner and a code on its way. */
async function openAccount(api: TestApi, { business: { tenantId, employees }, owner }: World): Promise<void> {
  const { phone, id } = employees.owner;
  const must = async (method: string, path: string, body?: unknown) => {
    const answer = await owner.ask(method, path, { body });
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.text}`);
    return answer.body;
  };
  const { employee: guest } = await must('POST', '/v1/staff', {
    name: `Guest of ${tenantId}`,
    phone: `+99890${tenantId.replaceAll(/\D/g, '').slice(-7)}`,
    roleId: (await must('GET', `/v1/staff/${employees.cashier.id}`)).roleId,
    storeIds: null,
    color: 1,
    pin: null,
  });
  await must('POST', `/v1/staff/${guest.id}/invitation`, { send: 'link', language: 'ru' });
  await must('POST', `/v1/personal-data/people/${employees.cashier.id}/consent`, {
    kind: 'given',
    language: 'ru',
  });
  const { version, settings } = await must('GET', '/v1/settings/business');
  await must('PUT', '/v1/settings/business', { version, settings });
  const answer = await api.nobody.ask('POST', '/v1/registration/code', { body: { phone, language: 'ru' } });
  if (answer.status >= 300) throw new Error(`No code was sent: ${answer.text}`);
  await withClient(api.database.adminUrl, (client) =>
    client.query(
      `INSERT INTO auth.passkey (id, user_id, name, public_key, counter, transports, created_at_ms)
       SELECT 'passkey-of-' || $1, user_id, 'Passkey', '\\x00', 0, '{}', 0 FROM employee WHERE tenant_id = $1::uuid AND id = $2`,
      [tenantId, id],
    ),
  );
}

/** One with an account and the owner's role; in one store only, when that is given. */
async function hire(
  { database }: TestApi,
  { tenantId, employees }: TestBusiness,
  { name, phone }: { name: string; phone: string },
  place?: World,
): Promise<{ id: string; phone: string }> {
  const people = openPeople({ databaseUrl: database.authUrl, secret: AUTH_SECRET, origin: WEB_ORIGIN });
  const id = testId();
  try {
    const userId = await people.createPerson({ phone, password: PASSWORD, name });
    await withClient(database.adminUrl, async (client) => {
      await client.query(
        `INSERT INTO employee (tenant_id, id, name, phone, role_id, all_stores, user_id)
         SELECT tenant_id, $2, $3, $4, role_id, $5, $6 FROM employee WHERE tenant_id = $1 AND id = $7`,
        [tenantId, id, name, phone, !place, userId, employees.owner.id],
      );
      if (place)
        await client.query(
          'INSERT INTO employee_store (tenant_id, employee_id, store_id) VALUES ($1, $2, $3)',
          [tenantId, id, place.business.storeId],
        );
    });
  } finally {
    await people.close();
  }
  return { id, phone };
}

/** Signed in while she worked there, and asks again when the token of that day has run out. */
async function signInAndSuspend(api: TestApi, business: TestBusiness): Promise<Asker> {
  const { id, phone } = await hire(api, business, { name: 'Gone', phone: '+998901239977' });
  const asker = await api.signIn(phone);
  await withClient(api.database.adminUrl, (client) =>
    client.query('UPDATE employee SET active = false WHERE id = $1', [id]),
  );
  api.clock.advance(61_000);
  return asker;
}

const tokens = new AccessTokens(AUTH_SECRET);

/** By a token of the server's own making: any set of permissions, whether or not a role has it. */
async function withPermissions(api: TestApi, permissions: readonly Permission[]): Promise<Asker> {
  const { tenantId, employees } = api.a;
  const token = await tokens.sign(
    {
      tenantId,
      employeeId: employees.cashier.id,
      userId: 'somebody',
      sessionId: 'made-by-the-test',
      roleKind: 'cashier',
      permissions: new Set(permissions),
      storeIds: null,
    },
    api.clock.now(),
  );
  const { nobody } = api;
  return {
    jar: nobody.jar,
    ask: (method, path, options = {}) =>
      nobody.ask(method, path, {
        ...options,
        headers: { origin: WEB_ORIGIN, cookie: `${ACCESS_COOKIE}=${token}`, ...options.headers },
      }),
  };
}
