import { randomBytes } from 'node:crypto';
import type { BusinessSettings, StoreSettings } from '@jowi/contracts/http/settings';
import { withClient } from '@jowi/testkit/postgres';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Asker, startTestApi, type TestApi } from '../../../test/support/api.ts';
import { checkAuthority } from './settings-rules.ts';

describe('settings', () => {
  let api: TestApi;
  let owner: Asker;
  let storePath: string;

  beforeAll(async () => {
    api = await startTestApi();
    owner = await api.signIn(api.a.employees.owner.phone);
    storePath = `/v1/settings/stores/${api.a.storeId}`;
  });
  afterAll(() => api.close());

  type Kept<T> = { version: number; settings: T };
  const read = async <T>(path: string): Promise<Kept<T>> => (await owner.ask('GET', path)).body;
  const put = (path: string, body: object) => owner.ask('PUT', path, { body });
  const fieldsOf = (body: { error: { details: { code: string; field: string }[] } }) =>
    body.error.details.map(({ code, field }) => `${code} ${field}`);

  describe('of the business', () => {
    const path = '/v1/settings/business';
    const change = async (part: Partial<BusinessSettings>) => {
      const { version, settings } = await read<BusinessSettings>(path);
      return put(path, { version, settings: { ...settings, ...part } });
    };

    it('are there from the start, in the first version', async () => {
      const { body, status } = await owner.ask('GET', path);
      expect(status).toBe(200);
      expect(body).toEqual({
        version: 1,
        mayChange: true,
        settings: {
          name: 'Anor',
          legalName: null,
          taxId: '301234561',
          kind: 'other',
          vatPayer: true,
          vatRatesBps: [1200, 0],
          defaultVatRateBps: 1200,
          languages: ['uz', 'ru'],
          secondFactorRequired: false,
        },
      });
    });

    it('are changed in the version one saw, and kept as they are written down properly', async () => {
      const changed = await change({
        name: ' Anor savdo ',
        taxId: '301 234 561',
        vatRatesBps: [0, 600, 1200],
      });
      expect(changed.status).toBe(200);
      expect(changed.body).toMatchObject({
        version: 2,
        settings: { name: 'Anor savdo', taxId: '301234561', vatRatesBps: [1200, 600, 0] },
      });
      expect(await read(path)).toEqual(changed.body);
      const stale = await put(path, { ...changed.body, version: 1 });
      expect([stale.status, stale.body.error.code]).toEqual([409, 'settings/version-conflict']);
    });

    it('let one of ten people win who change the same version at once', async () => {
      const seen = await read<BusinessSettings>(path);
      const answers = await Promise.all(
        Array.from({ length: 10 }, (_, i) =>
          put(path, { ...seen, settings: { ...seen.settings, name: `Anor ${i}` } }),
        ),
      );
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
      expect(answers.filter(({ status }) => status === 409)).toHaveLength(9);
      expect((await read(path)).version).toBe(seen.version + 1);
    });

    it('stay in their version when nothing is different', async () => {
      const seen = await read<BusinessSettings>(path);
      expect((await put(path, seen)).body).toEqual(seen);
    });

    it('refuse a tax id that cannot be, rates named twice or none, and a default that is not allowed', async () => {
      const refused = async (part: Partial<BusinessSettings>) => fieldsOf2((await change(part)).body);
      const fieldsOf2 = (body: { error: { code: string; field?: string; details?: never[] } }) =>
        body.error.details ? fieldsOf(body as never) : [`${body.error.code} ${body.error.field}`];
      expect(await refused({ taxId: '12345' })).toEqual(['business/tax-id-format settings.taxId']);
      expect(await refused({ taxId: '31505901234567' })).toEqual(['business/pinfl-invalid settings.taxId']);
      expect(await refused({ vatRatesBps: [1200, 1200] })).toEqual([
        'settings/repeated settings.vatRatesBps',
      ]);
      expect(await refused({ vatRatesBps: [], defaultVatRateBps: null })).toEqual([
        'settings/vat-none settings.vatRatesBps',
      ]);
      expect(await refused({ defaultVatRateBps: 1500 })).toEqual([
        'settings/vat-default settings.defaultVatRateBps',
      ]);
      expect(await refused({ vatPayer: false })).toEqual(['settings/vat-default settings.defaultVatRateBps']);
      expect(await refused({ languages: ['ru', 'ru'] })).toEqual(['settings/repeated settings.languages']);
      expect(await refused({ name: '' })).toEqual(['common/validation settings.name']);
    });

    it('take a sole trader by his PINFL', async () => {
      expect((await change({ taxId: '31505901234568' })).body.settings.taxId).toBe('31505901234568');
    });

    it('tell whoever edits products the rates there are', async () => {
      const keeper = await api.signIn(api.a.employees['stock-keeper'].phone);
      const vat = await keeper.ask('GET', '/v1/settings/vat');
      expect(vat.body).toEqual({ vatPayer: true, vatRatesBps: [1200, 600, 0], defaultVatRateBps: 1200 });
      expect((await keeper.ask('GET', path)).status).toBe(403);
    });

    it('leave tax id, VAT and the obligatory second factor to whoever manages roles', async () => {
      const manager = await api.signIn(api.a.employees.manager.phone);
      const ask = async (part: Partial<BusinessSettings>) => {
        const { version, settings } = await read<BusinessSettings>(path);
        return manager.ask('PUT', path, { body: { version, settings: { ...settings, ...part } } });
      };
      const refused = await ask({
        taxId: '301234561',
        vatPayer: false,
        vatRatesBps: [],
        defaultVatRateBps: null,
      });
      expect(refused.status).toBe(403);
      expect(fieldsOf(refused.body)).toEqual([
        'settings/owner-only settings.taxId',
        'settings/owner-only settings.vatPayer',
      ]);
      // The way back is no way round.
      const { version } = await read<BusinessSettings>(path);
      const back = await manager.ask('POST', `${path}/return`, { body: { version, to: 1 } });
      expect(fieldsOf(back.body)).toEqual(['settings/owner-only settings.taxId']);
      const { settings } = await read<BusinessSettings>(path);
      const strict = { ...settings, secondFactorRequired: true };
      expect(checkAuthority(strict, settings)).toEqual([
        { code: 'settings/owner-only', field: 'settings.secondFactorRequired' },
      ]);
      expect(checkAuthority(settings, strict)).toEqual([]);
      expect((await ask({ legalName: 'Anor MChJ' })).status).toBe(200);
    });

    it('have a history: who, when, what; and a way back', async () => {
      const { body } = await owner.ask('GET', `${path}/history`);
      const versions = body.items.map((it: { version: number }) => it.version);
      expect(versions).toEqual([...versions].sort((a, b) => b - a));
      expect(body.items.at(-1)).toMatchObject({ version: 1, event: 'create', changedBy: null, before: null });
      const second = body.items.at(-2);
      expect(second).toMatchObject({
        version: 2,
        event: 'change',
        changedBy: { id: api.a.employees.owner.id, name: 'owner of Anor' },
        before: { name: 'Anor' },
        after: { name: 'Anor savdo' },
      });
      const now = await read<BusinessSettings>(path);
      const back = await owner.ask('POST', `${path}/return`, { body: { version: now.version, to: 1 } });
      expect(back.body).toMatchObject({ version: now.version + 1, settings: { name: 'Anor' } });
      const after = await owner.ask('GET', `${path}/history?limit=1`);
      expect(after.body.items[0]).toMatchObject({ event: 'return', returnedTo: 1 });
      const older = await owner.ask('GET', `${path}/history?limit=1&cursor=${after.body.next}`);
      expect(older.body.items[0].version).toBe(now.version);
      const nowhere = { version: now.version + 1, to: 99 };
      expect((await owner.ask('POST', `${path}/return`, { body: nowhere })).status).toBe(404);
    });

    it('do not go back to a version that lacks what has to be chosen since', async () => {
      await withClient(api.database.adminUrl, (client) =>
        client.query(
          `UPDATE settings_version SET settings = settings - 'kind' WHERE tenant_id = $1 AND store_id IS NULL AND version = 2`,
          [api.a.tenantId],
        ),
      );
      const { version } = await read<BusinessSettings>(path);
      const back = await owner.ask('POST', `${path}/return`, { body: { version, to: 2 } });
      expect([back.status, back.body.error.code]).toEqual([409, 'settings/return-outdated']);
    });

    it('stand in the audit log, each change in its own transaction', async () => {
      const { rows } = await withClient(api.database.adminUrl, (client) =>
        client.query(
          `SELECT actor_id, before, after FROM audit_log WHERE tenant_id = $1 AND action = 'settings/change' ORDER BY seq`,
          [api.a.tenantId],
        ),
      );
      const { version } = await read(path);
      expect(rows).toHaveLength(version - 1);
      expect(rows[0]).toMatchObject({
        actor_id: api.a.employees.owner.id,
        before: { name: 'Anor', version: 1 },
        after: { name: 'Anor savdo', version: 2 },
      });
    });

    it('cannot be rewritten in the history by the server itself', async () => {
      const may = await withClient(api.database.adminUrl, (client) =>
        client.query(
          `SELECT p FROM unnest(ARRAY['UPDATE', 'DELETE', 'TRUNCATE']) p WHERE has_table_privilege('jowi_app', 'settings_version', p)`,
        ),
      );
      expect(may.rows).toEqual([]);
    });
  });

  describe('of a store', () => {
    let seen: Kept<StoreSettings>;
    beforeEach(async () => {
      seen = await read<StoreSettings>(storePath);
    });
    const change = (part: Partial<StoreSettings>) =>
      put(storePath, { version: seen.version, settings: { ...seen.settings, ...part } });

    it('keep receipt lines, rounding, stock policy and limits', async () => {
      const part: Partial<StoreSettings> = {
        phone: '+998712001020',
        receiptLanguages: ['uz', 'ru'],
        receiptHeader: { ru: ['Добро пожаловать'], uz: ['Xush kelibsiz'] },
        receiptFooter: { ru: ['', 'Спасибо!', ''], uz: [' Rahmat! '] },
        policy: {
          vatPer: 'receipt',
          vatRounding: 'floor',
          lineRounding: 'half-up',
          cashRoundingTiyin: '10000',
        },
        negativeStock: 'pin',
        limits: { discountBps: 500, priceOverrideBps: null, refundTiyin: '100000000', cashOutTiyin: null },
      };
      const changed = await change(part);
      expect(changed.status).toBe(200);
      expect(changed.body).toMatchObject({
        version: seen.version + 1,
        doubts: [],
        settings: { ...part, receiptFooter: { ru: ['Спасибо!'], uz: ['Rahmat!'] } },
      });
      expect(await read(storePath)).toEqual(changed.body);
    });

    it('refuse lines the paper has no room for or the printer no letter', async () => {
      const long = 'м'.repeat(33);
      const narrow = await change({ paperMm: 58, receiptHeader: { ru: ['ok', long], uz: [] } });
      expect(narrow.status).toBe(422);
      expect(narrow.body.error.details).toEqual([
        {
          code: 'settings/line-long',
          params: { length: 33, max: 32 },
          field: 'settings.receiptHeader.ru.1',
        },
      ]);
      expect((await change({ paperMm: 80, receiptHeader: { ru: [long], uz: [] } })).status).toBe(200);
      seen = await read<StoreSettings>(storePath);
      const letters = await change({ receiptFooter: { ru: ['Ждём 🙂'], uz: ['a\u001b@'] } });
      expect(fieldsOf(letters.body)).toEqual([
        'settings/line-letter settings.receiptFooter.ru.0',
        'settings/line-letter settings.receiptFooter.uz.0',
      ]);
      const many = await change({ receiptFooter: { ru: Array(6).fill('x'), uz: [] } });
      expect(fieldsOf(many.body)).toEqual(['common/validation settings.receiptFooter.ru']);
    });

    it('refuse rounding that takes more than a thousand so’m, and limits that are none', async () => {
      const rough = await change({ policy: { ...seen.settings.policy, cashRoundingTiyin: '1000000' } });
      expect(fieldsOf(rough.body)).toEqual(['settings/cash-rounding settings.policy.cashRoundingTiyin']);
      const wild = { discountBps: 10_001, priceOverrideBps: null, refundTiyin: '-1', cashOutTiyin: null };
      expect(fieldsOf((await change({ limits: wild })).body)).toEqual([
        'common/validation settings.limits.discountBps',
        'common/validation settings.limits.refundTiyin',
      ]);
    });

    it('warn of a place abroad or turned round, and keep it', async () => {
      const moscow = await change({ latitude: 55.75, longitude: 37.62 });
      expect(moscow.body.doubts).toEqual(['place-abroad']);
      seen = await read<StoreSettings>(storePath);
      const turned = await change({ latitude: 69.24, longitude: 41.31 });
      expect(turned.body.doubts).toEqual(['place-swapped']);
      seen = await read<StoreSettings>(storePath);
      expect((await change({ latitude: 41.31, longitude: 69.24 })).body.doubts).toEqual([]);
    });

    it('go back to what they were', async () => {
      const back = await owner.ask('POST', `${storePath}/return`, {
        body: { version: seen.version, to: 1 },
      });
      expect(back.body).toMatchObject({
        version: seen.version + 1,
        settings: { receiptHeader: { ru: [], uz: [] }, negativeStock: 'warn', limits: null },
      });
      const { body } = await owner.ask('GET', `${storePath}/history`);
      expect(body.items[0]).toMatchObject({ event: 'return', returnedTo: 1 });
    });
  });

  describe('stores', () => {
    const place = { name: 'Ikkinchi', address: 'Chilonzor 5', phone: null, latitude: 41.28, longitude: 69.2 };
    const create = (body: object) => owner.ask('POST', '/v1/settings/stores', { body });

    it('are added with a warehouse, like another one if wished', async () => {
      const { body: own } = await owner.ask('GET', storePath);
      await put(storePath, { ...own, settings: { ...own.settings, negativeStock: 'block' } });
      const made = await create({ ...place, likeStoreId: api.a.storeId });
      expect(made.status).toBe(201);
      expect(made.body).toMatchObject({
        version: 1,
        isClosed: false,
        settings: { ...place, negativeStock: 'block' },
      });
      const till = await owner.ask('POST', '/v1/terminals', { body: { name: 'K', storeId: made.body.id } });
      expect(till.status).toBe(201);
      const twice = await create({ ...place, name: 'IKKINCHI' });
      expect([twice.status, twice.body.error.code, twice.body.error.field]).toEqual([
        409,
        'settings/store-name-taken',
        'name',
      ]);
      expect((await create({ ...place, name: 'Uchinchi', likeStoreId: api.b.storeId })).status).toBe(404);
    });

    it('close only without tills and never the last one, and open again', async () => {
      const { body: list } = await owner.ask('GET', '/v1/settings/stores');
      const second = list.items.find((it: { name: string }) => it.name === 'Ikkinchi');
      const path = `/v1/settings/stores/${second.id}`;
      const close = () => owner.ask('POST', `${path}/close`, { body: { version: second.version } });
      const busy = await close();
      expect([busy.status, busy.body.error]).toMatchObject([
        409,
        { code: 'settings/store-has-tills', params: { count: 1 } },
      ]);
      const { body: tills } = await owner.ask('GET', '/v1/terminals');
      const till = tills.items.find((it: { storeId: string }) => it.storeId === second.id);
      await owner.ask('POST', `/v1/terminals/${till.id}/revoke`);
      const comeBack = () => owner.ask('POST', `/v1/terminals/${till.id}/pairing-code`);
      const { body: early } = await comeBack();
      const closed = await close();
      expect(closed.body).toMatchObject({ isClosed: true, version: second.version + 1 });
      const version = closed.body.version;
      const changed = await put(path, { version, settings: closed.body.settings });
      expect(changed.body.error.code).toBe('settings/store-closed');
      const newTill = await owner.ask('POST', '/v1/terminals', { body: { name: 'K2', storeId: second.id } });
      expect(newTill.body.error.code).toBe('settings/store-closed');
      // nor does the old one come back, not even by a code that was made before
      expect((await comeBack()).body.error.code).toBe('settings/store-closed');
      const publicKey = randomBytes(32).toString('base64url');
      const paired = await api.nobody.ask('POST', '/v1/terminals/pair', {
        body: { code: early.code, publicKey },
      });
      expect(paired.body.error.code).toBe('settings/store-closed');
      const last = await owner.ask('POST', `${storePath}/close`, {
        body: { version: (await read(storePath)).version },
      });
      expect(last.body.error.code).toBe('settings/store-last');
      // its name is free meanwhile, and then it is not
      await create({ ...place });
      const taken = await owner.ask('POST', `${path}/reopen`, { body: { version } });
      expect(taken.body.error.code).toBe('settings/store-name-taken');
      const { body: now } = await owner.ask('GET', '/v1/settings/stores');
      expect(now.items.map((it: { isClosed: boolean }) => it.isClosed)).toEqual([false, false, true]);
    });

    it('belong to those who work there: another one is not there for them', async () => {
      const { body: list } = await owner.ask('GET', '/v1/settings/stores');
      const second = list.items.find(
        (it: { name: string; isClosed: boolean }) => it.name === 'Ikkinchi' && !it.isClosed,
      );
      await withClient(api.database.adminUrl, async (client) => {
        const { id } = api.a.employees.manager;
        await client.query('UPDATE employee SET all_stores = false WHERE id = $1', [id]);
        await client.query(
          'INSERT INTO employee_store (tenant_id, employee_id, store_id) VALUES ($1, $2, $3)',
          [api.a.tenantId, id, second.id],
        );
      });
      const manager = await api.signIn(api.a.employees.manager.phone);
      const mine = await manager.ask('GET', '/v1/settings/stores');
      expect(mine.body.items.map((it: { id: string }) => it.id)).toEqual([second.id]);
      expect((await manager.ask('GET', storePath)).status).toBe(404);
      const { body: own } = await owner.ask('GET', storePath);
      expect((await manager.ask('PUT', storePath, { body: own })).status).toBe(404);
      expect((await manager.ask('GET', `${storePath}/history`)).status).toBe(404);
      const { body: hers } = await manager.ask('GET', `/v1/settings/stores/${second.id}`);
      const settings = { ...hers.settings, negativeStock: 'allow' };
      const saved = await manager.ask('PUT', `/v1/settings/stores/${second.id}`, {
        body: { version: hers.version, settings },
      });
      expect(saved.status).toBe(200);
      const { body: business } = await manager.ask('GET', '/v1/settings/business');
      expect(business.mayChange).toBe(false);
      expect(mine.body.mayCreate).toBe(false);
      expect((await manager.ask('PUT', '/v1/settings/business', { body: business })).status).toBe(403);
      expect((await manager.ask('POST', '/v1/settings/stores', { body: place })).status).toBe(403);
    });
  });
});
