import type { TillEvents } from '../events.ts';

/** The online light: the last contact with the server worked. */
export class Link {
  readonly #events: TillEvents;
  #online = false;

  constructor(events: TillEvents) {
    this.#events = events;
  }

  get online(): boolean {
    return this.#online;
  }

  set(online: boolean): void {
    if (online === this.#online) return;
    this.#online = online;
    this.#events.emit('device-changed');
  }
}
