import { randomBytes } from 'node:crypto';
import { ROLE_KINDS, type RoleKind } from '@jowi/contracts/permissions';
import { uuidV7 } from '@jowi/domain/ids';
import { withClient } from '@jowi/testkit/postgres';
import { builtInRoles, insertRoles } from '../../src/platform/auth/built-in-roles.ts';
import { openPeople } from '../../src/platform/auth/people.ts';
import { AUTH_SECRET, WEB_ORIGIN } from './settings.ts';

export const PASSWORD = 'pomegranate-kettle-42';

export interface TestBusiness {
  readonly tenantId: string;
  readonly name: string;
  readonly storeId: string;
  readonly warehouseId: string;
  /** Ids of the five roles. */
  readonly roles: Readonly<Record<RoleKind, string>>;
  /** One employee of each role, all with PASSWORD. */
  readonly employees: Readonly<Record<RoleKind, { readonly id: string; readonly phone: string }>>;
}

const POLICY = { vatPer: 'line', vatRounding: 'half-up', lineRounding: 'half-up', cashRoundingTiyin: '0' };

export function testId(): string {
  return uuidV7(Date.now(), randomBytes(10));
}

/** A business with a store, a warehouse and an employee of each role. `digit` makes its phones its own. */
export async function seedBusiness(
  database: { adminUrl: string; authUrl: string },
  name: string,
  digit: number,
): Promise<TestBusiness> {
  const tenantId = testId();
  const roles = builtInRoles(tenantId, Date.now());
  const business: TestBusiness = {
    tenantId,
    name,
    storeId: testId(),
    warehouseId: testId(),
    roles: Object.fromEntries(roles.map(({ kind, id }) => [kind, id])) as TestBusiness['roles'],
    employees: Object.fromEntries(
      ROLE_KINDS.map((role, index) => [role, { id: testId(), phone: `+9989012345${digit}${index}` }]),
    ) as TestBusiness['employees'],
  };
  const people = openPeople({ databaseUrl: database.authUrl, secret: AUTH_SECRET, origin: WEB_ORIGIN });
  try {
    await withClient(database.adminUrl, async (client) => {
      const { storeId, warehouseId } = business;
      await client.query('INSERT INTO tenant (id, name, tax_id) VALUES ($1, $2, $3)', [
        tenantId,
        name,
        `30123456${digit}`,
      ]);
      await client.query(
        `INSERT INTO store (tenant_id, id, name, address, latitude, longitude, pricing_policy)
         VALUES ($1, $2, $3, 'Toshkent, Navoiy 1', 41.31, 69.24, $4)`,
        [tenantId, storeId, `Store of ${name}`, POLICY],
      );
      await client.query('INSERT INTO warehouse (tenant_id, id, store_id, name) VALUES ($1, $2, $3, $4)', [
        tenantId,
        warehouseId,
        storeId,
        `Warehouse of ${name}`,
      ]);
      await insertRoles(client, roles);
      for (const role of ROLE_KINDS) {
        const { id, phone } = business.employees[role];
        const userId = await people.createPerson({ phone, password: PASSWORD, name: `${role} of ${name}` });
        await client.query(
          'INSERT INTO employee (tenant_id, id, name, phone, role_id, all_stores, user_id) VALUES ($1, $2, $3, $4, $5, true, $6)',
          [tenantId, id, `${role} of ${name}`, phone, business.roles[role], userId],
        );
      }
    });
  } finally {
    await people.close();
  }
  return business;
}
