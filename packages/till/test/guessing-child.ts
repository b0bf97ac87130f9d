/** Guesses a PIN for ever and says on stdout what it was answered: the victim of pin-kill.sqlite.test.ts. */
import { openTill } from '../src/open-till.ts';
import { offlineOptions } from '../src/testing/prepared-till.ts';
import { CASHIER_ID } from '../src/testing/sample-shop.ts';

const till = openTill(offlineOptions(process.argv[2]!));
for (;;) {
  const answer = await till.session.signIn({ employeeId: CASHIER_ID, pin: '0000' });
  process.stdout.write(`${answer.ok ? 'open' : answer.problem.code}\n`);
  await new Promise((resolve) => setTimeout(resolve, 20));
}
