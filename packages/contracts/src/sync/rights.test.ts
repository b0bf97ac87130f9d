import { describe, expect, it } from 'vitest';
import { ROLE_KINDS, ROLE_TEMPLATES } from '../permissions.ts';
import { zEmployeeFeed } from './pull.ts';
import { limitsWithin, NO_RIGHTS, rightsOf } from './rights.ts';

describe('rights from the feed', () => {
  it('are the template of the role where a server of version 1 says no more', () => {
    for (const role of ROLE_KINDS) expect(rightsOf({ role })).toEqual(ROLE_TEMPLATES[role]);
  });

  it('are what the feed says where it says it: permissions nobody here knows are passed over', () => {
    const rights = rightsOf({
      role: 'cashier',
      permissions: ['till/sell', 'till/levitate', '__proto__'],
      limits: { discountBps: 500, levitationMm: 3 },
    });
    expect(rights).toEqual({
      permissions: ['till/sell'],
      limits: { ...NO_RIGHTS.limits, discountBps: 500 },
    });
    expect(rightsOf({ role: 'owner', permissions: [] })).toEqual(NO_RIGHTS);
    expect(rightsOf({ role: 'manager', permissions: ['till/sell'] }).limits).toEqual(NO_RIGHTS.limits);
  });

  it('are none of a role nobody here knows, unless it says itself what it lets her do', () => {
    for (const role of ['auditor', '__proto__', 'toString']) {
      expect(rightsOf({ role }), role).toEqual(NO_RIGHTS);
      expect(rightsOf({ role, permissions: ['till/sell'] }).permissions, role).toEqual(['till/sell']);
    }
  });

  it('a feed with words of tomorrow is read, and its fields survive', () => {
    const employee = {
      id: '018f2f6e-0000-7000-8000-000000000001',
      name: 'Dilnoza',
      role: 'auditor',
      permissions: ['till/levitate'],
      limits: { discountBps: 1, levitationMm: 3 },
      pinSalt: null,
      pinHash: null,
      active: true,
      badge: 7,
    };
    expect(zEmployeeFeed.parse(employee)).toEqual(employee);
  });
});

describe("a store's ceilings", () => {
  const limits = { discountBps: 3_000, priceOverrideBps: 0, refundTiyin: null, cashOutTiyin: '500' };

  it('narrow a limit and never widen it', () => {
    expect(limitsWithin(limits, undefined)).toEqual(limits);
    expect(limitsWithin(limits, {})).toEqual(limits);
    expect(limitsWithin(limits, { discountBps: 2_000, refundTiyin: '100', cashOutTiyin: '1000' })).toEqual({
      discountBps: 2_000,
      priceOverrideBps: 0,
      refundTiyin: '100',
      cashOutTiyin: '500',
    });
    expect(limitsWithin(limits, { discountBps: 9_000, refundTiyin: null, cashOutTiyin: null })).toEqual(
      limits,
    );
  });
});
