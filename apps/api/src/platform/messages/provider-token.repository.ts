import { z } from 'zod';
import type { Clock } from '../clock/clock.ts';
import type { InstallationDb } from '../db/installation-db.ts';
import type { Seal } from './seal.ts';

/** Tokens that providers lend us for weeks, so that a restart or a second server need not sign in anew. */
export class ProviderTokenRepository {
  constructor(
    private readonly db: InstallationDb,
    private readonly clock: Clock,
    private readonly seal: Seal,
  ) {}

  async find(provider: string): Promise<string | null> {
    const rows = await this.db.query<{ sealed: Buffer }>(
      'SELECT sealed FROM messages.provider_token WHERE provider = $1 AND expires_at_ms > $2',
      [provider, this.clock.nowMs()],
    );
    if (!rows[0]) return null;
    try {
      return z.string().parse(this.seal.open(rows[0].sealed, provider));
    } catch {
      // Sealed with another AUTH_SECRET: as good as none.
      return null;
    }
  }

  async save(provider: string, token: string, expiresAtMs: number): Promise<void> {
    await this.db.query(
      `INSERT INTO messages.provider_token (provider, sealed, expires_at_ms) VALUES ($1, $2, $3)
       ON CONFLICT (provider) DO UPDATE SET sealed = excluded.sealed, expires_at_ms = excluded.expires_at_ms`,
      [provider, this.seal.close(token, provider), expiresAtMs],
    );
  }
}
