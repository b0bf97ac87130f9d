import type { DevMessage } from '@jowi/contracts/http/dev-messages';
import type { InstallationDb } from '../../db/installation-db.ts';

const KEPT = 200;

export class DevMessageRepository {
  constructor(private readonly db: InstallationDb) {}

  async add(message: DevMessage): Promise<void> {
    await this.db.query(
      `INSERT INTO messages.dev_message (id, recipient, text, code, at_ms) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (id) DO NOTHING`,
      [message.id, message.to, message.text, message.code, message.atMs],
    );
    await this.db.query(
      `DELETE FROM messages.dev_message WHERE id IN
         (SELECT id FROM messages.dev_message ORDER BY at_ms DESC, id DESC OFFSET ${KEPT})`,
    );
  }

  /** Newest first. */
  async list(to: string | null, limit: number): Promise<DevMessage[]> {
    return this.db.query<DevMessage>(
      `SELECT id, recipient AS "to", text, code, at_ms AS "atMs" FROM messages.dev_message
       WHERE $1::text IS NULL OR recipient = $1 ORDER BY at_ms DESC, id DESC LIMIT $2`,
      [to, limit],
    );
  }
}
