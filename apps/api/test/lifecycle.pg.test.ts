import { withClient } from '@jowi/testkit/postgres';
import { describe, expect, it } from 'vitest';
import { startTestApi } from './support/api.ts';

describe('the life of the server', () => {
  it('goes on after the database threw its connections out', async () => {
    await using api = await startTestApi();
    const owner = await api.signIn(api.a.employees.owner.phone);
    const cut = () =>
      withClient(api.database.adminUrl, (client) =>
        client.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
          WHERE datname = current_database() AND pid <> pg_backend_pid()`),
      );
    for (let round = 0; round < 3; round++) {
      const asked = Promise.all(
        ['/v1/terminals', '/v1/auth/me', '/v1/products'].map((path) => owner.ask('GET', path)),
      );
      await cut();
      for (const { status } of await asked) expect([200, 503]).toContain(status);
    }
    await expect.poll(async () => (await owner.ask('GET', '/v1/auth/me')).status).toBe(200);
    await expect.poll(async () => (await owner.ask('GET', '/v1/terminals')).status).toBe(200);
  });

  it('stops though a till listens for pokes, and ends what the till hears', async () => {
    const api = await startTestApi();
    const till = await api.pairTerminal(api.a);
    await api.app.listen(0, '127.0.0.1');
    const events = await fetch(`${await api.app.getUrl()}/v1/sync/events`, {
      headers: { authorization: till.bearer() },
    });
    const heard = events.body?.getReader();
    expect(new TextDecoder().decode((await heard?.read())?.value)).toContain('poke');
    await api.close();
    let last = await heard?.read();
    while (!last?.done) last = await heard?.read();
    expect(last.done).toBe(true);
  }, 15_000);
});
