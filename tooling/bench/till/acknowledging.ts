/** Sells and says so, one line a sale: what `count-fsyncs.ts` watches from outside. */

import { writeSync } from 'node:fs';
import { tiyin } from '@jowi/domain/money';
import { offlineOptions, prepareTill } from '@jowi/till/testing/prepared-till';
import { sampleBarcode } from '@jowi/till/testing/sample-shop';
import { payCash } from '@jowi/till/use-cases/pay-cash.usecase';
import { scanCode } from '@jowi/till/use-cases/scan-code.usecase';
import { ACKNOWLEDGED } from './count-fsyncs.ts';

const [, , dataDir = '', sales = '0'] = process.argv;
// The use case alone: no worker's write to the disk can be taken for the sale's.
const till = prepareTill(offlineOptions(dataDir));
writeSync(1, ACKNOWLEDGED);
for (let sale = 0; sale < Number(sales); sale++) {
  for (let i = 1; i <= 3; i++) scanCode(till, sampleBarcode(i));
  payCash(till, tiyin(100_000_000_000));
  writeSync(1, ACKNOWLEDGED);
}
till.db.close();
