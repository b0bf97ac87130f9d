import { Injectable } from '@nestjs/common';
import { filter, map, merge, type Observable } from 'rxjs';
import type { TerminalIdentity } from '../../platform/auth/access.ts';
import { ChangeChannel } from '../../platform/db/change-channel.ts';
import { Admission } from '../../platform/limits/admission.ts';

/** Sales of a moment are one notification; of a longer moment while tills wait for their turn, for each would pull. */
const ANNOUNCE_AFTER_MS = 200;
const ANNOUNCE_IN_A_CROWD_AFTER_MS = 3_000;

/**
 * Tells waiting tills that a pull would bring something. A poke carries no data and may be lost; tills pull now and
 * then anyway.
 */
@Injectable()
export class PokeHub {
  readonly #unannounced = new Set<string>();

  constructor(
    private readonly channel: ChangeChannel,
    private readonly admission: Admission,
  ) {}

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
    if (this.#unannounced.size === 0) {
      const afterMs = this.admission.isCrowded('sync') ? ANNOUNCE_IN_A_CROWD_AFTER_MS : ANNOUNCE_AFTER_MS;
      setTimeout(() => this.#announce(), afterMs).unref();
    }
    this.#unannounced.add(tenantId);
  }

  #announce(): void {
    const tenants = [...this.#unannounced];
    this.#unannounced.clear();
    void this.channel.notify(tenants);
  }
}
