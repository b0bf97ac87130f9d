import type { StoreSettingsView } from '@jowi/contracts/http/settings';
import { doubtsOf } from './settings-rules.ts';
import type { StoreRow } from './store-settings.repository.ts';

/** A store as its page shows it, with what is odd about it. */
export function storeView(store: StoreRow): StoreSettingsView {
  return { ...store, doubts: doubtsOf(store.settings) };
}
