import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestApi, type TestApi } from './support/api.ts';
import { startNeighbour } from './support/neighbour.ts';
import { WEB_ORIGIN } from './support/settings.ts';

const REQUESTS = 1_000;

let api: TestApi;
let servers: NestFastifyApplication[];

beforeAll(async () => {
  api = await startTestApi();
  servers = [api.app, await startNeighbour(api)];
});
afterAll(async () => {
  await servers[1]?.close();
  await api.close();
});

/** Everything at once, through the routes, with the limits as they are set: what a thief sees and what he costs. */
it('a thousand requests for codes at once on two servers stay in budget, and none fails', async () => {
  const known = Object.values(api.a.employees).map(({ phone }) => phone);
  const statuses = new Map<number, number>();
  await Promise.all(
    Array.from({ length: REQUESTS }, async (_, i) => {
      // Every other one for somebody who has an account, the rest for phones nobody has.
      const phone = i % 2 ? `+99891${String(1_000_000 + i)}` : (known[i % known.length] as string);
      const answer = await (servers[i % 2] as NestFastifyApplication).inject({
        method: 'POST',
        url: '/v1/auth/code',
        headers: {
          'content-type': 'application/json',
          origin: WEB_ORIGIN,
          'x-forwarded-for': `203.0.113.${i % 5}`,
        },
        payload: JSON.stringify({ phone, purpose: 'sign-in', language: 'ru' }),
      });
      statuses.set(answer.statusCode, (statuses.get(answer.statusCode) ?? 0) + 1);
      if (answer.statusCode !== 200) expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
    }),
  );
  await expect
    .poll(async () => (await shown()).length, { timeout: 10_000, interval: 300 })
    .toBeGreaterThan(0);
  await new Promise((resolve) => setTimeout(resolve, 2_500));
  const messages = await shown();
  const perPhone = new Map<string, number>();
  for (const { to } of messages) perPhone.set(to, (perPhone.get(to) ?? 0) + 1);
  console.log(
    `storm over HTTP: ${REQUESTS} requests, answers ${JSON.stringify(Object.fromEntries(statuses))}, ${messages.length} messages`,
  );
  // Five addresses with twenty each; one code for each of five people.
  // 503: the store of the limits had no time; a machine that does nothing else answers none.
  expect([...statuses.keys()].filter((status) => ![200, 429, 503].includes(status))).toEqual([]);
  expect(statuses.get(429)).toBeGreaterThan(0);
  expect(statuses.get(200)).toBeLessThanOrEqual(100);
  expect(messages.length).toBeLessThanOrEqual(known.length);
  expect([...perPhone.values()].every((count) => count === 1)).toBe(true);
  expect([...perPhone.keys()].every((phone) => known.includes(phone))).toBe(true);
});

const shown = async (): Promise<{ to: string }[]> =>
  (await api.nobody.ask('GET', '/v1/dev/messages')).body.items;
