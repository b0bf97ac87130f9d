import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApi, type TestApi } from '../../../test/support/api.ts';

const WINDOW_MS = 10_000;

/** Small numbers, so that a test can reach them; the usual ones are in the hundreds and thousands. */
describe('limits of all requests', () => {
  let api: TestApi;

  beforeAll(async () => {
    api = await startTestApi({
      REQUESTS_PER_ADDRESS: '60',
      REQUESTS_PER_ACCOUNT: '20',
      REQUESTS_PER_TENANT: '30',
      REQUESTS_PER_TERMINAL: '15',
    });
  });
  afterAll(() => api.close());

  const many = async (count: number, ask: () => Promise<{ status: number }>) => {
    const statuses: number[] = [];
    for (let i = 0; i < count; i++) statuses.push((await ask()).status);
    return statuses.filter((status) => status === 429).length;
  };

  it('count an account, then its business, and leave other businesses alone', async () => {
    const owner = await api.signIn(api.a.employees.owner.phone);
    const manager = await api.signIn(api.a.employees.manager.phone);
    const other = await api.signIn(api.b.employees.owner.phone);
    api.clock.advance(WINDOW_MS);
    expect(await many(22, () => owner.ask('GET', '/v1/auth/session'))).toBe(2);
    const refused = await owner.ask('GET', '/v1/auth/session');
    expect(refused.body.error.code).toBe('common/too-many-requests');
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect(Number(refused.headers['retry-after'])).toBeLessThanOrEqual(10);
    // Of the thirty of the business twenty are gone.
    expect(await many(12, () => manager.ask('GET', '/v1/auth/session'))).toBe(2);
    expect(await many(12, () => other.ask('GET', '/v1/auth/session'))).toBe(0);
    api.clock.advance(WINDOW_MS);
    expect((await owner.ask('GET', '/v1/auth/session')).status).toBe(200);
  });

  it('count an address before anything is read, and starve no till behind it', async () => {
    const till = await api.pairTerminal(api.a);
    api.clock.advance(WINDOW_MS);
    expect(await many(70, () => api.nobody.ask('GET', '/health'))).toBe(10);
    expect((await api.askAs(till, 'GET', '/v1/sync/time')).status).not.toBe(429);
    expect(await many(20, () => api.askAs(till, 'GET', '/v1/sync/pull'))).toBe(6);
    api.clock.advance(WINDOW_MS);
  });

  it('count every address for itself, and a made-up header of the client only behind a proxy of ours', async () => {
    api.clock.advance(WINDOW_MS);
    let address = 0;
    const ask = () =>
      api.nobody.ask('GET', '/health', {
        headers: { 'x-forwarded-for': `9.9.9.9, 203.0.113.${++address % 4}` },
      });
    expect(await many(80, ask)).toBe(0);
    expect(
      await many(70, () =>
        api.nobody.ask('GET', '/health', {
          headers: { 'x-forwarded-for': `10.1.1.${++address}, 198.51.100.1` },
        }),
      ),
    ).toBe(10);
  });
});
