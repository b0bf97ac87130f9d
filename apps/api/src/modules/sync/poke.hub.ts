import { Injectable } from '@nestjs/common';
import { filter, map, merge, type Observable } from 'rxjs';
import type { TerminalIdentity } from '../../platform/auth/access.ts';
import { ChangeChannel } from '../../platform/db/change-channel.ts';

/** Sales of a moment are one notification. */
const ANNOUNCE_AFTER_MS = 200;

/**
 * Tells waiting tills that a pull would bring something. A poke carries no data and may be lost; tills pull now and
 * then anyway.
 */
@Injectable()
export class PokeHub {
  readonly #unannounced = new Set<string>();

  constructor(private readonly channel: ChangeChannel) {}

  /** One value a change of this tenant's fed tables, or of the terminal itself. */
  changesOf({ tenantId, terminalId }: TerminalIdentity): Observable<void> {
    const fed = this.channel.changes.pipe(filter((changed) => changed === tenantId));
    const own = this.channel.terminals.pipe(filter((changed) => changed.terminalId === terminalId));
    return merge(fed, own).pipe(map(() => undefined));
  }

  /**
   * A push moved this tenant's stock. Said after its commit and on the channel's own connection: a transaction that
   * notifies by itself makes every other one wait for its commit.
   */
  announce(tenantId: string): void {
    if (this.#unannounced.size === 0) setTimeout(() => this.#announce(), ANNOUNCE_AFTER_MS).unref();
    this.#unannounced.add(tenantId);
  }

  #announce(): void {
    const tenants = [...this.#unannounced];
    this.#unannounced.clear();
    void this.channel.notify(tenants);
  }
}
