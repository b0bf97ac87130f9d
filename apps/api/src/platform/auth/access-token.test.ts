import { MAX_STORES_OF_ONE } from '@jowi/contracts/http/staff';
import { PERMISSIONS } from '@jowi/contracts/permissions';
import { uuidV7 } from '@jowi/domain/ids';
import { expect, it } from 'vitest';
import type { Person } from './access.ts';
import { ACCESS_COOKIE, AccessTokens } from './access-token.ts';

const NOW_MS = Date.UTC(2026, 10, 23);
const newId = (n: number) => uuidV7(NOW_MS, new Uint8Array(10).fill(n));
const person = (storeIds: Person['storeIds']): Person => ({
  tenantId: newId(1),
  employeeId: newId(2),
  userId: 'u'.repeat(32),
  sessionId: 's'.repeat(32),
  roleKind: 'owner',
  permissions: new Set(PERMISSIONS),
  storeIds,
});
const tokens = new AccessTokens('a secret of at least thirty-two letters');

it('carries everything one may do and every store one may be limited to, within one cookie', async () => {
  for (const storeIds of [null, [], Array.from({ length: MAX_STORES_OF_ONE }, (_, i) => newId(i))]) {
    const token = await tokens.sign(person(storeIds), NOW_MS);
    expect(
      `${ACCESS_COOKIE}=${token}; Path=/; Max-Age=60; HttpOnly; Secure; SameSite=Lax`.length,
    ).toBeLessThan(4096);
    expect((await tokens.verify(token, NOW_MS))?.person).toMatchObject(person(storeIds));
  }
});

it('tells one limited to no store from one who is not limited', async () => {
  const limited = await tokens.verify(await tokens.sign(person([]), NOW_MS), NOW_MS);
  const everywhere = await tokens.verify(await tokens.sign(person(null), NOW_MS), NOW_MS);
  expect(limited?.person.storeIds).toEqual([]);
  expect(everywhere?.person.storeIds).toBeNull();
});
