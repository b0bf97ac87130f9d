import type { Books } from '../../../apps/api/test/sim/sim-server.ts';
import type { Machine } from '../machine/machine.ts';
import { Broken, hold } from './broken.ts';
import { rowsOf } from './till-books.ts';

const EQUAL = '14 both ends equal';

/** What a till holds otherwise than the back office: goods, prices, stock, people, the end of its journal. */
export function findUnequal(books: Books, machines: readonly Machine[]): string | null {
  try {
    assertEqual(books, machines);
    return null;
  } catch (error) {
    if (error instanceof Broken) return error.message;
    throw error;
  }
}

function assertEqual(books: Books, machines: readonly Machine[]): void {
  const balances = new Map(books.balances.map((it) => [it.productId, it.qtyMilli]));
  for (const machine of machines) {
    const products = new Map(
      rowsOf(machine, 'SELECT id, price_tiyin, archived, stock_milli FROM product').map((row) => [
        String(row.id),
        row,
      ]),
    );
    for (const { id, priceTiyin, archived } of books.products) {
      const held = products.get(id);
      const isThere = held ? Boolean(held.archived) === archived : archived;
      hold(EQUAL, isThere, () => `${machine.name}: product ${id} ${held ? 'is on sale' : 'never came'}`);
      if (archived || !held) continue;
      hold(
        EQUAL,
        String(held.price_tiyin) === priceTiyin,
        () => `${machine.name}: ${id} costs ${held.price_tiyin}, not ${priceTiyin}`,
      );
      const stock = balances.get(id);
      // What a copied till sold and the server set aside has left the shelf: only a person can tell it so.
      const isCopied = machine.restored || machine.copyOf !== null;
      if (stock === undefined || held.stock_milli === null || isCopied) continue;
      hold(
        EQUAL,
        String(held.stock_milli) === stock,
        () => `${machine.name}: ${id}: ${held.stock_milli} believed, ${stock} there`,
      );
    }
    const people = new Map(
      rowsOf(machine, 'SELECT id, active FROM employee').map((row) => [String(row.id), row.active]),
    );
    for (const { id, active } of books.employees) {
      hold(
        EQUAL,
        Boolean(people.get(id)) === active,
        () => `${machine.name}: employee ${id} is active: ${people.get(id)}, not ${active}`,
      );
    }
    assertHeads(books, machine);
  }
}

/** The end of the till's chain as it has it, and as the server has it. */
function assertHeads({ chains }: Books, machine: Machine): void {
  if (machine.restored || machine.copyOf) return;
  const [last] = rowsOf(
    machine,
    'SELECT epoch, seq, hash FROM journal ORDER BY epoch DESC, seq DESC LIMIT 1',
  );
  if (!last) return;
  const held = chains.find((it) => it.terminalId === machine.terminalId && it.epoch === Number(last.epoch));
  hold(
    EQUAL,
    held?.hash === last.hash,
    () => `${machine.name}: ends at ${last.seq}, the server at ${held?.seq ?? 'nothing'}`,
  );
}
