import { genesis } from '@jowi/sync/chain';
import type { TillContext } from '../till-context.ts';
import type { DeviceState, LightView } from '../views.ts';

type Lights = { online: boolean; fiscal: LightView; printer: LightView };

/** Everything the lights on the screen need, in one look. */
export function deviceState(till: TillContext, { online, fiscal, printer }: Lights): DeviceState {
  const { meta, journal, notices, catalogue, keys } = till;
  const identity = meta.findIdentity();
  const snapshot = meta.findSnapshot();
  const complete = meta.findCursor() !== null;
  return {
    paired: identity !== null && keys.present,
    terminalName: identity?.settings.terminalName ?? '',
    storeName: identity?.settings.storeName ?? '',
    businessName: identity?.settings.businessName ?? '',
    online,
    lastSyncAtMs: meta.findLastSyncAtMs(),
    unsent: journal.countUnsent(),
    catalogue: complete
      ? { complete, have: catalogue.countOnSale(), total: catalogue.countOnSale() }
      : { complete, have: snapshot?.have ?? 0, total: snapshot?.total ?? null },
    fiscal,
    printer,
    head: identity ? journal.head() : genesis(1),
    serverHead: meta.findServerHead(),
    notices: notices.list(),
  };
}
