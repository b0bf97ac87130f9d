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
  'POST /v1/auth/sign-out': {
    audience: 'public',
    // Tried last and without cookies: with them it would end the session of the test itself.
    attempts: () => [],
  },
  'GET /v1/auth/session': { audience: 'person', attempts: () => list('/v1/auth/session') },
  'GET /v1/auth/me': { audience: 'person', attempts: () => list('/v1/auth/me') },

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
