import { expect, it } from 'vitest';
import { readHostSettings } from './host-settings.ts';

it('has a usual value for everything', () => {
  const settings = readHostSettings({});
  expect(settings).toMatchObject({
    port: 4100,
    apiUrl: 'http://127.0.0.1:4000',
    fiscalUrl: 'http://127.0.0.1:3448/rpc/api',
    printerPort: 9100,
    pairingCode: null,
  });
});

it('takes what is given and treats an empty value as not given', () => {
  const settings = readHostSettings({
    TILL_PORT: '0',
    API_URL: 'https://shop.example/',
    TILL_PAIRING_CODE: ' ab12cd34 ',
    PRINTER_HOST: '',
  });
  expect(settings).toMatchObject({
    port: 0,
    apiUrl: 'https://shop.example',
    pairingCode: 'AB12CD34',
    printerHost: '127.0.0.1',
  });
});

it('names every bad setting in one line', () => {
  const bad = { TILL_PORT: 'many', API_URL: 'ftp://x', TILL_PAIRING_CODE: '12' };
  expect(() => readHostSettings(bad)).toThrow(/TILL_PORT.*API_URL.*TILL_PAIRING_CODE/);
  expect(() => readHostSettings(bad)).toThrow(/^Bad settings of the till/);
});
