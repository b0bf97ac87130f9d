import { createContext, useContext, useSyncExternalStore } from 'react';
import type { TillState, TillStore } from './till-store.ts';

export const TillContext = createContext<TillStore | null>(null);

export function useTillStore(): TillStore {
  const store = useContext(TillContext);
  if (!store) throw new Error('useTillStore needs a <TillContext> above it');
  return store;
}

/** A part of the state; the screen is drawn again only when that part is another object. */
export function useTill<T>(select: (state: TillState) => T): T {
  const store = useTillStore();
  return useSyncExternalStore(store.subscribe, () => select(store.state()));
}
