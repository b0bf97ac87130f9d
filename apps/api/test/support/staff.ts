import { randomBytes } from 'node:crypto';
import { type Employee, zEmployee, zEmployeeWithPin } from '@jowi/contracts/http/staff';
import { withClient } from '@jowi/testkit/postgres';
import { People } from '../../src/platform/auth/people.ts';
import type { Asker, TestApi } from './api.ts';
import { PASSWORD, testId } from './business.ts';

let names = 0;

/** What a form of a new employee sends: a cashier of every store. */
export function newEmployee(api: TestApi, changes: Record<string, unknown> = {}) {
  const fields = { name: `Malika ${++names}`, phone: null, color: 3, roleId: api.a.roles.cashier };
  return { ...fields, storeIds: null, pin: null, ...changes };
}

export async function createEmployee(api: TestApi, asker: Asker, changes: Record<string, unknown> = {}) {
  const answer = await asker.ask('POST', '/v1/staff', { body: newEmployee(api, changes) });
  if (answer.status !== 201) throw new Error(answer.text);
  return zEmployeeWithPin.parse(answer.body);
}

export async function getEmployee(asker: Asker, id: string): Promise<Employee> {
  return zEmployee.parse((await asker.ask('GET', `/v1/staff/${id}`)).body);
}

/** As she is, but for `changes`. */
export function updateEmployee(asker: Asker, it: Employee, changes: Record<string, unknown>) {
  const { version, name, phone, color, roleId, storeIds } = it;
  return asker.ask('PUT', `/v1/staff/${it.id}`, {
    body: { version, name, phone, color, roleId, storeIds, ...changes },
  });
}

export function errorCode(answer: { body: { error: { code: string } } }): string {
  return answer.body.error.code;
}

/** Somebody with an account, written straight into the tables. */
export async function signedInEmployee(
  api: TestApi,
  { roleId, storeIds = null }: { roleId: string; storeIds?: readonly string[] | null },
): Promise<{ id: string; phone: string }> {
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

/** A second store of business a; answers its id. */
export async function openSecondStore(api: TestApi): Promise<string> {
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
export async function fillSecondStore(api: TestApi, storeId: string) {
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
