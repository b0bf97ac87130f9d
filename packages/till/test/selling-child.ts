/** Sells for ever and says on stdout what was acknowledged: the victim of restart.sqlite.test.ts. */
import { openTill } from '../src/open-till.ts';
import { offlineOptions } from '../src/testing/prepared-till.ts';
import { CASHIER_ID, CASHIER_PIN, sampleBarcode } from '../src/testing/sample-shop.ts';

const till = openTill(offlineOptions(process.argv[2]!));
await till.session.signIn({ employeeId: CASHIER_ID, pin: CASHIER_PIN });
for (let sale = 0; ; sale++) {
  for (let i = 0; i <= sale % 10; i++) await till.sale.scan({ code: sampleBarcode(1 + ((sale + i) % 20)) });
  const paid = await till.sale.payCash({ tenderedTiyin: '100000000000' });
  if (!paid.ok) throw new Error(JSON.stringify(paid.problem));
  process.stdout.write(`${JSON.stringify(paid.value)}\n`);
  await new Promise((resolve) => setImmediate(resolve));
}
