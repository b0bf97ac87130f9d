import { zErrorBody } from '@jowi/contracts/errors';
import { waitFor } from '@jowi/testkit/wait-for';
import { Controller, Module, Post } from '@nestjs/common';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startTestApi, type TestApi } from '../../../test/support/api.ts';
import type { TestTill } from '../../../test/support/test-till.ts';
import { CurrentTerminal, ForTerminal, type TerminalIdentity } from '../auth/access.ts';
import { WaitsAt } from '../auth/till-entrance.ts';
import { Admission } from './admission.ts';

/** Work that lasts until it is let go. */
const atWork: { tenantId: string; finish: () => void }[] = [];

@Controller('v1/test-work')
@ForTerminal()
class WorkController {
  @Post()
  @WaitsAt('sync')
  async work(@CurrentTerminal() { tenantId }: TerminalIdentity): Promise<{ done: true }> {
    await new Promise<void>((finish) => atWork.push({ tenantId, finish }));
    return { done: true };
  }
}

@Module({ controllers: [WorkController] })
class WorkModule {}

const [AT_ONCE, PART, WAITING] = [4, 2, 6];

describe('a server that has too much to do', () => {
  let api: TestApi;
  let admission: Admission;
  let url: string;
  let a: TestTill;
  let b: TestTill;

  beforeAll(async () => {
    api = await startTestApi(
      {
        SYNC_AT_ONCE: String(AT_ONCE),
        SYNC_AT_ONCE_PER_TENANT: String(PART),
        SYNC_WAITING: String(WAITING),
        SYNC_PATIENCE_SECONDS: '15',
        SNAPSHOTS_AT_ONCE: '1',
        LISTENERS_AT_ONCE: '2',
      },
      [WorkModule],
    );
    admission = api.app.get(Admission);
    await api.app.listen(0, '127.0.0.1');
    url = await api.app.getUrl();
    a = await api.pairTerminal(api.a);
    b = await api.pairTerminal(api.b);
  });
  afterAll(async () => {
    // Of the crowd: they would be kept for the next request.
    api.app.getHttpServer().closeAllConnections();
    await api.close();
  });
  afterEach(async () => {
    await waitFor(() => {
      for (const { finish } of atWork.splice(0)) finish();
      const { inside, waiting } = admission.counts().sync;
      return inside + waiting === 0;
    });
  });

  const ask = (till: TestTill, body = '{}') =>
    fetch(`${url}/v1/test-work`, {
      method: 'POST',
      headers: { authorization: till.bearer(), 'content-type': 'application/json' },
      body,
    });
  const workOf = (till: TestTill) => atWork.filter(({ tenantId }) => tenantId === till.tenantId).length;
  const settle = (inside: number, waiting: number) =>
    waitFor(() => {
      const counts = admission.counts().sync;
      return counts.inside === inside && counts.waiting === waiting;
    });

  it('tells what does not fit when to come back, in the one shape of all refusals', async () => {
    const crowd = Array.from({ length: AT_ONCE + WAITING }, () => ask(a));
    await settle(AT_ONCE, WAITING);
    const before = admission.counts().sync.shed;
    const refused = await ask(a, `{"much":"${'x'.repeat(1_000_000)}"}`);
    expect(refused.status).toBe(503);
    const seconds = Number(refused.headers.get('retry-after'));
    expect(seconds).toBeGreaterThanOrEqual(1);
    expect(seconds).toBeLessThanOrEqual(30);
    const { error } = zErrorBody.parse(await refused.json());
    expect(error).toMatchObject({ code: 'common/busy', params: { seconds } });
    expect(admission.counts().sync.shed).toBe(before + 1);
    // Those inside and in the queue know nothing of it.
    await waitFor(() => {
      for (const { finish } of atWork.splice(0)) finish();
      return admission.counts().sync.inside === 0;
    });
    const statuses = await Promise.all(crowd.map(async (answer) => (await answer).status));
    expect(statuses.every((status) => status === 201)).toBe(true);
  });

  it('has a place for one business at once, whatever the crowd of another', async () => {
    const first = ask(b);
    await settle(1, 0);
    const crowd = Array.from({ length: 20 }, () => ask(a));
    await settle(1 + PART, WAITING);
    await waitFor(() => admission.counts().sync.shed >= 20 - PART - WAITING);
    const second = ask(b);
    await waitFor(() => workOf(b) === 2);
    expect(workOf(a)).toBe(PART);
    for (const { finish } of atWork.splice(0)) finish();
    expect([(await first).status, (await second).status]).toEqual([201, 201]);
    await waitFor(() => {
      for (const { finish } of atWork.splice(0)) finish();
      return admission.counts().sync.inside === 0;
    });
    const statuses = await Promise.all(crowd.map(async (answer) => (await answer).status));
    expect(statuses.filter((status) => status === 503).length).toBe(20 - PART - WAITING);
  });

  it('keeps nothing of those who hung up, waiting or inside', async () => {
    const abort = new AbortController();
    const gone = Array.from({ length: AT_ONCE + WAITING }, () =>
      fetch(`${url}/v1/test-work`, {
        method: 'POST',
        headers: { authorization: a.bearer() },
        signal: abort.signal,
      }).catch(() => null),
    );
    await waitFor(() => admission.counts().sync.waiting === WAITING);
    abort.abort();
    await Promise.all(gone);
    await settle(0, 0);
  });

  it('checks a signature before a turn is given: who claims to be another business gets neither', async () => {
    const forged = a.bearer({ tid: b.tenantId });
    const refused = await fetch(`${url}/v1/test-work`, {
      method: 'POST',
      headers: { authorization: forged },
    });
    expect(refused.status).toBe(401);
    expect(admission.counts().entrance).toMatchObject({ inside: 0, waiting: 0 });
    expect(admission.counts().sync).toMatchObject({ inside: 0, waiting: 0 });
  });

  it('streams so many first loads and listens to so many tills, and gives their places back', async () => {
    const listen = (till: TestTill) =>
      fetch(`${url}/v1/sync/events`, { headers: { authorization: till.bearer() } });
    const [one, two] = await Promise.all([listen(a), listen(b)]);
    const three = await listen(a);
    expect([one.status, two.status, three.status]).toEqual([200, 200, 503]);
    await three.body?.cancel();
    await one.body?.cancel();
    await two.body?.cancel();
    await waitFor(() => admission.counts().listen.inside === 0);
    for (let i = 0; i < 3; i++) {
      const loaded = await fetch(`${url}/v1/sync/snapshot`, { headers: { authorization: a.bearer() } });
      expect(loaded.status).toBe(200);
      await loaded.text();
    }
    await waitFor(() => admission.counts().snapshot.inside === 0);
  });
});
