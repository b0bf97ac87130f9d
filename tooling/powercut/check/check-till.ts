import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { tiyin } from '@jowi/domain/money';
import { genesis, verifyChain } from '@jowi/sync/chain';
import { migrate } from '@jowi/till/db/migrate';
import { MIGRATIONS } from '@jowi/till/db/migrations/all';
import { intOf, textOf } from '@jowi/till/db/rows';
import { openSqlite } from '@jowi/till/db/sqlite-db';
import { buildContext } from '@jowi/till/open-till';
import { offlineOptions } from '@jowi/till/testing/prepared-till';
import type { TillContext } from '@jowi/till/till-context';
import { openShift } from '@jowi/till/use-cases/open-shift.usecase';
import { payCash } from '@jowi/till/use-cases/pay-cash.usecase';
import { scanCode } from '@jowi/till/use-cases/scan-code.usecase';
import { sessionOf } from '@jowi/till/use-cases/sign-in.usecase';
import { readBooks, type SaleOnDisk, type TillBooks } from './books.ts';
import type { Expectation } from './expectation.ts';

export interface Verdict {
  /** Receipt numbers of acknowledged sales that are not there, or not as they were. */
  readonly lost: readonly number[];
  /** A sale that was refused is there all the same. */
  readonly refusedYetThere: boolean;
  /** Everything else that is not as it must be, in words. */
  readonly unsound: readonly string[];
}

/** After a power cut one more sale may be on the disk than was said: the one whose "paid" it swallowed. */
const UNSAID_SALES = 1;

/**
 * Opens what is left of a till with the till's own code, and judges it: everything acknowledged is there and whole, nothing
 * is there by half, and it sells on under a new number.
 */
export function checkTill(dataDir: string, expected: Expectation, unsaid = UNSAID_SALES): Verdict {
  // As `openTill` does it, without its workers: what is looked at is the disk, not what they make of it.
  mkdirSync(dataDir, { recursive: true });
  const unsound: string[] = [];
  let lost: number[] = [];
  let refusedYetThere = false;
  try {
    const db = openSqlite(join(dataDir, 'till.db'));
    try {
      migrate(db, MIGRATIONS);
      const till = buildContext(db, offlineOptions(dataDir));
      const check = (holds: boolean, otherwise: string) => holds || unsound.push(otherwise);
      const books = readBooks(db);
      lost = findLost(expected, books.sales);
      refusedYetThere = expected.refused && books.sales.size > expected.sales.length;
      checkKeys(till, expected, check);
      checkBooks(till, books, expected, { check, unsaid });
      if (till.meta.findIdentity()) {
        sellOn(till, books, check);
        checkChain(till, check);
      }
    } finally {
      db.close();
    }
  } catch (error) {
    // A till that does not open has lost all it ever said.
    if (unsound.length === 0) lost = expected.sales.map(({ receiptNumber }) => receiptNumber);
    unsound.push(`does not work: ${String(error)} ${String((error as Error).cause ?? '')}`);
  }
  return { lost, refusedYetThere, unsound };
}

type Check = (holds: boolean, otherwise: string) => unknown;

function findLost({ sales }: Expectation, onDisk: ReadonlyMap<string, SaleOnDisk>): number[] {
  return sales
    .filter((said) => {
      const found = onDisk.get(said.receiptId);
      return (
        found === undefined ||
        found.receiptNumber !== said.receiptNumber ||
        found.totalTiyin !== said.totalTiyin ||
        found.tenderedTiyin !== said.tenderedTiyin ||
        JSON.stringify(found.lines) !== JSON.stringify(said.lines)
      );
    })
    .map(({ receiptNumber }) => receiptNumber);
}

function checkKeys(till: TillContext, { publicKey }: Expectation, check: Check): void {
  if (publicKey === null) return;
  check(till.keys.present && till.keys.ensurePublicKey() === publicKey, 'the key of the pairing is gone');
  check(till.meta.findIdentity() !== null, 'does not know that it is paired');
}

function checkBooks(
  till: TillContext,
  books: TillBooks,
  expected: Expectation,
  { check, unsaid }: { check: Check; unsaid: number },
): void {
  check(books.integrity === 'ok', `integrity_check: ${books.integrity}`);
  for (const fault of books.faults) check(false, fault);
  check(
    books.sales.size <= expected.sales.length + unsaid,
    `${books.sales.size} sales where ${expected.sales.length} were acknowledged`,
  );
  check(expected.drawerOpened <= books.sales.size, 'the drawer was opened for a sale that is not there');
  for (const number of expected.shiftsOpened)
    check(books.shiftsOpened.has(number), `shift ${number} is gone`);
  for (const number of expected.shiftsClosed)
    check(books.shiftsClosed.has(number), `shift ${number} is open again`);
  for (const id of expected.printed) {
    check(
      books.sales.get(id)?.paper === 'begun',
      `a paper of ${id} is out and would be printed as if it were not`,
    );
  }
  for (const id of expected.registered) {
    check(
      books.sales.get(id)?.fiscal === 'begun',
      `${id} is with the fiscal module and would be sent as if it were not`,
    );
  }
  const { id } = till.cart;
  const paidAlready = [...books.sales.values()].some(({ cartId }) => cartId !== null && cartId === id);
  check(!paidAlready, 'a cart that was paid for stands there to be paid again');
}

/** Another customer comes. */
function sellOn(till: TillContext, { sales, drawerOf }: TillBooks, check: Check): void {
  const row = till.db.prepare('SELECT id FROM employee WHERE active = 1 LIMIT 1').get();
  const employee = row && till.employees.findActive(textOf(row, 'id'));
  const stocked = till.db.prepare('SELECT count(*) AS n FROM product').get() ?? {};
  // The power went before anybody or anything had been loaded: a pull brings them.
  if (!employee || intOf(stocked, 'n') === 0) return;
  till.session.current = sessionOf(till, employee);
  if (!till.shifts.findOpen()) openShift(till, tiyin(1_000));
  const shift = till.shifts.getOpen();
  const before = drawerOf(shift.shiftId);
  const code = till.db.prepare('SELECT code FROM barcode LIMIT 1').get();
  scanCode(till, textOf(code ?? {}, 'code'));
  const paid = payCash(till, tiyin(100_000_000_000));
  const highest = Math.max(0, ...[...sales.values()].map(({ receiptNumber }) => receiptNumber));
  check(
    paid.receiptNumber === highest + 1,
    `the next receipt is ${paid.receiptNumber}, the last was ${highest}`,
  );
  check(!sales.has(paid.receiptId), 'an id was given out twice');
  check(
    drawerOf(shift.shiftId) - before === BigInt(paid.totalTiyin),
    'the next sale did not move the drawer by its total',
  );
}

function checkChain(till: TillContext, check: Check): void {
  const { epoch } = till.meta.getIdentity();
  const entries = till.journal.listEpoch(epoch);
  const publicKey = till.keys.ensurePublicKey();
  const { judged, head } = verifyChain({ head: genesis(epoch), entries, knownHashes: new Map(), publicKey });
  const bad = judged.find(({ verdict }) => verdict !== 'ok');
  check(!bad, `journal entry ${bad?.entry.seq}: ${bad?.verdict}`);
  check(
    JSON.stringify(head) === JSON.stringify(till.journal.head()),
    'the journal does not end where it says',
  );
}
