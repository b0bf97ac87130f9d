import { randomUUID } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { GENESIS_HASH } from '@jowi/contracts/sync/journal';
import { zPullResponse, zSnapshotLine } from '@jowi/contracts/sync/pull';
import { sealEntry } from '@jowi/sync/journal-hash';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApi, type TestApi } from '../../../test/support/api.ts';
import { feedCaughtUp } from '../../../test/support/horizon.ts';
import type { TestTill } from '../../../test/support/test-till.ts';

const START = ['0', '0', '0'].map((xid) => `${xid}.00000000-0000-0000-0000-000000000000`).join('_');

describe('what tills fetch', () => {
  let api: TestApi;
  let till: TestTill;
  let admin: pg.Client;
  beforeAll(async () => {
    api = await startTestApi();
    till = await api.pairTerminal(api.a);
    admin = new pg.Client({ connectionString: api.database.adminUrl });
    await admin.connect();
  });
  afterAll(async () => {
    await admin.end();
    await api.close();
  });

  const addProducts = async (
    tenantId: string,
    count: number,
    client: pg.Client = admin,
  ): Promise<string[]> => {
    const ids = Array.from({ length: count }, () => randomUUID());
    await client.query(
      `INSERT INTO product (tenant_id, id, sku, name_ru, name_uz, price_tiyin, unit, search_text)
       SELECT $1, id, id::text, 'Хлеб', 'Non', 500000, 'piece', '' FROM unnest($2::uuid[]) AS id`,
      [tenantId, ids],
    );
    return ids;
  };
  const pull = async (cursor: string, limit = 1000) => {
    const answer = await api.askAs(
      till,
      'GET',
      `/v1/sync/pull?cursor=${encodeURIComponent(cursor)}&limit=${limit}`,
    );
    expect(answer.status).toBe(200);
    return zPullResponse.parse(answer.body);
  };
  const pullAll = async (cursor: string, limit: number) => {
    const ids: string[] = [];
    for (;;) {
      const page = await pull(cursor, limit);
      ids.push(...page.products.map((p) => p.id));
      cursor = page.cursor;
      if (!page.hasMore) return { ids, cursor };
    }
  };

  it('pages through everything once, and then brings only what is new', async () => {
    const added = await addProducts(api.a.tenantId, 25);
    await feedCaughtUp(admin);
    const { ids, cursor } = await pullAll(START, 7);
    expect(ids).toHaveLength(new Set(ids).size);
    expect(ids).toEqual(expect.arrayContaining(added));
    expect((await pullAll(cursor, 7)).ids).toEqual([]);
    await admin.query('UPDATE product SET price_tiyin = 600000, version = version + 1 WHERE id = $1', [
      added[3],
    ]);
    await feedCaughtUp(admin);
    expect((await pullAll(cursor, 7)).ids).toEqual([added[3]]);
  });

  it('goes by the number of a transaction, not by its digits: 9 comes before 10', async () => {
    const added = await addProducts(api.a.tenantId, 4);
    // In the order of their transactions, and each in a transaction of its own.
    for (const [i, xid] of ['9', '10', '99', '100'].entries())
      await admin.query(
        `INSERT INTO stock_balance (tenant_id, warehouse_id, product_id, qty_milli, cost_tiyin, xid)
         VALUES ($1, $2, $3, 1000, 0, $4::text::xid8)`,
        [api.a.tenantId, api.a.warehouseId, added[i], xid],
      );
    const seen: string[] = [];
    for (let cursor = START, isMore = true; isMore; ) {
      const page = await pull(cursor, 2);
      seen.push(...page.stock.map((row) => row.productId));
      ({ cursor, hasMore: isMore } = page);
    }
    expect(seen.filter((id) => added.includes(id))).toEqual(added);
  });

  it('shows a till only its own business', async () => {
    const foreign = await addProducts(api.b.tenantId, 3);
    const { ids } = await pullAll(START, 100);
    for (const id of foreign) expect(ids).not.toContain(id);
  });

  it('skips nothing while transactions commit in any order', async () => {
    const writers = await Promise.all(
      Array.from({ length: 6 }, async () => {
        const client = new pg.Client({ connectionString: api.database.adminUrl });
        await client.connect();
        return client;
      }),
    );
    const { cursor: start } = await pullAll(START, 1000);
    const written: string[] = [];
    let isWriting = true;
    const writing = Promise.all(
      writers.map(async (client, w) => {
        for (let i = 0; i < 25; i++) {
          await client.query('BEGIN');
          const ids = await addProducts(api.a.tenantId, 1, client);
          // The first to begin are not the first to commit.
          await client.query('SELECT pg_sleep($1)', [((w * 7 + i * 3) % 11) / 1000]);
          await client.query('COMMIT');
          written.push(...ids);
        }
      }),
    ).finally(() => {
      isWriting = false;
    });
    const seen: string[] = [];
    let cursor = start;
    for (let isLast = false; !isLast; ) {
      isLast = !isWriting;
      if (isLast) await feedCaughtUp(admin);
      const step = await pullAll(cursor, 10);
      seen.push(...step.ids);
      cursor = step.cursor;
    }
    await writing;
    await Promise.all(writers.map((client) => client.end()));
    expect(written).toHaveLength(150);
    expect(new Set(seen)).toEqual(new Set(written));
    expect(seen).toHaveLength(150);
  });

  it('the first load is the whole catalogue, and resumes where it was cut', async () => {
    const readLines = (text: string) =>
      text
        .trim()
        .split('\n')
        .map((line) => zSnapshotLine.parse(JSON.parse(line)));
    await feedCaughtUp(admin);
    const whole = readLines((await api.askAs(till, 'GET', '/v1/sync/snapshot')).text);
    const header = whole[0]!;
    if (header.type !== 'header') throw new Error('no header');
    const ids = whole.flatMap((line) => (line.type === 'product' ? [line.product.id] : []));
    expect(ids).toHaveLength(header.total);
    expect(ids).toEqual([...ids].sort());
    expect(whole.at(-1)!.type).toBe('end');

    const half = ids[Math.floor(ids.length / 2)]!;
    const rest = readLines(
      (await api.askAs(till, 'GET', `/v1/sync/snapshot?base=${header.base}&after=${half}`)).text,
    );
    expect(rest[0]).toMatchObject({ type: 'header', base: header.base });
    expect(rest.flatMap((line) => (line.type === 'product' ? [line.product.id] : []))).toEqual(
      ids.filter((id) => id > half),
    );

    const late = await addProducts(api.a.tenantId, 1);
    await feedCaughtUp(admin);
    expect((await pullAll(header.base, 1000)).ids).toEqual(late);
    expect((await pull(header.base)).employees.length).toBeGreaterThan(0);
  });

  it('compresses the first load for those who can read it', async () => {
    const answer = await api.app.inject({
      method: 'GET',
      url: '/v1/sync/snapshot',
      headers: { authorization: till.bearer(), 'accept-encoding': 'gzip' },
    });
    expect(answer.headers['content-encoding']).toBe('gzip');
    expect(gunzipSync(answer.rawPayload).toString('utf8')).toContain('"type":"end"');
  });

  it('sends a till with a cursor of another database back to the first load', async () => {
    const { cursor } = await pull(START);
    const [xid] = cursor.split('.');
    const ahead = cursor.replaceAll(`${xid}.`, `${BigInt(xid!) + 1_000_000n}.`);
    for (const path of [`pull?cursor=${ahead}`, `snapshot?base=${ahead}&after=${randomUUID()}`]) {
      const answer = await api.askAs(till, 'GET', `/v1/sync/${path}`);
      expect([answer.status, answer.body.error?.code]).toEqual([422, 'common/validation']);
    }
  });

  it.each(['x', '1.2_3', `${START}_${START}`, "0.' OR 1=1"])('refuses the cursor %j', async (cursor) => {
    const answer = await api.askAs(till, 'GET', `/v1/sync/pull?cursor=${encodeURIComponent(cursor)}`);
    expect(answer.status).toBe(422);
    expect(answer.body.error.code).toBe('common/validation');
  });

  it('gives a till that was copied a new, empty chain', async () => {
    const answer = await api.askAs(till, 'POST', '/v1/sync/epoch');
    expect(answer.body).toEqual({ epoch: till.epoch + 1, lastNumbers: { receipt: 0, shift: 0 } });
    expect((await pull(START)).head).toEqual({ epoch: till.epoch + 1, seq: 0, hash: '0'.repeat(64) });
  });

  it('pokes at a change, and only the business it concerns', async () => {
    await api.app.listen(0, '127.0.0.1');
    const url = `${await api.app.getUrl()}/v1/sync/events`;
    const other = await api.pairTerminal(api.b);
    const [mine, theirs] = await Promise.all([till, other].map((t) => listen(url, t.bearer())));
    await mine!.next('hello');
    await theirs!.next('hello');
    await addProducts(api.a.tenantId, 1);
    await admin.query(`SELECT pg_notify('change', $1)`, [api.a.tenantId]);
    await mine!.next('change');
    expect(theirs!.seen).toEqual(['hello']);
    await Promise.all([mine!.close(), theirs!.close()]);
  });

  it('pokes the other tills after a push, which moved their stock', async () => {
    const url = `${await api.app.getUrl()}/v1/sync/events`;
    const [seller, other] = [await api.pairTerminal(api.a), await api.pairTerminal(api.a)];
    const events = await listen(url, other.bearer());
    await events.next('hello');
    // An entry of no known kind is quarantined; what it was about does not matter here.
    const unsealed = {
      terminalId: seller.terminalId,
      epoch: seller.epoch,
      seq: 1,
      kind: 'NoteV1',
      payload: {},
    };
    const entry = sealEntry({ ...unsealed, prevHash: GENESIS_HASH }, seller.keys.privateKey);
    const answer = await api.askAs(seller, 'POST', '/v1/sync/push', { body: { wire: 1, entries: [entry] } });
    expect(answer.status).toBe(200);
    await events.next('change');
    await events.close();
  });
});

/** Reads reasons of pokes off an event stream. */
async function listen(url: string, authorization: string) {
  const abort = new AbortController();
  const response = await fetch(url, {
    headers: { authorization, accept: 'text/event-stream' },
    signal: abort.signal,
  });
  const seen: string[] = [];
  const reading = (async () => {
    for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
      for (const [, reason] of chunk.matchAll(/"reason":"(\w+)"/g)) seen.push(reason!);
    }
  })().catch(() => {});
  return {
    seen,
    async next(reason: string) {
      await expect.poll(() => seen.includes(reason), { timeout: 5_000, interval: 20 }).toBe(true);
    },
    async close() {
      abort.abort();
      await reading;
    },
  };
}
