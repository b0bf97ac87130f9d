import { withClient } from '@jowi/testkit/postgres';
import type { Entry, ExpectedDay, ExpectedSale } from './recompute.ts';

/** What the server wrote down of one receipt, read past the API, as the database holds it. */
export interface BookedSale {
  readonly receiptId: string;
  readonly receiptNumber: number;
  readonly seq: number;
  readonly figures: ExpectedSale;
  readonly entry: Entry;
  readonly paidTiyin: bigint;
  readonly flags: readonly string[];
  readonly qrUrl: string | null;
}

export interface Books {
  readonly sales: readonly BookedSale[];
  /** By SKU, of the products asked for. */
  readonly stock: ExpectedDay['stock'];
  readonly deliveries: readonly { readonly entry: Entry; readonly settlement: Entry | null }[];
  readonly chains: readonly { readonly epoch: number; readonly seq: number; readonly hash: string }[];
  readonly quarantined: number;
  readonly entriesByKind: Readonly<Record<string, number>>;
}

/** The books of one till. `skuPrefix`: the products and deliveries to look at. Needs to see past row security. */
export function readBooks(adminUrl: string, terminalId: string, skuPrefix: string): Promise<Books> {
  return withClient(adminUrl, async (client) => {
    const rows = async <T extends object>(sql: string, ...values: unknown[]) =>
      (await client.query<T>(sql, values)).rows;
    const receipts = await rows<ReceiptRow>(
      `SELECT r.*, f.qr_url, p.amount_tiyin, p.tendered_tiyin, p.change_tiyin
       FROM receipt r JOIN receipt_payment p ON p.tenant_id = r.tenant_id AND p.receipt_id = r.id
       LEFT JOIN fiscal_mark f ON f.tenant_id = r.tenant_id AND f.receipt_id = r.id
       WHERE r.terminal_id = $1 ORDER BY r.receipt_number`,
      terminalId,
    );
    const lines = await rows<LineRow>(
      `SELECT l.*, g.sku FROM receipt_line l JOIN product g ON g.tenant_id = l.tenant_id AND g.id = l.product_id
       WHERE l.receipt_id = ANY ($1) ORDER BY l.receipt_id, l.line_no`,
      receipts.map((receipt) => receipt.id),
    );
    const entries = await entriesOf(rows);
    const deliveries = await rows<{ id: string }>(
      `SELECT DISTINCT d.id, d.number FROM delivery d
       JOIN delivery_line l ON l.tenant_id = d.tenant_id AND l.delivery_id = d.id
       JOIN product g ON g.tenant_id = l.tenant_id AND g.id = l.product_id
       WHERE g.sku LIKE $1 || '%' ORDER BY d.number`,
      skuPrefix,
    );
    const stock = await rows<{ sku: string; qty_milli: string; cost_tiyin: string }>(
      `SELECT g.sku, b.qty_milli, b.cost_tiyin FROM stock_balance b
       JOIN product g ON g.tenant_id = b.tenant_id AND g.id = b.product_id WHERE g.sku LIKE $1 || '%'`,
      skuPrefix,
    );
    const kinds = await rows<{ kind: string; n: string }>(
      'SELECT kind, count(*) AS n FROM journal_entry WHERE terminal_id = $1 GROUP BY kind ORDER BY kind',
      terminalId,
    );
    const [quarantine] = await rows<{ n: string }>(
      'SELECT count(*) AS n FROM journal_quarantine WHERE terminal_id = $1',
      terminalId,
    );
    return {
      sales: receipts.map((row) => bookedSale(row, lines, entries)),
      stock: Object.fromEntries(stock.map((row) => [row.sku, amounts(row, 'qty_milli', 'cost_tiyin')])),
      deliveries: deliveries.map(({ id }) => ({
        entry: entries.get(`delivery ${id}`) ?? {},
        settlement: entries.get(`settlement ${id}`) ?? null,
      })),
      chains: await rows(
        'SELECT epoch, seq, hash FROM terminal_chain WHERE terminal_id = $1 ORDER BY epoch',
        terminalId,
      ),
      quarantined: Number(quarantine?.n),
      entriesByKind: Object.fromEntries(kinds.map(({ kind, n }) => [kind, Number(n)])),
    };
  });
}

/** Sums that must come to nothing over all businesses: each names what it would betray. */
export function findBrokenSums(adminUrl: string): Promise<string[]> {
  const sums = {
    'a lot that is not the sum of its movements': `
      SELECT l.id FROM stock_lot l LEFT JOIN stock_movement m ON m.tenant_id = l.tenant_id AND m.lot_id = l.id
      GROUP BY l.tenant_id, l.id, l.remaining_qty_milli, l.remaining_cost_tiyin
      HAVING coalesce(sum(m.qty_milli), 0) <> l.remaining_qty_milli OR coalesce(sum(m.cost_tiyin), 0) <> l.remaining_cost_tiyin`,
    'a balance that is not the sum of its lots': `
      SELECT b.product_id FROM stock_balance b LEFT JOIN stock_lot l USING (tenant_id, warehouse_id, product_id)
      GROUP BY b.tenant_id, b.warehouse_id, b.product_id, b.qty_milli, b.cost_tiyin
      HAVING coalesce(sum(l.remaining_qty_milli), 0) <> b.qty_milli OR coalesce(sum(l.remaining_cost_tiyin), 0) <> b.cost_tiyin`,
    'a document whose debit is not its credit': `
      SELECT document_id FROM posting GROUP BY tenant_id, document_kind, document_id
      HAVING sum(debit_tiyin) <> sum(credit_tiyin)`,
    'an inventory account that is not the stock': `
      SELECT t.id FROM tenant t WHERE
        (SELECT coalesce(sum(debit_tiyin - credit_tiyin), 0) FROM posting p WHERE p.tenant_id = t.id AND account = 'inventory')
        <> (SELECT coalesce(sum(cost_tiyin), 0) FROM stock_balance b WHERE b.tenant_id = t.id)`,
    'receipt numbers with a gap': `
      SELECT terminal_id FROM receipt GROUP BY tenant_id, terminal_id
      HAVING max(receipt_number) - min(receipt_number) + 1 <> count(*) OR count(DISTINCT receipt_number) <> count(*)`,
  };
  return withClient(adminUrl, async (client) => {
    const broken: string[] = [];
    for (const [what, sql] of Object.entries(sums)) {
      const { rowCount } = await client.query(sql);
      if (rowCount !== 0) broken.push(`${rowCount} x ${what}`);
    }
    return broken;
  });
}

interface ReceiptRow extends Record<string, unknown> {
  id: string;
  receipt_number: number;
  seq: number;
  flags: string[];
  qr_url: string | null;
}

interface LineRow extends Record<string, unknown> {
  receipt_id: string;
  sku: string;
}

type Query = <T extends object>(sql: string, ...values: unknown[]) => Promise<T[]>;

async function entriesOf(rows: Query): Promise<Map<string, Entry>> {
  const postings = await rows<{ key: string; account: string; amount: string }>(
    `SELECT document_kind || ' ' || document_id AS key, account, debit_tiyin - credit_tiyin AS amount FROM posting`,
  );
  const entries = new Map<string, Record<string, bigint>>();
  for (const { key, account, amount } of postings) {
    const entry = entries.get(key) ?? {};
    entry[account] = BigInt(amount);
    entries.set(key, entry);
  }
  return entries;
}

/** Columns of a row as amounts, named as the rest of us names them. */
function amounts<K extends string>(row: Record<string, unknown>, ...columns: K[]): Record<Camel<K>, bigint> {
  const camel = (name: string) => name.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
  return Object.fromEntries(
    columns.map((column) => [camel(column), BigInt(row[column] as string)]),
  ) as Record<Camel<K>, bigint>;
}
type Camel<S extends string> = S extends `${infer Head}_${infer Tail}`
  ? `${Head}${Capitalize<Camel<Tail>>}`
  : S;

function bookedSale(row: ReceiptRow, lines: readonly LineRow[], entries: Map<string, Entry>): BookedSale {
  const own = lines.filter((line) => line.receipt_id === row.id);
  return {
    receiptId: row.id,
    receiptNumber: row.receipt_number,
    seq: row.seq,
    figures: {
      lines: own.map((line) => ({
        sku: line.sku,
        ...amounts(
          line,
          'qty_milli',
          'gross_tiyin',
          'discount_tiyin',
          'net_tiyin',
          'vat_tiyin',
          'cost_tiyin',
        ),
      })),
      ...amounts(
        row,
        'gross_tiyin',
        'discount_tiyin',
        'total_tiyin',
        'vat_tiyin',
        'cost_tiyin',
        'change_tiyin',
      ),
    },
    entry: entries.get(`sale ${row.id}`) ?? {},
    paidTiyin: BigInt(row.amount_tiyin as string),
    flags: row.flags,
    qrUrl: row.qr_url,
  };
}
