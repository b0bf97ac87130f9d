import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { zApprovalV1 } from '@jowi/contracts/sync/approval-v1';
import { zSaleV1 } from '@jowi/contracts/sync/sale-v1';
import { genesis, verifyChain } from '@jowi/sync/chain';
import { createRng } from '@jowi/testkit/rng';
import { afterEach, expect, it } from 'vitest';
import { openSqlite } from '../src/db/sqlite-db.ts';
import { buildContext } from '../src/open-till.ts';
import { offlineOptions, prepareTill } from '../src/testing/prepared-till.ts';
import { sampleEmployee, sampleManager } from '../src/testing/sample-shop.ts';
import { Bench } from './till.fixture.ts';

const bench = new Bench();
afterEach(() => bench.end());

const CHILD = fileURLToPath(new URL('approving-child.ts', import.meta.url));

type Said = { approvalId?: string; receiptId?: string };

/** Lets a child process approve and sell for a while, kills it without warning, and returns what it had said. */
async function approveAndKill(dataDir: string, afterLines: number, laterMs: number): Promise<Said[]> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', CHILD, dataDir]);
  let text = '';
  let complaints = '';
  child.stderr.on('data', (data) => {
    complaints += data;
  });
  child.stdout.on('data', (data) => {
    text += data;
    // Somewhere in what follows: before the PIN is looked at, while the fact is written, before the discount is given.
    if (text.split('\n').length > afterLines) setTimeout(() => child.kill('SIGKILL'), laterMs);
  });
  const [, signal] = await once(child, 'close');
  if (signal !== 'SIGKILL') throw new Error(`the approving child died by itself: ${complaints}`);
  return text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Said);
}

it('a till killed in the middle of approvals has every one it acknowledged, and no discount without one', async () => {
  const dataDir = await bench.dir();
  prepareTill(offlineOptions(dataDir), 20, [sampleEmployee(), sampleManager()]).db.close();
  const rng = createRng(11);
  const said: Said[] = [];
  for (let round = 0; round < 5; round++) {
    said.push(...(await approveAndKill(dataDir, rng.int(1, 8), rng.int(0, 60))));
    const till = buildContext(openSqlite(join(dataDir, 'till.db')), offlineOptions(dataDir));
    try {
      const entries = till.journal.listEpoch(1);
      const publicKey = till.keys.ensurePublicKey();
      const { judged } = verifyChain({ head: genesis(1), entries, knownHashes: new Map(), publicKey });
      expect(judged.every((it) => it.verdict === 'ok')).toBe(true);

      const approvals = entries
        .filter((it) => it.kind === 'ApprovalV1')
        .map((it) => zApprovalV1.parse(it.payload));
      const sales = entries.filter((it) => it.kind === 'SaleV1').map((it) => zSaleV1.parse(it.payload));
      for (const { approvalId, receiptId } of said) {
        if (approvalId) expect(approvals.some((it) => it.approvalId === approvalId)).toBe(true);
        if (receiptId) expect(sales.some((it) => it.receiptId === receiptId)).toBe(true);
      }
      // What stands on the cart was allowed, and what was sold was allowed once.
      const allowedLines = new Set(approvals.map((it) => it.subjectId));
      for (const line of till.cart.current.lines)
        if (line.discount) expect(allowedLines.has(line.lineId)).toBe(true);
      const used = sales.flatMap((sale) => sale.approvalIds ?? []);
      expect(new Set(used).size).toBe(used.length);
      for (const sale of sales) {
        for (const line of sale.lines) {
          const approval = approvals.find((it) => it.subjectId === line.lineId && it.cartId === sale.cartId);
          expect(sale.approvalIds).toContain(approval?.approvalId);
        }
      }
      // What is still open belongs to this cart and is not in any sale.
      for (const open of till.cart.approvals.list) {
        expect(open.cartId).toBe(till.cart.id);
        expect(used).not.toContain(open.approvalId);
      }
    } finally {
      till.db.close();
    }
  }
  expect(said.some((it) => it.receiptId)).toBe(true);
});
