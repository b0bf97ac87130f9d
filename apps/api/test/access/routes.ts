import { LEGAL_VERSIONS } from '@jowi/contracts/http/registration';
import type { RoleKind } from '@jowi/contracts/permissions';
import { testId } from '../support/business.ts';
import type { World } from './foreign-world.ts';

export interface Attempt {
  readonly path: string;
  readonly body?: unknown;
  readonly contentType?: string;
  /** What another business may be answered. 200 only for lists and its own things. */
  readonly expected: readonly number[];
}

export interface Route {
  readonly audience: 'person' | 'terminal' | 'public';
  /** People who may call it; absent = all five roles. */
  readonly roles?: readonly RoleKind[];
  /** The same call with ids of somebody else's world, as far as the route takes any. `own` is the caller's. */
  readonly attempts: (foreign: World, own: World) => readonly Attempt[];
  /** It answers without end: only refusals are tried. */
  readonly isStream?: boolean;
}

const OFFICE: readonly RoleKind[] = ['owner', 'manager'];
const GOODS: readonly RoleKind[] = ['owner', 'manager', 'stock-keeper', 'accountant'];
const BOOKS: readonly RoleKind[] = ['owner', 'manager', 'accountant'];

const product = (sku: string, barcode: string) => ({
  sku,
  name: { ru: 'Чай', uz: 'Choy' },
  barcodes: [barcode],
  priceTiyin: '100',
  vatRateBps: null,
  unit: 'piece',
  ikpu: null,
  packageCode: null,
});

const delivery = (warehouseId: string, productId: string) => ({
  id: testId(),
  warehouseId,
  supplierName: 'x',
  documentNumber: '1',
  documentDate: '2026-11-20',
  lines: [{ productId, qtyMilli: '1000', costTiyin: '100' }],
});

const place = { name: 'x', address: 'x', phone: null, latitude: 41.3, longitude: 69.2 };
const noLines = { ru: [], uz: [] };
const storeSettings = {
  ...place,
  receiptLanguages: ['uz'],
  paperMm: 80,
  receiptHeader: noLines,
  receiptFooter: noLines,
  policy: { vatPer: 'line', vatRounding: 'floor', lineRounding: 'half-up', cashRoundingTiyin: '0' },
  negativeStock: 'warn',
  limits: null,
};
const businessSettings = {
  name: 'x',
  legalName: null,
  taxId: '301234567',
  kind: 'other',
  vatPayer: true,
  vatRatesBps: [1200],
  defaultVatRateBps: 1200,
  languages: ['uz'],
  secondFactorRequired: false,
};

const employee = (roleId: string, storeIds: readonly string[] | null) => ({
  name: 'Aziza',
  phone: null,
  color: 1,
  roleId,
  storeIds,
  pin: null,
});

const role = {
  permissions: ['till/sell'],
  limits: { discountBps: 0, priceOverrideBps: 0, refundTiyin: '0', cashOutTiyin: '0' },
  secondFactor: false,
};

/** `path` with its own and with somebody else's query. */
const list = (...paths: readonly string[]): Attempt[] => paths.map((path) => ({ path, expected: [200] }));

/** Every route of the server. One that is not here fails the test. */
export const ROUTES: Readonly<Record<string, Route>> = {
  'GET /health': { audience: 'public', attempts: () => list('/health') },
  'GET /ready': { audience: 'public', attempts: () => list('/ready') },
  'GET /openapi.json': { audience: 'public', attempts: () => list('/openapi.json') },
  'GET /docs': { audience: 'public', attempts: () => list('/docs') },
  'GET /docs/start.js': { audience: 'public', attempts: () => list('/docs/start.js') },
  'GET /docs/swagger-ui.css': { audience: 'public', attempts: () => list('/docs/swagger-ui.css') },
  'GET /docs/swagger-ui-bundle.js': {
    audience: 'public',
    attempts: () => list('/docs/swagger-ui-bundle.js'),
  },

  'GET /v1/codes/{id}': {
    audience: 'public',
    attempts: () => [{ path: `/v1/codes/${testId()}`, expected: [404] }],
  },
  'POST /v1/messages/callbacks/telegram': {
    audience: 'public',
    attempts: () => [{ path: '/v1/messages/callbacks/telegram', body: {}, expected: [403] }],
  },
  'POST /v1/messages/callbacks/eskiz/{id}/{token}': {
    audience: 'public',
    attempts: () => [{ path: `/v1/messages/callbacks/eskiz/${testId()}/guess`, body: {}, expected: [403] }],
  },
  'POST /v1/messages/callbacks/playmobile/{token}': {
    audience: 'public',
    attempts: () => [{ path: '/v1/messages/callbacks/playmobile/guess', body: {}, expected: [403] }],
  },
  'GET /v1/dev/messages': { audience: 'public', attempts: () => list('/v1/dev/messages?to=%2B998900000000') },

  'POST /v1/auth/sign-in': {
    audience: 'public',
    attempts: ({ business }) => [
      {
        path: '/v1/auth/sign-in',
        body: { phone: business.employees.owner.phone, password: 'guess' },
        expected: [401],
      },
    ],
  },
  'POST /v1/auth/code': {
    audience: 'public',
    attempts: () => [
      {
        path: '/v1/auth/code',
        body: { phone: '+998909990001', purpose: 'sign-in', language: 'uz' },
        expected: [200, 429],
      },
    ],
  },
  'POST /v1/auth/sign-in/code': {
    audience: 'public',
    attempts: () => [
      { path: '/v1/auth/sign-in/code', body: { requestId: testId(), code: '000000' }, expected: [422] },
    ],
  },
  'POST /v1/auth/sign-in/second-factor': {
    audience: 'public',
    attempts: () => [
      { path: '/v1/auth/sign-in/second-factor', body: { method: 'totp', code: '000000' }, expected: [401] },
    ],
  },
  'POST /v1/auth/sign-in/passkey/options': {
    audience: 'public',
    // Refused to whoever is no browser of ours.
    attempts: () => [{ path: '/v1/auth/sign-in/passkey/options', expected: [200, 403, 429] }],
  },
  'POST /v1/auth/sign-in/passkey': {
    audience: 'public',
    attempts: () => [
      { path: '/v1/auth/sign-in/passkey', body: { response: { id: 'x' } }, expected: [401, 403, 429] },
    ],
  },
  'POST /v1/auth/password-reset': {
    audience: 'public',
    attempts: ({ business }) => [
      {
        path: '/v1/auth/password-reset',
        body: {
          phone: business.employees.owner.phone,
          requestId: testId(),
          code: '000000',
          password: 'walnut-lantern-58',
        },
        expected: [422],
      },
    ],
  },
  'POST /v1/auth/sign-out': {
    audience: 'public',
    // Tried last and without cookies: with them it would end the session of the test itself.
    attempts: () => [],
  },
  'GET /v1/auth/session': { audience: 'person', attempts: () => list('/v1/auth/session') },
  'GET /v1/auth/me': { audience: 'person', attempts: () => list('/v1/auth/me') },

  'GET /v1/account/security': { audience: 'person', attempts: () => list('/v1/account/security') },
  'GET /v1/account/sessions': { audience: 'person', attempts: () => list('/v1/account/sessions') },
  'GET /v1/account/businesses': { audience: 'person', attempts: () => list('/v1/account/businesses') },
  'POST /v1/account/business': {
    audience: 'person',
    attempts: ({ business }) => [
      { path: '/v1/account/business', body: { tenantId: business.tenantId }, expected: [404] },
    ],
  },
  'POST /v1/account/password': {
    audience: 'person',
    attempts: () => [
      {
        path: '/v1/account/password',
        body: { current: 'guess', next: 'walnut-lantern-58' },
        expected: [422, 429],
      },
    ],
  },
  'POST /v1/account/sessions/{id}/end': {
    audience: 'person',
    attempts: () => [{ path: `/v1/account/sessions/${testId()}/end`, expected: [404] }],
  },
  'POST /v1/account/sessions/end-others': {
    audience: 'person',
    attempts: () => [{ path: '/v1/account/sessions/end-others', expected: [200] }],
  },
  'POST /v1/account/second-factor/set-up': {
    audience: 'person',
    attempts: () => [
      { path: '/v1/account/second-factor/set-up', body: { password: 'guess' }, expected: [422, 429] },
    ],
  },
  'POST /v1/account/second-factor/confirm': {
    audience: 'person',
    attempts: () => [
      { path: '/v1/account/second-factor/confirm', body: { code: '000000' }, expected: [409] },
    ],
  },
  'POST /v1/account/second-factor/recovery-codes': {
    audience: 'person',
    attempts: () => [
      {
        path: '/v1/account/second-factor/recovery-codes',
        body: { password: 'guess', code: '000000' },
        expected: [422, 429],
      },
    ],
  },
  'POST /v1/account/second-factor/disable': {
    audience: 'person',
    attempts: () => [
      {
        path: '/v1/account/second-factor/disable',
        body: { password: 'guess', code: '000000' },
        expected: [422, 429],
      },
    ],
  },
  'POST /v1/account/passkeys/options': {
    audience: 'person',
    attempts: () => [
      { path: '/v1/account/passkeys/options', body: { password: 'guess' }, expected: [422, 429] },
    ],
  },
  'POST /v1/account/passkeys': {
    audience: 'person',
    attempts: () => [
      { path: '/v1/account/passkeys', body: { name: 'x', response: { id: 'x' } }, expected: [422] },
    ],
  },
  'POST /v1/account/passkeys/{id}/remove': {
    audience: 'person',
    attempts: () => [{ path: '/v1/account/passkeys/xyz/remove', expected: [404] }],
  },

  'GET /v1/registration': { audience: 'public', attempts: () => list('/v1/registration') },
  'POST /v1/registration/code': {
    audience: 'public',
    attempts: ({ business }) => [
      {
        path: '/v1/registration/code',
        body: { phone: business.employees.owner.phone, language: 'ru' },
        expected: [200, 429],
      },
    ],
  },
  'POST /v1/registration/verify': {
    audience: 'public',
    attempts: () => [{ path: '/v1/registration/verify', body: { code: '000000' }, expected: [422] }],
  },
  'PUT /v1/registration/draft': {
    audience: 'public',
    attempts: () => [{ path: '/v1/registration/draft', body: { businessName: 'x' }, expected: [204, 422] }],
  },
  'POST /v1/registration/business': {
    audience: 'public',
    attempts: ({ business }) => [
      {
        path: '/v1/registration/business',
        body: {
          name: 'x',
          kind: 'grocery',
          taxId: '301234567',
          vatPayer: true,
          store: { name: 'x', address: 'x', latitude: 41.3, longitude: 69.2 },
          ownerName: business.name,
          password: 'guess-of-a-neighbour',
          language: 'ru',
          consent: LEGAL_VERSIONS,
        },
        expected: [422],
      },
    ],
  },

  'GET /v1/guide': {
    audience: 'person',
    roles: BOOKS,
    attempts: () => list('/v1/guide'),
  },
  'PUT /v1/guide': {
    audience: 'person',
    roles: BOOKS,
    attempts: () => [{ path: '/v1/guide', body: { hidden: true }, expected: [200] }],
  },
  'POST /v1/demo-data/fill': {
    audience: 'person',
    roles: OFFICE,
    attempts: () => [{ path: '/v1/demo-data/fill', body: { language: 'ru' }, expected: [200] }],
  },
  'POST /v1/demo-data/wipe': {
    audience: 'person',
    roles: OFFICE,
    attempts: () => [{ path: '/v1/demo-data/wipe', expected: [200] }],
  },

  'GET /v1/terminals': { audience: 'person', roles: BOOKS, attempts: () => list('/v1/terminals') },
  'POST /v1/terminals': {
    audience: 'person',
    roles: OFFICE,
    attempts: ({ business }) => [
      { path: '/v1/terminals', body: { name: 'x', storeId: business.storeId }, expected: [404] },
    ],
  },
  'POST /v1/terminals/pair': {
    audience: 'public',
    attempts: ({ till }) => [
      {
        path: '/v1/terminals/pair',
        body: { code: 'ABCDEFGH', publicKey: till.keys.publicKey },
        expected: [422],
      },
    ],
  },
  'PUT /v1/terminals/{id}': {
    audience: 'person',
    roles: OFFICE,
    attempts: ({ till, business }, own) => [
      {
        path: `/v1/terminals/${till.terminalId}`,
        body: { name: 'x', storeId: business.storeId },
        expected: [404],
      },
      {
        path: `/v1/terminals/${till.terminalId}`,
        body: { name: 'x', storeId: own.business.storeId },
        expected: [404],
      },
    ],
  },
  'POST /v1/terminals/{id}/pairing-code': {
    audience: 'person',
    roles: OFFICE,
    attempts: ({ till }) => [{ path: `/v1/terminals/${till.terminalId}/pairing-code`, expected: [404] }],
  },
  'POST /v1/terminals/{id}/revoke': {
    audience: 'person',
    roles: OFFICE,
    attempts: ({ till }) => [{ path: `/v1/terminals/${till.terminalId}/revoke`, expected: [404] }],
  },
  'GET /v1/terminals/{id}/quarantine': {
    audience: 'person',
    roles: BOOKS,
    attempts: ({ till }) => [{ path: `/v1/terminals/${till.terminalId}/quarantine`, expected: [404] }],
  },

  'GET /v1/settings/business': {
    audience: 'person',
    roles: BOOKS,
    attempts: () => list('/v1/settings/business'),
  },
  'PUT /v1/settings/business': {
    audience: 'person',
    roles: OFFICE,
    // A version there is not: nothing is changed for the one who asks either.
    attempts: () => [
      {
        path: '/v1/settings/business',
        body: { version: 999_999, settings: businessSettings },
        expected: [409],
      },
    ],
  },
  'GET /v1/settings/business/history': {
    audience: 'person',
    roles: BOOKS,
    attempts: () => list('/v1/settings/business/history'),
  },
  'POST /v1/settings/business/return': {
    audience: 'person',
    roles: OFFICE,
    attempts: () => [
      { path: '/v1/settings/business/return', body: { version: 999_999, to: 1 }, expected: [409] },
    ],
  },
  'GET /v1/settings/vat': { audience: 'person', roles: GOODS, attempts: () => list('/v1/settings/vat') },
  'GET /v1/settings/stores': {
    audience: 'person',
    roles: BOOKS,
    attempts: () => list('/v1/settings/stores'),
  },
  'POST /v1/settings/stores': {
    audience: 'person',
    roles: OFFICE,
    attempts: ({ business }) => [
      {
        path: '/v1/settings/stores',
        body: { ...place, likeStoreId: business.storeId },
        expected: [404],
      },
    ],
  },
  'GET /v1/settings/stores/{id}': {
    audience: 'person',
    roles: BOOKS,
    attempts: ({ business }) => [{ path: `/v1/settings/stores/${business.storeId}`, expected: [404] }],
  },
  'PUT /v1/settings/stores/{id}': {
    audience: 'person',
    roles: OFFICE,
    attempts: ({ business }) => [
      {
        path: `/v1/settings/stores/${business.storeId}`,
        body: { version: 1, settings: storeSettings },
        expected: [404],
      },
    ],
  },
  'GET /v1/settings/stores/{id}/history': {
    audience: 'person',
    roles: BOOKS,
    attempts: ({ business }) => [
      { path: `/v1/settings/stores/${business.storeId}/history`, expected: [404] },
    ],
  },
  'POST /v1/settings/stores/{id}/return': {
    audience: 'person',
    roles: OFFICE,
    attempts: ({ business }) => [
      {
        path: `/v1/settings/stores/${business.storeId}/return`,
        body: { version: 1, to: 1 },
        expected: [404],
      },
    ],
  },
  'POST /v1/settings/stores/{id}/close': {
    audience: 'person',
    roles: OFFICE,
    attempts: ({ business }) => [
      { path: `/v1/settings/stores/${business.storeId}/close`, body: { version: 1 }, expected: [404] },
    ],
  },
  'POST /v1/settings/stores/{id}/reopen': {
    audience: 'person',
    roles: OFFICE,
    attempts: ({ business }) => [
      { path: `/v1/settings/stores/${business.storeId}/reopen`, body: { version: 1 }, expected: [404] },
    ],
  },

  'GET /v1/products': {
    audience: 'person',
    roles: GOODS,
    attempts: ({ sku, barcode, business }) =>
      list('/v1/products', ...[sku, barcode, business.name].map((text) => `/v1/products?search=${text}`)),
  },
  'POST /v1/products': {
    audience: 'person',
    roles: OFFICE,
    // Numbers are unique within a business: using the same ones is no collision.
    attempts: ({ chain }) => [
      { path: '/v1/products', body: product(`x${chain.head.seq}`, 'x'), expected: [201, 409] },
    ],
  },
  'GET /v1/products/{id}': {
    audience: 'person',
    roles: GOODS,
    attempts: ({ productId }) => [{ path: `/v1/products/${productId}`, expected: [404] }],
  },
  'PUT /v1/products/{id}': {
    audience: 'person',
    roles: OFFICE,
    attempts: ({ productId }) => [
      { path: `/v1/products/${productId}`, body: { ...product('y', 'y'), version: 1 }, expected: [404] },
    ],
  },
  'POST /v1/products/{id}/archive': {
    audience: 'person',
    roles: OFFICE,
    attempts: ({ productId }) => [
      { path: `/v1/products/${productId}/archive`, body: { version: 1 }, expected: [404] },
    ],
  },
  'POST /v1/products/{id}/restore': {
    audience: 'person',
    roles: OFFICE,
    attempts: ({ productId }) => [
      { path: `/v1/products/${productId}/restore`, body: { version: 1 }, expected: [404] },
    ],
  },
  'POST /v1/products/import': {
    audience: 'person',
    roles: OFFICE,
    attempts: () => [
      {
        path: '/v1/products/import?mode=check',
        body: 'sku;name_ru;name_uz;price\nz;Чай;Choy;1000',
        contentType: 'text/csv',
        expected: [200],
      },
    ],
  },
  'GET /v1/products/import/template': {
    audience: 'person',
    roles: OFFICE,
    attempts: () => list('/v1/products/import/template'),
  },

  'GET /v1/stock': {
    audience: 'person',
    roles: GOODS,
    attempts: ({ business, sku }) =>
      list('/v1/stock', `/v1/stock?warehouseId=${business.warehouseId}`, `/v1/stock?search=${sku}`),
  },
  'GET /v1/deliveries': { audience: 'person', roles: GOODS, attempts: () => list('/v1/deliveries') },
  'GET /v1/deliveries/{id}': {
    audience: 'person',
    roles: GOODS,
    attempts: ({ deliveryId }) => [{ path: `/v1/deliveries/${deliveryId}`, expected: [404] }],
  },
  'POST /v1/deliveries': {
    audience: 'person',
    roles: ['owner', 'manager', 'stock-keeper'],
    attempts: (foreign, own) => [
      {
        path: '/v1/deliveries',
        body: delivery(foreign.business.warehouseId, own.productId),
        expected: [404, 422],
      },
      {
        path: '/v1/deliveries',
        body: delivery(own.business.warehouseId, foreign.productId),
        expected: [404, 422],
      },
    ],
  },
  'GET /v1/receipts': {
    audience: 'person',
    roles: BOOKS,
    attempts: ({ till }) =>
      list('/v1/receipts', `/v1/receipts?terminalId=${till.terminalId}`, '/v1/receipts?search=1'),
  },
  'GET /v1/receipts/{id}': {
    audience: 'person',
    roles: BOOKS,
    attempts: ({ receiptId }) => [{ path: `/v1/receipts/${receiptId}`, expected: [404] }],
  },
  'GET /v1/approvals': {
    audience: 'person',
    roles: BOOKS,
    attempts: ({ business }) =>
      list(
        '/v1/approvals',
        `/v1/approvals?storeId=${business.storeId}`,
        `/v1/approvals?approverId=${business.employees.manager.id}`,
      ),
  },
  'GET /v1/dashboard': {
    audience: 'person',
    roles: BOOKS,
    attempts: () => list('/v1/dashboard', '/v1/dashboard?date=2026-11-23'),
  },

  'GET /v1/audit': {
    audience: 'person',
    roles: BOOKS,
    attempts: ({ productId, business }) =>
      list(
        '/v1/audit',
        `/v1/audit?subjectKind=product&subjectId=${productId}`,
        `/v1/audit?actorId=${business.employees.owner.id}`,
        `/v1/audit?text=${business.name}`,
      ),
  },
  'GET /v1/audit/actors': {
    audience: 'person',
    roles: BOOKS,
    attempts: () => list('/v1/audit/actors'),
  },
  'POST /v1/audit/check': {
    audience: 'person',
    roles: BOOKS,
    attempts: () => [{ path: '/v1/audit/check', expected: [200] }],
  },
  'GET /v1/audit/export': {
    audience: 'person',
    roles: BOOKS,
    attempts: ({ productId }) =>
      list('/v1/audit/export', `/v1/audit/export?subjectKind=product&subjectId=${productId}`),
  },

  'GET /v1/staff': {
    audience: 'person',
    roles: OFFICE,
    attempts: ({ business }) =>
      list(
        '/v1/staff?state=all',
        `/v1/staff?search=${business.name}`,
        `/v1/staff?roleId=${business.roles.cashier}`,
        `/v1/staff?storeId=${business.storeId}`,
      ),
  },
  'POST /v1/staff': {
    audience: 'person',
    roles: OFFICE,
    attempts: (foreign, own) => [
      { path: '/v1/staff', body: employee(foreign.business.roles.cashier, null), expected: [404] },
      {
        path: '/v1/staff',
        body: employee(own.business.roles.cashier, [foreign.business.storeId]),
        expected: [404],
      },
    ],
  },
  'GET /v1/staff/{id}': {
    audience: 'person',
    roles: OFFICE,
    attempts: ({ business }) => [{ path: `/v1/staff/${business.employees.cashier.id}`, expected: [404] }],
  },
  'PUT /v1/staff/{id}': {
    audience: 'person',
    roles: OFFICE,
    attempts: ({ business }, own) => [
      {
        path: `/v1/staff/${business.employees.cashier.id}`,
        body: { ...employee(own.business.roles.cashier, null), version: 1 },
        expected: [404],
      },
    ],
  },
  'POST /v1/staff/{id}/pin': {
    audience: 'person',
    roles: OFFICE,
    attempts: ({ business }) => [
      {
        path: `/v1/staff/${business.employees.cashier.id}/pin`,
        body: { version: 1, pin: 'generate' },
        expected: [404],
      },
    ],
  },
  'POST /v1/staff/{id}/suspend': {
    audience: 'person',
    roles: OFFICE,
    attempts: ({ business }) => [
      { path: `/v1/staff/${business.employees.cashier.id}/suspend`, body: { version: 1 }, expected: [404] },
    ],
  },
  'POST /v1/staff/{id}/resume': {
    audience: 'person',
    roles: OFFICE,
    attempts: ({ business }) => [
      { path: `/v1/staff/${business.employees.cashier.id}/resume`, body: { version: 1 }, expected: [404] },
    ],
  },
  'POST /v1/staff/{id}/invitation': {
    audience: 'person',
    roles: OFFICE,
    attempts: ({ business }) => [
      {
        path: `/v1/staff/${business.employees.cashier.id}/invitation`,
        body: { send: 'link', language: 'ru' },
        expected: [404],
      },
    ],
  },
  'POST /v1/staff/{id}/invitation/withdraw': {
    audience: 'person',
    roles: OFFICE,
    attempts: ({ business }) => [
      { path: `/v1/staff/${business.employees.cashier.id}/invitation/withdraw`, expected: [404] },
    ],
  },
  'GET /v1/roles': { audience: 'person', roles: OFFICE, attempts: () => list('/v1/roles') },
  'POST /v1/roles': {
    audience: 'person',
    roles: ['owner'],
    attempts: ({ business }) => [
      {
        path: '/v1/roles',
        body: { ...role, kind: 'cashier', name: `As in ${business.tenantId.slice(-6)}` },
        expected: [201],
      },
    ],
  },
  'PUT /v1/roles/{id}': {
    audience: 'person',
    roles: ['owner'],
    attempts: ({ business }) => [
      {
        path: `/v1/roles/${business.roles.cashier}`,
        body: { ...role, name: null, version: 1 },
        expected: [404],
      },
    ],
  },
  'POST /v1/roles/{id}/delete': {
    audience: 'person',
    roles: ['owner'],
    attempts: ({ business }) => [
      { path: `/v1/roles/${business.roles.cashier}/delete`, body: { version: 1 }, expected: [404] },
    ],
  },
  'POST /v1/invitations/look': {
    audience: 'public',
    attempts: () => [{ path: '/v1/invitations/look', body: { token: 'x'.repeat(43) }, expected: [404] }],
  },
  'POST /v1/invitations/code': {
    audience: 'public',
    attempts: () => [
      {
        path: '/v1/invitations/code',
        body: { token: 'x'.repeat(43), language: 'ru' },
        expected: [404],
      },
    ],
  },
  'POST /v1/invitations/accept': {
    audience: 'public',
    attempts: () => [
      {
        path: '/v1/invitations/accept',
        body: { token: 'x'.repeat(43), requestId: testId(), code: '123456' },
        expected: [404],
      },
    ],
  },
  'POST /v1/invitations/password': {
    audience: 'public',
    attempts: () => [
      {
        path: '/v1/invitations/password',
        body: { ticket: 'x.y.z', password: 'pomegranate-kettle-42' },
        expected: [422],
      },
    ],
  },

  'POST /v1/sync/push': {
    audience: 'terminal',
    attempts: ({ chain }) => [
      // Somebody else's true entry, sent as one's own: refused or put aside, never posted.
      {
        path: '/v1/sync/push',
        body: { wire: 1, entries: [chain.copy().journal('SaleV1', {})] },
        expected: [200, 400, 403, 404, 409, 422],
      },
    ],
  },
  'GET /v1/sync/time': { audience: 'terminal', attempts: () => list('/v1/sync/time') },
  'POST /v1/sync/epoch': {
    audience: 'terminal',
    attempts: () => [{ path: '/v1/sync/epoch', expected: [200, 201] }],
  },
  'GET /v1/sync/pull': {
    audience: 'terminal',
    attempts: () =>
      list(`/v1/sync/pull?cursor=${Array(3).fill(`0.${'00000000-0000-0000-0000-000000000000'}`).join('_')}`),
  },
  'GET /v1/sync/snapshot': {
    audience: 'terminal',
    attempts: ({ productId }) => [
      { path: '/v1/sync/snapshot', expected: [200] },
      { path: `/v1/sync/snapshot?after=${productId}`, expected: [200, 422] },
    ],
  },
  'GET /v1/sync/events': {
    audience: 'terminal',
    attempts: () => list('/v1/sync/events'),
    isStream: true,
  },
};
