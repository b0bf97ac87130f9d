import type { BusinessSettings } from '@jowi/contracts/http/settings';
import { expect, it } from 'vitest';
import { startTestApi } from '../../../test/support/api.ts';

it('settings decide which VAT rates a product may have, typed or imported; one that has another keeps it', async () => {
  await using api = await startTestApi();
  const owner = await api.signIn(api.a.employees.owner.phone);
  const path = '/v1/settings/business';
  const rates = async (vatRatesBps: number[]) => {
    const { body } = await owner.ask('GET', path);
    const { version, settings }: { version: number; settings: BusinessSettings } = body;
    const changed = await owner.ask('PUT', path, {
      body: { version, settings: { ...settings, vatRatesBps, defaultVatRateBps: null } },
    });
    expect(changed.status).toBe(200);
  };
  const product = {
    sku: 'VAT-1',
    name: { ru: 'Чай', uz: 'Choy' },
    barcodes: [],
    priceTiyin: '100',
    vatRateBps: 650,
    unit: 'piece',
    ikpu: null,
    packageCode: null,
  };
  const create = (body: object) => owner.ask('POST', '/v1/products', { body });
  const refused = await create(product);
  expect([refused.status, refused.body.error.code]).toEqual([422, 'catalogue/vat-rate-unknown']);
  await rates([1200, 650]);
  const { body: made } = await create(product);
  const csv = (sku: string) => `sku,name_ru,price,vat\n${sku},Кофе,100,"6,5"\n`;
  const check = (sku: string) =>
    owner.ask('POST', '/v1/products/import?mode=check', {
      body: csv(sku),
      headers: { 'content-type': 'text/csv' },
    });
  expect((await check('VAT-2')).body).toMatchObject({ created: 1, problems: [] });
  await rates([1200]);
  const renamed = await owner.ask('PUT', `/v1/products/${made.id}`, {
    body: { ...product, version: made.version, priceTiyin: '200' },
  });
  expect(renamed.status).toBe(200);
  expect((await create({ ...product, sku: 'VAT-3' })).status).toBe(422);
  const [problem] = (await check('VAT-3')).body.problems;
  expect(problem).toMatchObject({ column: 'vat', problem: { code: 'catalogue/vat-rate-unknown' } });
  await rates([1200, 0]);
});
