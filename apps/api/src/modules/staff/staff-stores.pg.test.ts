import { zRole } from '@jowi/contracts/http/roles';
import type { Employee } from '@jowi/contracts/http/staff';
import { ROLE_TEMPLATES } from '@jowi/contracts/permissions';
import { withClient } from '@jowi/testkit/postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Asker, startTestApi, type TestApi } from '../../../test/support/api.ts';
import { feedCaughtUp } from '../../../test/support/horizon.ts';
import {
  createEmployee,
  errorCode,
  fillSecondStore,
  getEmployee,
  newEmployee,
  openSecondStore,
  signedInEmployee,
  updateEmployee,
} from '../../../test/support/staff.ts';
import type { TestTill } from '../../../test/support/test-till.ts';

const NOTHING = { discountBps: 0, priceOverrideBps: 0, refundTiyin: '0', cashOutTiyin: '0' };
const NIL = '00000000-0000-0000-0000-000000000000';
const FROM_START = Array(3).fill(`0.${NIL}`).join('_');

describe('the stores of an employee', () => {
  let api: TestApi;
  let owner: Asker;
  let secondStoreId: string;

  beforeAll(async () => {
    api = await startTestApi();
    owner = await api.signIn(api.a.employees.owner.phone);
    secondStoreId = await openSecondStore(api);
  });
  afterAll(() => api.close());

  describe('at the tills', () => {
    let here: TestTill;
    let there: TestTill;

    beforeAll(async () => {
      here = await api.pairTerminal(api.a);
      there = await api.pairTerminal({ ...api.a, storeId: secondStoreId });
    });

    const pull = async (till: TestTill, cursor = FROM_START) => {
      await withClient(api.database.adminUrl, feedCaughtUp);
      const { body, text } = await api.askAs(till, 'GET', `/v1/sync/pull?cursor=${cursor}`);
      const found = new Map<string, { active: boolean; pinHash: string | null; role: string }>();
      for (const it of body.employees) found.set(it.id, it);
      return { found, cursor: body.cursor as string, text };
    };

    it('is known in her stores only; one taken away comes once more, not active and without a PIN', async () => {
      const { employee } = await createEmployee(api, owner, {
        storeIds: [api.a.storeId],
        pin: 'generate',
        name: 'Only Here',
      });
      const atFirst = await pull(there);
      expect(atFirst.text).not.toContain(employee.id);
      expect(atFirst.text).not.toContain('Only Here');
      const first = await pull(here);
      expect(first.found.get(employee.id)).toMatchObject({ active: true, pinHash: expect.any(String) });

      const moved = await updateEmployee(owner, employee, { storeIds: [secondStoreId] });
      expect(moved.status).toBe(200);
      expect((await pull(here, first.cursor)).found.get(employee.id)).toMatchObject({
        active: false,
        pinHash: null,
      });
      expect((await pull(there, atFirst.cursor)).found.get(employee.id)).toMatchObject({ active: true });
    });

    it('is taken away where she was everywhere before', async () => {
      const { employee } = await createEmployee(api, owner, { pin: 'generate' });
      const before = await pull(there);
      expect(before.found.get(employee.id)).toMatchObject({ active: true });
      await updateEmployee(owner, employee, { storeIds: [api.a.storeId] });
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
      const { employee } = await createEmployee(api, owner, { roleId: role.id, pin: 'generate' });
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
      ({ employee: elsewhere } = await createEmployee(api, owner, {
        storeIds: [secondStoreId],
        name: 'Works Elsewhere',
      }));
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
      const beyond = await limited.ask('POST', '/v1/staff', {
        body: newEmployee(api, { storeIds: [secondStoreId] }),
      });
      expect(beyond.body.error).toMatchObject({ code: 'staff/stores-beyond-yours', field: 'storeIds' });
      const everywhere = await limited.ask('POST', '/v1/staff', { body: newEmployee(api) });
      expect(errorCode(everywhere)).toBe('staff/stores-beyond-yours');
      const mine = await createEmployee(api, limited, { storeIds: [api.a.storeId] });
      expect((await updateEmployee(limited, mine.employee, { name: 'Renamed' })).status).toBe(200);
      const { employee: both } = await createEmployee(api, owner, {
        storeIds: [api.a.storeId, secondStoreId],
      });
      expect((await getEmployee(limited, both.id)).storeIds).toEqual([api.a.storeId]);
      expect(errorCode(await updateEmployee(limited, both, { name: 'Taken' }))).toBe('staff/above-you');
    });
  });
});
