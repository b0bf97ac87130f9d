import type { Log } from './ports.ts';

/** For the screens: something of this kind looks different now, ask again. */
export type TillEvent =
  | 'device-changed'
  | 'cart-changed'
  | 'receipt-changed'
  | 'catalogue-changed'
  | 'session-changed';
/** For the engine's own workers. */
type InnerEvent = 'journaled' | 'drained' | 'stated' | 'fiscal-queued' | 'print-queued' | 'paired';

type Listener = () => void;

/** Says that something happened, never what: listeners read the state, so a missed event can do no harm. */
export class TillEvents {
  readonly #listeners = new Map<string, Set<Listener>>();
  readonly #log: Log;

  constructor(log: Log) {
    this.#log = log;
  }

  on(event: TillEvent | InnerEvent, listener: Listener): () => void {
    const listeners = this.#listeners.get(event) ?? new Set();
    this.#listeners.set(event, listeners.add(listener));
    return () => listeners.delete(listener);
  }

  emit(...events: (TillEvent | InnerEvent)[]): void {
    for (const event of events) {
      for (const listener of this.#listeners.get(event) ?? []) this.#tell(listener, event);
    }
  }

  /** A listener's own trouble must not reach the teller: the sale is on the disk already. */
  #tell(listener: Listener, event: string): void {
    try {
      listener();
    } catch (error) {
      this.#log('error', 'a listener failed', { event, error: String(error) });
    }
  }
}
