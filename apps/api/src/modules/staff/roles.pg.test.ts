import { type Role, zRole, zRoleList } from '@jowi/contracts/http/roles';
import { ROLE_TEMPLATES } from '@jowi/contracts/permissions';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Asker, startTestApi, type TestApi } from '../../../test/support/api.ts';
import { createEmployee, errorCode, signedInEmployee, updateEmployee } from '../../../test/support/staff.ts';

const NOTHING = { discountBps: 0, priceOverrideBps: 0, refundTiyin: '0', cashOutTiyin: '0' };

describe('roles', () => {
  let api: TestApi;
  let owner: Asker;
  let manager: Asker;
  let names = 0;

  beforeAll(async () => {
    api = await startTestApi();
    owner = await api.signIn(api.a.employees.owner.phone);
    manager = await api.signIn(api.a.employees.manager.phone);
  });
  afterAll(() => api.close());

  const roles = async (asker = owner): Promise<Role[]> =>
    zRoleList.parse((await asker.ask('GET', '/v1/roles')).body).items;
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
    expect(errorCode(await put({ permissions: ['till/sell'] }))).toBe('roles/owner-fixed');
    expect(errorCode(await put({ limits: NOTHING }))).toBe('roles/owner-fixed');
    expect(errorCode(await put({ name: 'Boss' }))).toBe('roles/owner-fixed');
    expect((await put({ secondFactor: true })).body).toMatchObject({ secondFactor: true, version: 2 });
    expect((await put({ secondFactor: false, version: 2 })).status).toBe(200);
    const [, managers] = await roles();
    const named = await owner.ask('PUT', `/v1/roles/${managers?.id}`, {
      body: { ...managers, name: 'Director' },
    });
    expect(errorCode(named)).toBe('roles/built-in');
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
    expect(errorCode(own)).toBe('roles/own');
    const above = await person.ask('PUT', `/v1/roles/${api.a.roles.manager}`, {
      body: { ...ROLE_TEMPLATES.cashier, version: 1, name: null, secondFactor: false },
    });
    expect(above.status).toBe(403);
    expect(
      (await person.ask('POST', '/v1/roles', { body: role({ permissions: ['products/read'] }) })).status,
    ).toBe(201);
  });

  it('hold in every store: whoever works in some of them only looks at them and gives them', async () => {
    const made = await owner.ask('POST', '/v1/roles', { body: role({ permissions: ['roles/manage'] }) });
    const other = await owner.ask('POST', '/v1/roles', { body: role({ permissions: ['staff/read'] }) });
    const { phone } = await signedInEmployee(api, { roleId: made.body.id, storeIds: [api.a.storeId] });
    const person = await api.signIn(phone);
    const seen = (await roles(person)).find(({ id }) => id === other.body.id);
    expect(seen).toMatchObject({ mayGive: true, mayEdit: false });
    const refused = [
      await person.ask('POST', '/v1/roles', { body: role({ permissions: ['staff/read'] }) }),
      await person.ask('PUT', `/v1/roles/${seen?.id}`, { body: { ...seen, name: 'Hers' } }),
      await person.ask('POST', `/v1/roles/${seen?.id}/delete`, { body: { version: 1 } }),
    ];
    expect(refused.map(errorCode)).toEqual(Array(3).fill('auth/forbidden'));
  });

  it('go only when nobody has them', async () => {
    const made = await owner.ask('POST', '/v1/roles', { body: role() });
    const { employee } = await createEmployee(api, owner, { roleId: made.body.id });
    const remove = (id: string, version = 1) =>
      owner.ask('POST', `/v1/roles/${id}/delete`, { body: { version } });
    const used = await remove(made.body.id);
    expect(used.body.error).toMatchObject({ code: 'roles/in-use', params: { count: 1 } });
    await updateEmployee(owner, employee, { roleId: api.a.roles.cashier });
    expect(errorCode(await remove(made.body.id, 7))).toBe('roles/version-conflict');
    expect((await remove(made.body.id)).status).toBe(204);
    expect((await remove(made.body.id)).status).toBe(404);
    expect(errorCode(await remove(api.a.roles.cashier))).toBe('roles/built-in');
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
