import { openTill } from '@jowi/till/open-till';
import type { Result } from '@jowi/till/result';
import { offlineOptions } from '@jowi/till/testing/prepared-till';
import { CASHIER_ID, CASHIER_PIN } from '@jowi/till/testing/sample-shop';

/** What a cashier does in the morning after: starts the program, gives her PIN, sells. What did not work, in words. */
export async function openWhole(dataDir: string): Promise<string[]> {
  const unsound: string[] = [];
  const works = async <T>(what: string, asked: Promise<Result<T>>): Promise<T | null> => {
    const result = await asked;
    if (result.ok) return result.value;
    unsound.push(`${what}: ${result.problem.code}`);
    return null;
  };
  const till = openTill(offlineOptions(dataDir));
  try {
    const goods = await works('looking at the goods', till.catalogue.search({ text: '', limit: 1 }));
    const people = await works('looking at the people', till.session.employees());
    // The power went before they had been loaded.
    if (!goods?.[0] || !people?.[0]) return unsound;
    await works('her PIN', till.session.signIn({ employeeId: CASHIER_ID, pin: CASHIER_PIN }));
    const shift = await works('looking at the shift', till.shift.current());
    if (!shift) await works('opening a shift', till.shift.open({ floatTiyin: '0' }));
    await works('adding a product', till.sale.addProduct({ productId: goods[0].id, qtyMilli: '1000' }));
    await works('selling', till.sale.payCash({ tenderedTiyin: '100000000000' }));
  } finally {
    await till.close();
  }
  return unsound;
}
