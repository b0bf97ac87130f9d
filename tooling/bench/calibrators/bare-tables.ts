/**
 * The rows that a sale leaves in the books, in tables as pgbench has them: a primary key and nothing else. No row
 * security, no foreign keys, no second index, no triggers, no reading before writing.
 */
export const BARE_TABLES = `
  CREATE SCHEMA bare;
  CREATE TABLE bare.chain (till int PRIMARY KEY, seq int NOT NULL, hash text NOT NULL);
  CREATE TABLE bare.journal (till int, seq int, kind text, payload json, prev_hash text, hash text, signature text,
    PRIMARY KEY (till, seq));
  CREATE TABLE bare.receipt (id uuid PRIMARY KEY, till int, seq int, number int, day date, at bigint, gross bigint,
    discount bigint, total bigint, vat bigint, cost bigint);
  CREATE TABLE bare.line (receipt uuid, line_no int, id uuid, product int, barcode text, name_ru text, name_uz text, qty bigint,
    price bigint, net bigint, vat bigint, cost bigint, PRIMARY KEY (receipt, line_no));
  CREATE TABLE bare.payment (id uuid PRIMARY KEY, receipt uuid, kind text, amount bigint, tendered bigint, change bigint);
  CREATE TABLE bare.lot (till int, product int, qty bigint NOT NULL, cost bigint NOT NULL, PRIMARY KEY (till, product));
  CREATE TABLE bare.stock (till int, product int, qty bigint NOT NULL, cost bigint NOT NULL, PRIMARY KEY (till, product));
  CREATE TABLE bare.movement (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, till int, product int, receipt uuid,
    line_no int, qty bigint, cost bigint);
  CREATE TABLE bare.posting (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, receipt uuid, account text, debit bigint,
    credit bigint);`;

/** K3a: $1 till, $2 seq, $3 receipt, $4 payment, $5 payload, $6 hash, $7 signature, $8 at, $9 total, $10.. the lines. */
export const ONE_SALE = `
  WITH line AS MATERIALIZED (
         SELECT * FROM unnest($10::uuid[], $11::int[], $12::text[], $13::text[], $14::text[], $15::bigint[], $16::bigint[],
           $17::bigint[]) WITH ORDINALITY AS l (id, product, barcode, name_ru, name_uz, qty, price, net, line_no)),
       c AS (UPDATE bare.chain SET seq = $2::int, hash = $6::text WHERE till = $1::int),
       j AS (INSERT INTO bare.journal VALUES ($1::int, $2::int, 'SaleV1', $5, $6::text, $6::text, $7)),
       r AS (INSERT INTO bare.receipt VALUES ($3::uuid, $1::int, $2::int, $2::int, '2026-11-23', $8, $9::bigint, 0, $9::bigint, $9::bigint * 12 / 112, $9::bigint / 2)),
       l AS (INSERT INTO bare.line SELECT $3::uuid, line_no, id, product, barcode, name_ru, name_uz, qty, price, net, net * 12 / 112,
         net / 2 FROM line),
       p AS (INSERT INTO bare.payment VALUES ($4, $3::uuid, 'cash', $9::bigint, $9::bigint, 0)),
       m AS (INSERT INTO bare.movement (till, product, receipt, line_no, qty, cost)
         SELECT $1::int, product, $3::uuid, line_no, -qty, -net / 2 FROM line),
       g AS (INSERT INTO bare.posting (receipt, account, debit, credit)
         SELECT $3::uuid, account, $9::bigint * debit, $9::bigint * credit FROM (VALUES ('cash', 1, 0), ('revenue', 0, 1),
           ('vat', 0, 1), ('cost', 1, 0), ('stock', 0, 1)) AS a (account, debit, credit)),
       f AS (UPDATE bare.lot s SET qty = s.qty - line.qty, cost = s.cost - line.net / 2 FROM line
         WHERE s.till = $1::int AND s.product = line.product)
  UPDATE bare.stock s SET qty = s.qty - line.qty, cost = s.cost - line.net / 2 FROM line
  WHERE s.till = $1::int AND s.product = line.product`;

/** K3b: the same rows for an array of sales. */
export const ONE_BATCH = `
  WITH sale AS MATERIALIZED (
         SELECT * FROM jsonb_to_recordset($1::jsonb) AS s (till int, seq int, receipt uuid, payment uuid, payload json, hash text,
           signature text, at bigint, total bigint, lines jsonb)),
       line AS MATERIALIZED (
         SELECT sale.till, sale.receipt, l.* FROM sale, jsonb_to_recordset(sale.lines) AS l (line_no int, id uuid, product int,
           barcode text, name_ru text, name_uz text, qty bigint, price bigint, net bigint)),
       sold AS (SELECT till, product, sum(qty)::bigint AS qty, sum(net / 2)::bigint AS cost FROM line GROUP BY till, product),
       c AS (UPDATE bare.chain c SET seq = last.seq, hash = last.hash
         FROM (SELECT DISTINCT ON (till) till, seq, hash FROM sale ORDER BY till, seq DESC) last WHERE c.till = last.till),
       j AS (INSERT INTO bare.journal SELECT till, seq, 'SaleV1', payload, hash, hash, signature FROM sale),
       r AS (INSERT INTO bare.receipt SELECT receipt, till, seq, seq, '2026-11-23', at, total, 0, total, total * 12 / 112,
         total / 2 FROM sale),
       l AS (INSERT INTO bare.line SELECT receipt, line_no, id, product, barcode, name_ru, name_uz, qty, price, net,
         net * 12 / 112, net / 2 FROM line),
       p AS (INSERT INTO bare.payment SELECT payment, receipt, 'cash', total, total, 0 FROM sale),
       m AS (INSERT INTO bare.movement (till, product, receipt, line_no, qty, cost)
         SELECT till, product, receipt, line_no, -qty, -net / 2 FROM line),
       g AS (INSERT INTO bare.posting (receipt, account, debit, credit)
         SELECT receipt, account, total * debit, total * credit FROM sale, (VALUES ('cash', 1, 0), ('revenue', 0, 1),
           ('vat', 0, 1), ('cost', 1, 0), ('stock', 0, 1)) AS a (account, debit, credit)),
       f AS (UPDATE bare.lot s SET qty = s.qty - sold.qty, cost = s.cost - sold.cost FROM sold
         WHERE s.till = sold.till AND s.product = sold.product)
  UPDATE bare.stock s SET qty = s.qty - sold.qty, cost = s.cost - sold.cost FROM sold
  WHERE s.till = sold.till AND s.product = sold.product`;
