import type { JournalEntry } from '@jowi/contracts/sync/journal';
import { WIRE_VERSION } from '@jowi/contracts/sync/wire';
import type { TestApi } from './api.ts';
import type { TestBusiness } from './business.ts';
import { SigningTill } from './signing-till.ts';
import { TestKeys, TestTill } from './test-till.ts';

/** A till paired over HTTP whose sales reach the books over HTTP. */
export async function startSellingTill(
  api: TestApi,
  business: TestBusiness,
  name: string,
): Promise<{ till: SigningTill; push: (...entries: JournalEntry[]) => Promise<void> }> {
  const owner = await api.signIn(business.employees.owner.phone);
  const { body: terminal } = await owner.ask('POST', '/v1/terminals', {
    body: { name, storeId: business.storeId },
  });
  const { body: pairing } = await owner.ask('POST', `/v1/terminals/${terminal.id}/pairing-code`);
  const till = new SigningTill(terminal.id);
  const paired = await api.nobody.ask('POST', '/v1/terminals/pair', {
    body: { code: pairing.code, publicKey: till.publicKey },
  });
  if (paired.status !== 200) throw new Error(`Pairing failed: ${paired.text}`);
  const asserting = new TestTill(
    { terminalId: terminal.id, tenantId: business.tenantId, epoch: paired.body.epoch },
    new TestKeys(till.privateKey),
    api.clock.now,
  );
  const push = async (...entries: JournalEntry[]) => {
    const answer = await api.askAs(asserting, 'POST', '/v1/sync/push', {
      body: { wire: WIRE_VERSION, entries },
    });
    const refused = answer.body?.results?.filter((r: { status: string }) => r.status !== 'accepted');
    if (answer.status !== 200 || refused.length > 0) throw new Error(`Push failed: ${answer.text}`);
  };
  await push(till.openShift());
  return { till, push };
}
