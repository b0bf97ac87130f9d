import { useEffect } from 'react';
import { useTill, useTillStore } from './till-context.ts';

/** A till nobody has touched for so long is anybody's. The receipt stays as it is. */
const IDLE_MS = 10 * 60_000;
const SIGNS_OF_LIFE = ['pointerdown', 'pointermove', 'keydown'] as const;

/** Signs out whoever has walked away. */
export function useIdleLock(): void {
  const store = useTillStore();
  const present = useTill((state) => state.employee !== null);
  useEffect(() => {
    if (!present) return;
    let timer = 0;
    const lock = () => void store.signOut();
    const stay = () => {
      window.clearTimeout(timer);
      timer = window.setTimeout(lock, IDLE_MS);
    };
    stay();
    for (const sign of SIGNS_OF_LIFE) window.addEventListener(sign, stay, { passive: true });
    return () => {
      window.clearTimeout(timer);
      for (const sign of SIGNS_OF_LIFE) window.removeEventListener(sign, stay);
    };
  }, [store, present]);
}
