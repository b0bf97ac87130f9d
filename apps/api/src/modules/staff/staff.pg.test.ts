import { randomBytes } from 'node:crypto';
import { type Role, zRole, zRoleList } from '@jowi/contracts/http/roles';
import { type Employee, zEmployee, zEmployeePage, zEmployeeWithPin } from '@jowi/contracts/http/staff';
import { ROLE_TEMPLATES } from '@jowi/contracts/permissions';
import { isWeakPin } from '@jowi/domain/pin';
import { withClient } from '@jowi/testkit/postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Asker, startTestApi, type TestApi } from '../../../test/support/api.ts';
import { PASSWORD, testId } from '../../../test/support/business.ts';
import type { TestTill } from '../../../test/support/test-till.ts';

const NOTHING = { discountBps: 0, priceOverrideBps: 0, refundTiyin: '0', cashOutTiyin: '0' };
const NIL = '00000000-0000-0000-0000-000000000000';
const FROM_START = Array(3).fill(`0.${NIL}`).join('_');

describe('people and roles', () => {
  let api: TestApi;
  let owner: Asker;
  let manager: Asker;
  let cashier: Asker;
  let secondStoreId: string;
  let names = 0;

  beforeAll(async () => {
    api = await startTestApi();
    owner = await api.signIn(api.a.employees.owner.phone);
    manager = await api.signIn(api.a.employees.manager.phone);
    cashier = await api.signIn(api.a.employees.cashier.phone);
    secondStoreId = await openSecondStore(api);
  });
  afterAll(() => api.close());

  const input = (changes: Record<string, unknown> = {}) => ({
    name: `Malika ${++names}`,
    phone: null,
    color: 3,
    roleId: api.a.roles.cashier,
    storeIds: null,
    pin: null,
    ...changes,
  });
  const create = async (changes: Record<string, unknown> = {}, asker = owner) => {
    const answer = await asker.ask('POST', '/v1/staff', { body: input(changes) });
    if (answer.status !== 201) throw new Error(answer.text);
    return zEmployeeWithPin.parse(answer.body);
  };
  const get = async (id: string, asker = owner): Promise<Employee> =>
    zEmployee.parse((await asker.ask('GET', `/v1/staff/${id}`)).body);
  const update = (it: Employee, changes: Record<string, unknown>, asker = owner) => {
    const { version, name, phone, color, roleId, storeIds } = it;
    return asker.ask('PUT', `/v1/staff/${it.id}`, {
      body: { version, name, phone, color, roleId, storeIds, ...changes },
    });
  };
  const roles = async (asker = owner): Promise<Role[]> =>
    zRoleList.parse((await asker.ask('GET', '/v1/roles')).body).items;
  const codeOf = (answer: { body: { error: { code: string } } }) => answer.body.error.code;

  it('lists people by name, a page at a time, with what one may do about each', async () => {
    const whole = zEmployeePage.parse((await manager.ask('GET', '/v1/staff?state=all')).body);
    expect(whole.items.map(({ name }) => name)).toEqual([...whole.items.map(({ name }) => name)].sort());
    const seen: string[] = [];
    for (let cursor = ''; ; ) {
      const page = zEmployeePage.parse(
        (await manager.ask('GET', `/v1/staff?state=all&limit=2${cursor}`)).body,
      );
      seen.push(...page.items.map(({ id }) => id));
      if (page.next === null) break;
      cursor = `&cursor=${page.next}`;
    }
    expect(seen).toEqual(whole.items.map(({ id }) => id));
    const byRole = new Map(whole.items.map((it) => [it.roleKind, it]));
    expect(byRole.get('owner')).toMatchObject({ mayEdit: false, isMe: false });
    expect(byRole.get('manager')).toMatchObject({ mayEdit: true, isMe: true });
    expect(byRole.get('cashier')).toMatchObject({ mayEdit: true, hasAccount: true, hasPin: false });
    expect((await cashier.ask('GET', '/v1/staff')).status).toBe(403);
  });

  it('finds by name, phone, role and state; a sign of LIKE is only a sign', async () => {
    const { employee } = await create({ name: '100% Aziz_a', phone: '+998977001122' });
    const find = async (query: string) =>
      zEmployeePage.parse((await owner.ask('GET', `/v1/staff?${query}`)).body).items.map(({ id }) => id);
    expect(await find('search=aziz')).toEqual([employee.id]);
    expect(await find(`search=${encodeURIComponent('100%')}`)).toEqual([employee.id]);
    expect(await find(`search=${encodeURIComponent('97 700-11')}`)).toEqual([employee.id]);
    expect(await find('search=z_z')).toEqual([]);
    expect(await find(`roleId=${api.a.roles.accountant}`)).toEqual([api.a.employees.accountant.id]);
    expect(await find('state=suspended')).toEqual([]);
  });

  it('makes a PIN and shows it once, or takes a good one', async () => {
    const made = await create({ pin: 'generate' });
    expect(made.pin).toMatch(/^\d{4}$/);
    expect(isWeakPin(made.pin as string)).toBe(false);
    expect(made.employee.hasPin).toBe(true);
    const given = await create({ pin: '407152' });
    expect(given).toMatchObject({ pin: null, employee: { hasPin: true } });
    for (const pin of ['1111', '1234', '654321', '1990']) {
      const answer = await owner.ask('POST', '/v1/staff', { body: input({ pin }) });
      expect(answer.status).toBe(422);
      expect(answer.body.error).toMatchObject({ code: 'staff/pin-weak', field: 'pin' });
    }
    for (const pin of ['123', '1234567', '12a4', '', 4071])
      expect((await owner.ask('POST', '/v1/staff', { body: input({ pin }) })).status).toBe(422);
    const taken = await owner.ask('POST', `/v1/staff/${given.employee.id}/pin`, {
      body: { version: 1, pin: null },
    });
    expect(zEmployeeWithPin.parse(taken.body)).toMatchObject({
      pin: null,
      employee: { hasPin: false, version: 2 },
    });
    const text = JSON.stringify([made, (await owner.ask('GET', '/v1/staff')).body]);
    expect(text).not.toMatch(/hash|salt/i);
  });

  it('refuses a phone that a colleague has, and says where', async () => {
    await create({ phone: '+998977002233' });
    const answer = await owner.ask('POST', '/v1/staff', { body: input({ phone: '+998977002233' }) });
    expect(answer.status).toBe(409);
    expect(answer.body.error).toMatchObject({ code: 'staff/phone-taken', field: 'phone' });
  });

  it('lets nobody give more than she has', async () => {
    const asOwner = await manager.ask('POST', '/v1/staff', { body: input({ roleId: api.a.roles.owner }) });
    expect(asOwner.body.error).toMatchObject({ code: 'staff/role-above-you', field: 'roleId' });
    const { employee } = await create();
    const promoted = await update(employee, { roleId: api.a.roles.owner }, manager);
    expect(codeOf(promoted)).toBe('staff/role-above-you');
    expect(await get(employee.id)).toEqual(employee);
    expect((await update(employee, { roleId: api.a.roles.manager }, manager)).status).toBe(200);
  });

  it('lets nobody change her own role or stores, nor somebody above her', async () => {
    const me = await get(api.a.employees.manager.id, manager);
    expect(codeOf(await update(me, { roleId: api.a.roles.cashier }, manager))).toBe('staff/own-role');
    expect(codeOf(await update(me, { storeIds: [api.a.storeId] }, manager))).toBe('staff/own-role');
    expect((await update(me, { color: 7 }, manager)).body).toMatchObject({
      color: 7,
      version: me.version + 1,
    });
    const boss = await get(api.a.employees.owner.id, manager);
    expect(codeOf(await update(boss, { name: 'Nobody' }, manager))).toBe('staff/above-you');
    for (const path of ['suspend', 'pin', 'invitation']) {
      const answer = await manager.ask('POST', `/v1/staff/${boss.id}/${path}`, {
        body: { version: boss.version, pin: 'generate', send: 'link', language: 'ru' },
      });
      expect(answer.status).toBe(403);
      expect(codeOf(answer)).toBe('staff/above-you');
    }
    const mine = await manager.ask('POST', `/v1/staff/${me.id}/suspend`, { body: { version: 2 } });
    expect(codeOf(mine)).toBe('staff/own-suspension');
  });

  it('tells a stale change from a fresh one', async () => {
    const { employee } = await create();
    expect((await update(employee, { name: 'First' })).status).toBe(200);
    const second = await update(employee, { name: 'Second' }, manager);
    expect(second.status).toBe(409);
    expect(codeOf(second)).toBe('staff/version-conflict');
    expect((await get(employee.id)).name).toBe('First');
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, i) =>
        update({ ...employee, version: 2 }, { name: `Racer ${i}` }, i % 2 ? owner : manager),
      ),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  });

  it('keeps the phone one signs in with for herself to change', async () => {
    const it = await get(api.a.employees.accountant.id);
    const answer = await update(it, { phone: '+998977009999' });
    expect(answer.body.error).toMatchObject({ code: 'staff/phone-of-account', field: 'phone' });
  });

  it('keeps the last owner, also when two owners are put out at once', async () => {
    const first = await get(api.a.employees.owner.id);
    const second = await signedInEmployee(api, { roleId: api.a.roles.owner });
    const asSecond = await api.signIn(second.phone);
    const other = await get(second.id);
    const suspend = (asker: Asker, it: Employee) =>
      asker.ask('POST', `/v1/staff/${it.id}/suspend`, { body: { version: it.version } });
    const demote = (asker: Asker, it: Employee) => update(it, { roleId: api.a.roles.cashier }, asker);
    // Twenty tries, since a race may be lost without being fought.
    for (const [one, two] of [
      [suspend, suspend],
      [demote, demote],
      [suspend, demote],
    ] as const) {
      const answers = await Promise.all([one(owner, other), two(asSecond, first)]);
      const won = answers.filter(({ status }) => status === 200);
      expect(won).toHaveLength(1);
      const owners = await withClient(api.database.adminUrl, (client) =>
        client.query(
          `SELECT count(*)::int AS n FROM employee WHERE tenant_id = $1 AND role_id = $2 AND active`,
          [api.a.tenantId, api.a.roles.owner],
        ),
      );
      expect(owners.rows[0].n).toBe(1);
      await withClient(api.database.adminUrl, (client) =>
        client.query(
          `UPDATE employee SET active = true, role_id = $2, version = 1 WHERE id = ANY ($1::uuid[])`,
          [[first.id, second.id], api.a.roles.owner],
        ),
      );
      Object.assign(first, { version: 1 });
      Object.assign(other, { version: 1 });
    }
    expect((await suspend(owner, other)).status).toBe(200);
    const lastStores = await update(await get(first.id), { storeIds: [api.a.storeId] });
    expect(codeOf(lastStores)).toBe('staff/own-role');
  });

  it('puts a suspended one out within sixty seconds and lets her back in', async () => {
    const { id, phone } = await signedInEmployee(api, { roleId: api.a.roles.accountant });
    const person = await api.signIn(phone);
    expect((await person.ask('GET', '/v1/receipts')).status).toBe(200);
    const before = await get(id);
    const answer = await manager.ask('POST', `/v1/staff/${id}/suspend`, {
      body: { version: before.version },
    });
    expect(answer.body).toMatchObject({ active: false, version: before.version + 1 });
    api.clock.advance(60_000);
    expect((await person.ask('GET', '/v1/receipts')).status).toBe(401);
    await expect(api.signIn(phone)).rejects.toThrow('auth/sign-in-failed');
    await manager.ask('POST', `/v1/staff/${id}/resume`, { body: { version: before.version + 1 } });
    expect((await (await api.signIn(phone)).ask('GET', '/v1/receipts')).status).toBe(200);
  });

  describe('at the tills', () => {
    let here: TestTill;
    let there: TestTill;

    beforeAll(async () => {
      here = await api.pairTerminal(api.a);
      there = await api.pairTerminal({ ...api.a, storeId: secondStoreId });
    });

    const pull = async (till: TestTill, cursor = FROM_START) => {
      const { body, text } = await api.askAs(till, 'GET', `/v1/sync/pull?cursor=${cursor}`);
      const found = new Map<string, { active: boolean; pinHash: string | null; role: string }>();
      for (const it of body.employees) found.set(it.id, it);
      return { found, cursor: body.cursor as string, text };
    };

    it('is known in her stores only; one taken away comes once more, not active and without a PIN', async () => {
      const { employee } = await create({ storeIds: [api.a.storeId], pin: 'generate', name: 'Only Here' });
      const atFirst = await pull(there);
      expect(atFirst.text).not.toContain(employee.id);
      expect(atFirst.text).not.toContain('Only Here');
      const first = await pull(here);
      expect(first.found.get(employee.id)).toMatchObject({ active: true, pinHash: expect.any(String) });

      const moved = await update(employee, { storeIds: [secondStoreId] });
      expect(moved.status).toBe(200);
      expect((await pull(here, first.cursor)).found.get(employee.id)).toMatchObject({
        active: false,
        pinHash: null,
      });
      expect((await pull(there, atFirst.cursor)).found.get(employee.id)).toMatchObject({ active: true });
    });

    it('is taken away where she was everywhere before', async () => {
      const { employee } = await create({ pin: 'generate' });
      const before = await pull(there);
      expect(before.found.get(employee.id)).toMatchObject({ active: true });
      await update(employee, { storeIds: [api.a.storeId] });
      expect((await pull(there, before.cursor)).found.get(employee.id)).toMatchObject({
        active: false,
        pinHash: null,
      });
    });

    it('learns of a suspension and of a changed role with the next pull', async () => {
      const made = await owner.ask('POST', '/v1/roles', {
        body: { kind: 'cashier', name: 'Evening', ...ROLE_TEMPLATES.cashier, secondFactor: false },
      });
      const role = zRole.parse(made.body);
      const { employee } = await create({ roleId: role.id, pin: 'generate' });
      const before = await pull(here);
      expect(before.found.get(employee.id)).toMatchObject({ role: 'cashier', roleName: 'Evening' });
      await owner.ask('PUT', `/v1/roles/${role.id}`, {
        body: { ...role, version: 1, permissions: ['till/sell'], limits: NOTHING },
      });
      const after = await pull(here, before.cursor);
      expect(after.found.get(employee.id)).toMatchObject({ permissions: ['till/sell'], limits: NOTHING });
      await owner.ask('POST', `/v1/staff/${employee.id}/suspend`, { body: { version: 1 } });
      expect((await pull(here, after.cursor)).found.get(employee.id)).toMatchObject({
        active: false,
        pinHash: null,
      });
    });
  });

  describe('one who is limited to a store', () => {
    let limited: Asker;
    let elsewhere: Employee;

    beforeAll(async () => {
      const { phone } = await signedInEmployee(api, {
        roleId: api.a.roles.manager,
        storeIds: [api.a.storeId],
      });
      limited = await api.signIn(phone);
      ({ employee: elsewhere } = await create({ storeIds: [secondStoreId], name: 'Works Elsewhere' }));
    });

    it('sees nothing of another store on any list, and cannot reach it by its ids', async () => {
      const secret = await fillSecondStore(api, secondStoreId);
      for (const path of [
        '/v1/auth/me',
        '/v1/staff?state=all',
        `/v1/staff?storeId=${secondStoreId}`,
        '/v1/stock',
        `/v1/stock?warehouseId=${secret.warehouseId}`,
        '/v1/deliveries',
        '/v1/receipts',
        '/v1/terminals',
        '/v1/dashboard',
      ]) {
        const answer = await limited.ask('GET', path);
        expect(answer.status, path).toBe(200);
        for (const marker of [...Object.values(secret), secondStoreId, elsewhere.id, 'Works Elsewhere'])
          expect(answer.text, `${path} shows ${marker}`).not.toContain(marker);
      }
      for (const [method, path] of [
        ['GET', `/v1/deliveries/${secret.deliveryId}`],
        ['GET', `/v1/terminals/${secret.terminalId}/quarantine`],
        ['POST', `/v1/terminals/${secret.terminalId}/revoke`],
        ['POST', `/v1/terminals/${secret.terminalId}/pairing-code`],
        ['GET', `/v1/staff/${elsewhere.id}`],
        ['POST', `/v1/staff/${elsewhere.id}/invitation/withdraw`],
      ] as const)
        expect((await limited.ask(method, path)).status, path).toBe(404);
      const terminal = { name: 'x', storeId: secondStoreId };
      expect((await limited.ask('POST', '/v1/terminals', { body: terminal })).status).toBe(404);
      const whole = await owner.ask('GET', '/v1/deliveries');
      expect(whole.text).toContain(secret.deliveryId);
    });

    it('gives her own stores only, and changes nobody who works beyond them', async () => {
      const beyond = await limited.ask('POST', '/v1/staff', { body: input({ storeIds: [secondStoreId] }) });
      expect(beyond.body.error).toMatchObject({ code: 'staff/stores-beyond-yours', field: 'storeIds' });
      const everywhere = await limited.ask('POST', '/v1/staff', { body: input() });
      expect(codeOf(everywhere)).toBe('staff/stores-beyond-yours');
      const mine = await create({ storeIds: [api.a.storeId] }, limited);
      expect((await update(mine.employee, { name: 'Renamed' }, limited)).status).toBe(200);
      const { employee: both } = await create({ storeIds: [api.a.storeId, secondStoreId] });
      expect((await get(both.id, limited)).storeIds).toEqual([api.a.storeId]);
      expect(codeOf(await update(both, { name: 'Taken' }, limited))).toBe('staff/above-you');
    });
  });

  describe('roles', () => {
    const role = (changes: Record<string, unknown> = {}) => ({
      kind: 'cashier',
      name: `Role ${++names}`,
      permissions: ['till/sell'],
      limits: NOTHING,
      secondFactor: false,
      ...changes,
    });

    it('are the five in their order, then the business’s own', async () => {
      await owner.ask('POST', '/v1/roles', { body: role({ name: 'Aa' }) });
      const all = await roles();
      expect(all.slice(0, 5).map(({ kind }) => kind)).toEqual(Object.keys(ROLE_TEMPLATES));
      expect(all.slice(5).every(({ name }) => name !== null)).toBe(true);
      expect(all[0]).toMatchObject({ isMine: true, mayEdit: true, name: null });
      expect((await roles(manager))[0]).toMatchObject({ mayGive: false, mayEdit: false });
    });

    it('bring along what their permissions need', async () => {
      const made = await owner.ask('POST', '/v1/roles', {
        body: role({ permissions: ['deliveries/post', 'products/edit'] }),
      });
      expect(zRole.parse(made.body).permissions).toEqual([
        'products/read',
        'products/edit',
        'deliveries/read',
        'deliveries/post',
      ]);
    });

    it('have one name each, and refuse what is no permission or no limit', async () => {
      await owner.ask('POST', '/v1/roles', { body: role({ name: 'Night' }) });
      const again = await owner.ask('POST', '/v1/roles', { body: role({ name: 'NIGHT' }) });
      expect(again.status).toBe(409);
      expect(again.body.error).toMatchObject({ code: 'roles/name-taken', field: 'name' });
      for (const wrong of [
        { permissions: ['till/sell', 'god/mode'] },
        { limits: { ...NOTHING, discountBps: 10_001 } },
        { limits: { ...NOTHING, refundTiyin: '-1' } },
        { name: '  ' },
        { kind: 'god' },
      ])
        expect((await owner.ask('POST', '/v1/roles', { body: role(wrong) })).status).toBe(422);
    });

    it('leave the owner whole: only the second factor can be asked for', async () => {
      const [owners] = await roles();
      const put = (changes: object) =>
        owner.ask('PUT', `/v1/roles/${owners?.id}`, { body: { ...owners, ...changes } });
      expect(codeOf(await put({ permissions: ['till/sell'] }))).toBe('roles/owner-fixed');
      expect(codeOf(await put({ limits: NOTHING }))).toBe('roles/owner-fixed');
      expect(codeOf(await put({ name: 'Boss' }))).toBe('roles/owner-fixed');
      expect((await put({ secondFactor: true })).body).toMatchObject({ secondFactor: true, version: 2 });
      expect((await put({ secondFactor: false, version: 2 })).status).toBe(200);
      const [, managers] = await roles();
      const named = await owner.ask('PUT', `/v1/roles/${managers?.id}`, {
        body: { ...managers, name: 'Director' },
      });
      expect(codeOf(named)).toBe('roles/built-in');
    });

    it('cannot give what their maker does not have, nor be her own', async () => {
      const helper = await owner.ask('POST', '/v1/roles', {
        body: role({
          kind: 'manager',
          permissions: ['roles/manage', 'staff/manage', 'products/read'],
          limits: { ...NOTHING, discountBps: 500 },
        }),
      });
      const { phone } = await signedInEmployee(api, { roleId: helper.body.id });
      const person = await api.signIn(phone);
      const more = await person.ask('POST', '/v1/roles', { body: role({ permissions: ['margin/read'] }) });
      expect(more.body.error).toMatchObject({ code: 'roles/more-than-you', field: 'permissions' });
      const further = await person.ask('POST', '/v1/roles', {
        body: role({ permissions: ['products/read'], limits: { ...NOTHING, discountBps: 501 } }),
      });
      expect(further.body.error).toMatchObject({ code: 'roles/more-than-you', field: 'limits' });
      const own = await person.ask('PUT', `/v1/roles/${helper.body.id}`, {
        body: { ...helper.body, permissions: ['roles/manage'] },
      });
      expect(codeOf(own)).toBe('roles/own');
      const above = await person.ask('PUT', `/v1/roles/${api.a.roles.manager}`, {
        body: { ...ROLE_TEMPLATES.cashier, version: 1, name: null, secondFactor: false },
      });
      expect(above.status).toBe(403);
      expect(
        (await person.ask('POST', '/v1/roles', { body: role({ permissions: ['products/read'] }) })).status,
      ).toBe(201);
    });

    it('go only when nobody has them', async () => {
      const made = await owner.ask('POST', '/v1/roles', { body: role() });
      const { employee } = await create({ roleId: made.body.id });
      const remove = (id: string, version = 1) =>
        owner.ask('POST', `/v1/roles/${id}/delete`, { body: { version } });
      const used = await remove(made.body.id);
      expect(used.body.error).toMatchObject({ code: 'roles/in-use', params: { count: 1 } });
      await update(employee, { roleId: api.a.roles.cashier });
      expect(codeOf(await remove(made.body.id, 7))).toBe('roles/version-conflict');
      expect((await remove(made.body.id)).status).toBe(204);
      expect((await remove(made.body.id)).status).toBe(404);
      expect(codeOf(await remove(api.a.roles.cashier))).toBe('roles/built-in');
    });

    it('take effect on whoever is signed in within sixty seconds', async () => {
      const made = await owner.ask('POST', '/v1/roles', {
        body: role({ permissions: ['receipts/read', 'margin/read'] }),
      });
      const { phone } = await signedInEmployee(api, { roleId: made.body.id });
      const person = await api.signIn(phone);
      expect((await person.ask('GET', '/v1/receipts')).status).toBe(200);
      await owner.ask('PUT', `/v1/roles/${made.body.id}`, {
        body: { ...made.body, permissions: ['stock/read'] },
      });
      api.clock.advance(60_000);
      expect((await person.ask('GET', '/v1/receipts')).status).toBe(403);
      expect((await person.ask('GET', '/v1/stock')).status).toBe(200);
    });
  });

  it('writes down who changed whom, and no PIN', async () => {
    const { employee } = await create({ pin: '904718', name: 'Logged' });
    const { rows } = await withClient(api.database.adminUrl, (client) =>
      client.query(
        `SELECT action, actor_id, to_jsonb(l)::text AS whole FROM audit_log l WHERE subject_id = $1`,
        [employee.id],
      ),
    );
    expect(rows.map(({ action }) => action)).toEqual(['staff/create']);
    expect(rows[0].actor_id).toBe(api.a.employees.owner.id);
    expect(rows[0].whole).not.toContain('904718');
  });
});

/** Somebody with an account, written straight into the tables. */
async function signedInEmployee(
  api: TestApi,
  { roleId, storeIds = null }: { roleId: string; storeIds?: readonly string[] | null },
): Promise<{ id: string; phone: string }> {
  const { People } = await import('../../platform/auth/people.ts');
  const phone = `+99893${String(randomBytes(4).readUInt32BE() % 10_000_000).padStart(7, '0')}`;
  const userId = await api.app.get(People).createPerson({ phone, password: PASSWORD, name: 'Somebody' });
  const id = testId();
  await withClient(api.database.adminUrl, async (client) => {
    await client.query(
      `INSERT INTO employee (tenant_id, id, name, phone, role_id, all_stores, user_id) VALUES ($1, $2, 'Somebody', $3, $4, $5, $6)`,
      [api.a.tenantId, id, phone, roleId, storeIds === null, userId],
    );
    for (const storeId of storeIds ?? [])
      await client.query(
        'INSERT INTO employee_store (tenant_id, employee_id, store_id) VALUES ($1, $2, $3)',
        [api.a.tenantId, id, storeId],
      );
  });
  return { id, phone };
}

async function openSecondStore(api: TestApi): Promise<string> {
  const id = testId();
  await withClient(api.database.adminUrl, async (client) => {
    await client.query(
      `INSERT INTO store (tenant_id, id, name, address, latitude, longitude, pricing_policy)
       SELECT tenant_id, $2, 'Second store', 'Samarqand', 39.6, 66.9, pricing_policy FROM store WHERE tenant_id = $1 LIMIT 1`,
      [api.a.tenantId, id],
    );
    await client.query(
      `INSERT INTO warehouse (tenant_id, id, store_id, name) VALUES ($1, $2, $3, 'Second')`,
      [api.a.tenantId, testId(), id],
    );
  });
  return id;
}

/** Goods and a till in the second store; the ids that nobody limited to the first may read. */
async function fillSecondStore(api: TestApi, storeId: string) {
  const owner = await api.signIn(api.a.employees.owner.phone);
  const warehouse = await withClient(api.database.adminUrl, (client) =>
    client.query<{ id: string }>('SELECT id FROM warehouse WHERE store_id = $1', [storeId]),
  );
  const warehouseId = warehouse.rows[0]?.id as string;
  const product = await owner.ask('POST', '/v1/products', {
    body: {
      sku: 'SECOND',
      name: { ru: 'Чай', uz: 'Choy' },
      barcodes: [],
      priceTiyin: '1000',
      vatRateBps: null,
      unit: 'piece',
      ikpu: null,
      packageCode: null,
    },
  });
  const deliveryId = testId();
  const delivery = await owner.ask('POST', '/v1/deliveries', {
    body: {
      id: deliveryId,
      warehouseId,
      supplierName: 'Supplier of the second',
      documentNumber: '1',
      documentDate: '2026-11-20',
      lines: [{ productId: product.body.id, qtyMilli: '1000', costTiyin: '100' }],
    },
  });
  if (delivery.status !== 201) throw new Error(delivery.text);
  const till = await api.pairTerminal({ ...api.a, storeId });
  return { warehouseId, deliveryId, terminalId: till.terminalId, supplier: 'Supplier of the second' };
}
