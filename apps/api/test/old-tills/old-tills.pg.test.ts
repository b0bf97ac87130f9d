import { WIRE_VERSION } from '@jowi/contracts/sync/wire';
import { checkDigit } from '@jowi/domain/barcode';
import { withClient } from '@jowi/testkit/postgres';
import { tempDir } from '@jowi/testkit/temp-dir';
import { waitFor } from '@jowi/testkit/wait-for';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Asker, startTestApi, type TestApi } from '../support/api.ts';
import { feedCaughtUp } from '../support/horizon.ts';
import { createEmployee, getEmployee } from '../support/staff.ts';
import { listPacked, loadPacked, type OldTill } from './packed-till.ts';

const PRICES = [1_250_000, 830_000, 47_000_00];
const barcodeOf = (nth: number) => {
  const body = `47812345678${nth}`;
  return `${body}${checkDigit(body)}`;
};

/** The value, or a failed test that says which refusal came instead. */
async function got<T>(answer: Promise<{ ok: true; value: T } | { ok: false; problem: object }>): Promise<T> {
  const settled = await answer;
  if (!settled.ok) throw new Error(`refused: ${JSON.stringify(settled.problem)}`);
  return settled.value;
}

/** Tills stay in the shops for years: each of the last two versions works a shift against the server of today. */
describe('a till of before', () => {
  let api: TestApi;
  let owner: Asker;
  let serverUrl = '';
  beforeAll(async () => {
    api = await startTestApi();
    await api.app.listen(0, '127.0.0.1');
    serverUrl = await api.app.getUrl();
    owner = await api.signIn(api.a.employees.owner.phone);
    for (const [nth, price] of PRICES.entries()) {
      const body = {
        ...{ sku: `OLD-${nth}`, name: { ru: `Товар ${nth}`, uz: `Mahsulot ${nth}` }, unit: 'piece' },
        ...{ barcodes: [barcodeOf(nth)], priceTiyin: String(price), vatRateBps: 1200 },
        ...{ ikpu: null, packageCode: null },
      };
      const product = await owner.ask('POST', '/v1/products', { body });
      if (product.status !== 201) throw new Error(product.text);
    }
  });
  afterAll(() => api.close());

  const before = listPacked().filter(({ wire }) => wire < WIRE_VERSION);
  it.each(before)(
    'of wire $wire pairs, loads, sells with and without a network, obeys a suspension, closes: once each, and the books are right',
    async (packed) => {
      await using dir = await tempDir('jowi-old-till-');
      const program = await loadPacked(packed, dir.path);
      expect(program.WIRE_VERSION).toBe(packed.wire);
      const cashier = await createEmployee(api, owner, { pin: '4826' });
      const closer = await createEmployee(api, owner, { pin: '7391', roleId: api.a.roles.manager });
      const terminal = await owner.ask('POST', '/v1/terminals', {
        body: { name: `Old ${packed.wire}`, storeId: api.a.storeId },
      });
      const code = await owner.ask('POST', `/v1/terminals/${terminal.body.id}/pairing-code`);
      const network = { isCut: false, losesAnswers: false };
      const http: typeof fetch = async (input, init) => {
        if (network.isCut) throw new TypeError('the cable is out');
        const answer = await fetch(input, init);
        if (!network.losesAnswers || !String(input).endsWith('/push')) return answer;
        await answer.body?.cancel();
        throw new TypeError('the answer is lost');
      };
      const fiscal = new program.FakeFiscal();
      const till = program.openTill({
        ...program.nodePorts,
        ...{ dataDir: dir.path, http, fiscal, printer: new program.FakePrinter(), log: () => {} },
      });
      // People come with the feed, and an idle till asks twice a minute.
      await withClient(api.database.adminUrl, feedCaughtUp);
      try {
        await got(till.device.pair({ code: code.body.code, serverUrl }));
        const [cashierId, closerId] = [cashier.employee.id, closer.employee.id];
        await waitFor(async () => (await got(till.device.state())).catalogue.complete, {
          what: 'the catalogue',
        });
        await waitFor(async () => (await got(till.session.employees())).some((e) => e.id === closerId), {
          what: 'the people',
        });
        await got(till.session.signIn({ employeeId: cashierId, pin: '4826' }));
        await got(till.shift.open({ floatTiyin: '10000000' }));
        const sold = [await sell(till, 0), await sell(till, 1, 2)];
        network.losesAnswers = true;
        sold.push(await sell(till, 2), await sell(till, 0, 1));
        network.losesAnswers = false;
        network.isCut = true;
        sold.push(await sell(till, 0, 0, 1), await sell(till, 2));
        expect((await got(till.device.state())).unsent).toBeGreaterThan(0);
        network.isCut = false;
        await drained(till);

        const { version } = await getEmployee(owner, cashierId);
        const suspended = await owner.ask('POST', `/v1/staff/${cashierId}/suspend`, { body: { version } });
        expect(suspended.status).toBe(200);
        const names = async () => (await got(till.session.employees())).map(({ id }) => id);
        // Where the feed was held up by a neighbour, it is the pull of every half minute that tells.
        await waitFor(async () => !(await names()).includes(cashierId), {
          ...{ what: 'the cashier to be out', timeoutMs: 45_000 },
        });
        expect((await till.sale.scan({ code: barcodeOf(0) })).ok).toBe(false);
        expect((await till.session.signIn({ employeeId: cashierId, pin: '4826' })).ok).toBe(false);
        await got(till.session.signIn({ employeeId: closerId, pin: '7391' }));
        const report = await got(till.shift.report());
        const closed = await got(till.shift.close({ countedTiyin: report.expectedTiyin }));
        expect(closed.receiptCount).toBe(sold.length);
        await drained(till);

        expect(fiscal.registered).toHaveLength(sold.length);
        await booksAreRight(api, terminal.body.id, sold);
        expect((await got(till.device.state())).notices).toEqual([]);
      } finally {
        await till.close();
      }
    },
  );
});

async function sell(till: OldTill, ...goods: number[]) {
  for (const nth of goods) await got(till.sale.scan({ code: barcodeOf(nth) }));
  return got(till.sale.payCash({ tenderedTiyin: '100000000000' }));
}

async function drained(till: OldTill): Promise<void> {
  await waitFor(async () => (await got(till.device.state())).unsent === 0, { what: 'an empty outbox' });
}

async function booksAreRight(
  api: TestApi,
  terminalId: string,
  sold: readonly { receiptId: string; totalTiyin: string }[],
): Promise<void> {
  await withClient(api.database.adminUrl, async (client) => {
    const rows = async (sql: string) => (await client.query(sql, [terminalId])).rows;
    const receipts = await rows(
      'SELECT id, total_tiyin::text AS total, receipt_number AS number FROM receipt WHERE terminal_id = $1 ORDER BY receipt_number',
    );
    expect(receipts).toEqual(
      sold.map(({ receiptId, totalTiyin }, i) => ({ id: receiptId, total: totalTiyin, number: i + 1 })),
    );
    expect(await rows('SELECT reason, params FROM journal_quarantine WHERE terminal_id = $1')).toEqual([]);
    const [chain] = await rows('SELECT seq FROM terminal_chain WHERE terminal_id = $1');
    // Opened, closed, and each sale with its mark.
    expect(chain).toEqual({ seq: 2 + 2 * sold.length });
    const closings = await rows(
      'SELECT receipt_count AS count, discrepancy_tiyin::text AS off FROM shift_close WHERE terminal_id = $1',
    );
    expect(closings).toEqual([{ count: sold.length, off: '0' }]);
    const [postings] = await rows(
      `SELECT sum(debit_tiyin - credit_tiyin)::text AS left, (sum(debit_tiyin) FILTER (WHERE account = 'cash'))::text AS cash
       FROM posting WHERE document_id IN (SELECT id FROM receipt WHERE terminal_id = $1)`,
    );
    const total = sold.reduce((sum, { totalTiyin }) => sum + BigInt(totalTiyin), 0n);
    expect(postings).toEqual({ left: '0', cash: String(total) });
  });
}
