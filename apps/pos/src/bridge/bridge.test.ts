import { describe, expect, it, vi } from 'vitest';
import { EMPTY_CART, LINE_ID, SAMPLE_CART } from '../../test/sample-views.ts';
import { createBridge, type Transport } from './bridge.ts';
import { createBridgeServer, type ServedDomain } from './bridge-server.ts';
import type { Handlers } from './method.ts';
import { saleContract } from './sale/contract.ts';

const silent = () => {};

function domains(handlers: Record<string, unknown>): Record<string, ServedDomain> {
  return { sale: { contract: saleContract, handlers: handlers as Handlers<never> } };
}

/** A wire that changes nothing, or changes the answer as a broken host would. */
function wire(handlers: Record<string, unknown>, spoil: (raw: unknown) => unknown = (raw) => raw) {
  const server = createBridgeServer(domains(handlers), silent);
  let push: (raw: unknown) => void = silent;
  const transport: Transport = {
    request: async (request) => spoil(JSON.parse(JSON.stringify(await server(request)))),
    onMessage: (listener) => {
      push = listener;
      return silent;
    },
    onLink: () => silent,
  };
  return { bridge: createBridge(transport), push: (raw: unknown) => push(raw) };
}

describe('bridge server', () => {
  it('answers a call with the value of the engine', async () => {
    const server = createBridgeServer(
      domains({ cart: async () => ({ ok: true, value: SAMPLE_CART }) }),
      silent,
    );
    expect(await server({ id: 7, domain: 'sale', method: 'cart', params: {} })).toEqual({
      id: 7,
      result: { ok: true, value: SAMPLE_CART },
    });
  });

  it.each([
    undefined,
    null,
    'cart',
    [],
    {},
    { id: 'x', domain: 'sale', method: 'cart', params: {} },
    { id: 1, domain: 'sale', method: 'cart', params: {}, extra: 1 },
    { id: -1, domain: 'sale', method: 'cart', params: {} },
  ])('has no answer for what is not a request: %j', async (raw) => {
    expect(await createBridgeServer(domains({}), silent)(raw)).toBeNull();
  });

  it.each([
    ['sale', 'steal'],
    ['nowhere', 'cart'],
    ['__proto__', 'toString'],
    ['sale', 'constructor'],
    ['sale', '__proto__'],
  ])('knows no %s.%s', async (domain, method) => {
    const server = createBridgeServer(domains({}), silent);
    const answer = await server({ id: 1, domain, method, params: {} });
    expect(answer?.result).toEqual({ ok: false, problem: { code: 'common/not-found' } });
  });

  it.each([
    ['setQuantity', { lineId: LINE_ID, qtyMilli: '0' }],
    ['setQuantity', { lineId: LINE_ID, qtyMilli: '-1000' }],
    ['setQuantity', { lineId: LINE_ID, qtyMilli: 1000 }],
    ['setQuantity', { lineId: 'x', qtyMilli: '1000' }],
    ['payCash', { tenderedTiyin: '1e9' }],
    ['payCash', { tenderedTiyin: '-5' }],
    ['scan', { code: '' }],
    ['scan', { code: 'x'.repeat(201) }],
    ['setLineDiscount', { lineId: LINE_ID, discount: { kind: 'percent', bps: 10_001 } }],
    ['cart', { unexpected: true }],
  ])('refuses bad params of %s before the engine sees them: %j', async (method, params) => {
    const handler = vi.fn();
    const server = createBridgeServer(domains({ [method]: handler }), silent);
    const answer = await server({ id: 1, domain: 'sale', method, params });
    expect(answer?.result).toMatchObject({ ok: false, problem: { code: 'common/validation' } });
    expect(handler).not.toHaveBeenCalled();
  });

  it('turns an exception into a code, without its text', async () => {
    const fail = async () => {
      throw new Error('SQLITE_IOERR /var/secret');
    };
    const answer = await createBridgeServer(
      domains({ cart: fail }),
      silent,
    )({
      id: 1,
      domain: 'sale',
      method: 'cart',
      params: {},
    });
    expect(JSON.stringify(answer)).not.toContain('secret');
    expect(answer?.result).toEqual({ ok: false, problem: { code: 'common/internal' } });
  });

  it('never lets a value outside the contract leave', async () => {
    const value = { ...SAMPLE_CART, totalTiyin: 3500 };
    const server = createBridgeServer(domains({ cart: async () => ({ ok: true, value }) }), silent);
    const answer = await server({ id: 1, domain: 'sale', method: 'cart', params: {} });
    expect(answer?.result).toEqual({ ok: false, problem: { code: 'common/internal' } });
  });
});

describe('bridge client', () => {
  it('brings a value and a refusal across', async () => {
    const { bridge } = wire({
      cart: async () => ({ ok: true, value: SAMPLE_CART }),
      scan: async () => ({ ok: false, problem: { code: 'sales/barcode-unknown', params: { code: '1' } } }),
    });
    expect(await bridge.call('sale', 'cart', {})).toEqual({ ok: true, value: SAMPLE_CART });
    expect(await bridge.call('sale', 'scan', { code: '1' })).toEqual({
      ok: false,
      problem: { code: 'sales/barcode-unknown', params: { code: '1' } },
    });
  });

  it('refuses bad params without asking the host', async () => {
    const handler = vi.fn();
    const { bridge } = wire({ payCash: handler });
    const answer = await bridge.call('sale', 'payCash', { tenderedTiyin: 'many' });
    expect(answer).toEqual({ ok: false, problem: { code: 'common/validation', field: 'tenderedTiyin' } });
    expect(handler).not.toHaveBeenCalled();
  });

  it.each([
    ['no envelope', () => 'hello'],
    ['the answer to another question', (raw: unknown) => ({ ...(raw as object), id: 999 })],
    [
      'a figure that is not one',
      () => ({ id: 1, result: { ok: true, value: { ...EMPTY_CART, totalTiyin: '12,5' } } }),
    ],
    ['an unknown refusal', () => ({ id: 1, result: { ok: false, problem: { code: 'made/up' } } })],
  ])('does not believe %s', async (_name, spoil) => {
    const { bridge } = wire({ cart: async () => ({ ok: true, value: EMPTY_CART }) }, spoil);
    expect((await bridge.call('sale', 'cart', {})).ok).toBe(false);
  });

  it('says the host cannot be reached when it cannot', async () => {
    const transport: Transport = {
      request: () => Promise.reject(new Error('gone')),
      onMessage: () => silent,
      onLink: () => silent,
    };
    expect(await createBridge(transport).call('sale', 'cart', {})).toEqual({
      ok: false,
      problem: { code: 'common/unavailable' },
    });
  });

  it('passes events on and drops what is none', () => {
    const { bridge, push } = wire({});
    const heard = vi.fn();
    const stop = bridge.on('receipt-changed', heard);
    push({ event: 'receipt-changed' });
    push({ event: 'receipt-changed', amount: 5 });
    push({ event: 'unheard-of' });
    push(null);
    stop();
    push({ event: 'receipt-changed' });
    expect(heard.mock.calls).toEqual([[{ event: 'receipt-changed' }]]);
  });
});
