import type { Problem } from '@jowi/contracts/errors';
import type { TillEvents } from '../events.ts';
import type { ApiFailure } from './api-client.ts';

/** Answers that came from somewhere, but not from our server. */
const NOT_OURS: readonly string[] = ['till/server-foreign', 'till/network-portal'];

/** The online light: the last contact with the server worked; and if not, what stands in between, where that is known. */
export class Link {
  readonly #events: TillEvents;
  #online = false;
  #obstacle: Problem | null = null;

  constructor(events: TillEvents) {
    this.#events = events;
  }

  get online(): boolean {
    return this.#online;
  }

  get obstacle(): Problem | null {
    return this.#obstacle;
  }

  /** The server itself answered. */
  works(): void {
    this.#set(true, null);
  }

  /** The connection ended, and nobody said why. */
  lost(): void {
    this.#set(false, null);
  }

  failed(failure: ApiFailure): void {
    if (failure.kind === 'unreachable') this.#set(false, failure.obstacle ?? null);
    else if (failure.kind === 'refused' && NOT_OURS.includes(failure.problem.code))
      this.#set(false, failure.problem);
    else this.works();
  }

  #set(online: boolean, obstacle: Problem | null): void {
    if (online === this.#online && obstacle?.code === this.#obstacle?.code) return;
    this.#online = online;
    this.#obstacle = obstacle;
    this.#events.emit('device-changed');
  }
}
