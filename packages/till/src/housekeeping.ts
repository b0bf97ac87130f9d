import type { TillContext } from './till-context.ts';

const EVERY_MS = 5_000;

/**
 * Small chores between customers: PIN locks run down, the write-ahead log is moved into the main file while nobody
 * waits, so that no sale has to. Returns the stop.
 */
export function startHousekeeping({ scheduler, pinLock, db, log }: TillContext): () => void {
  let cancel = () => {};
  const chores = () => {
    try {
      pinLock.tick();
      db.checkpoint();
    } catch (error) {
      // A full disk: the sale that follows will say so to a person.
      log('warn', 'housekeeping failed', { error: String(error) });
    }
    cancel = scheduler(chores, EVERY_MS);
  };
  cancel = scheduler(chores, EVERY_MS);
  return () => cancel();
}
