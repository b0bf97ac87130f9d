import type { Problem } from '@jowi/contracts/errors';
import { genesis } from '@jowi/sync/chain';
import { keyFingerprint } from '@jowi/sync/key-fingerprint';
import { statementView } from '../store/statement.store.ts';
import type { TillContext } from '../till-context.ts';
import type { DeviceState, LightView, ReconciliationView } from '../views.ts';

type Lights = { online: boolean; obstacle: Problem | null; fiscal: LightView; printer: LightView };

/** Selling is not touched by it, but nothing leaves the till until somebody acts; being offline alone is no news. */
const FOR_A_PERSON: readonly Problem['code'][] = [
  'till/network-portal',
  'till/certificate-date',
  'till/certificate-foreign',
  'till/server-foreign',
];

/** Beyond this certificates and fiscal modules begin to mind. */
const CLOCK_TOLERANCE_MS = 10 * 60_000;

/** Everything the lights on the screen need, in one look. */
export function deviceState(till: TillContext, { online, obstacle, fiscal, printer }: Lights): DeviceState {
  const { meta, journal, notices, catalogue, keys } = till;
  const identity = meta.findIdentity();
  const snapshot = meta.findSnapshot();
  const lasting = notices.list();
  const passing: Problem[] = [];
  if (obstacle && FOR_A_PERSON.includes(obstacle.code)) passing.push(obstacle);
  if (Math.abs(meta.getClockOffsetMs()) > CLOCK_TOLERANCE_MS) passing.push({ code: 'till/clock-wrong' });
  const complete = meta.findCursor() !== null;
  return {
    paired: identity !== null && keys.present,
    terminalName: identity?.settings.terminalName ?? '',
    storeName: identity?.settings.storeName ?? '',
    businessName: identity?.settings.businessName ?? '',
    online,
    obstacle,
    lastSyncAtMs: meta.findLastSyncAtMs(),
    unsent: journal.countUnsent(),
    catalogue: complete
      ? { complete, have: catalogue.countOnSale(), total: catalogue.countOnSale() }
      : { complete, have: snapshot?.have ?? 0, total: snapshot?.total ?? null },
    fiscal,
    printer,
    keyFingerprint: keys.publicKey && keyFingerprint(keys.publicKey),
    head: identity ? journal.head() : genesis(1),
    serverHead: meta.findServerHead(),
    reconciliation: reconciliation(till),
    notices: [...lasting, ...passing.filter(({ code }) => !lasting.some((notice) => notice.code === code))],
  };
}

/** Of the shift that is open, else of the one closed last. */
function reconciliation({ shifts, statements, receipts }: TillContext): ReconciliationView | null {
  const open = shifts.findOpen();
  const shift = open ?? shifts.findLastClosed();
  if (!shift) return null;
  const { count, oldestAtMs } = receipts.findUnsent();
  const { shiftId, shiftNumber } = shift;
  const said = statements.find(shiftId);
  // What was said before the Z is not said of the Z.
  const isOfThis = open !== null || said?.claim.shift?.closed === true;
  return {
    shiftNumber,
    closed: open === null,
    receiptsHere: shifts.figures(shiftId).receiptCount,
    statement: isOfThis && said ? statementView(said) : null,
    verdict: isOfThis && said ? said.verdict : null,
    unsentReceipts: count,
    oldestUnsentAtMs: oldestAtMs,
  };
}
