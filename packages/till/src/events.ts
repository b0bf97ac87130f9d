/** For the screens: something of this kind looks different now, ask again. */
export type TillEvent =
  | 'device-changed'
  | 'cart-changed'
  | 'receipt-changed'
  | 'catalogue-changed'
  | 'session-changed';
/** For the engine's own workers. */
type InnerEvent = 'journaled' | 'fiscal-queued' | 'print-queued' | 'paired';

type Listener = () => void;

/** Says that something happened, never what: listeners read the state, so a missed event can do no harm. */
export class TillEvents {
  readonly #listeners = new Map<string, Set<Listener>>();

  on(event: TillEvent | InnerEvent, listener: Listener): () => void {
    const listeners = this.#listeners.get(event) ?? new Set();
    this.#listeners.set(event, listeners.add(listener));
    return () => listeners.delete(listener);
  }

  emit(...events: (TillEvent | InnerEvent)[]): void {
    for (const event of events) {
      for (const listener of this.#listeners.get(event) ?? []) listener();
    }
  }
}
