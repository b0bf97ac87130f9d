import { randomUUID } from 'node:crypto';
import type { JournalEntry } from '@jowi/contracts/sync/journal';
import { signAssertion } from '@jowi/sync/assertion';
import { before, encodeCursor } from '../../src/modules/sync/feed-cursor.ts';
import type { SigningTill } from '../support/signing-till.ts';
import type { SimResponse, SimServer } from './sim-server.ts';

/** Where the feed begins. */
export const FIRST_CURSOR = encodeCursor({
  products: before(0n),
  stock: before(0n),
  employees: before(0n),
});

type Asked = { readonly body?: unknown; readonly jti?: string; readonly nowMs?: number };

/** A simulated server as the tills of one business reach it. */
export class Door {
  readonly server: SimServer;
  readonly tenantId: string;
  readonly #nowMs: () => number;

  constructor(server: SimServer, tenantId: string, nowMs: () => number) {
    this.server = server;
    this.tenantId = tenantId;
    this.#nowMs = nowMs;
  }

  pair(till: SigningTill, code: string): Promise<SimResponse | null> {
    const { publicKey, terminalId } = till;
    return this.ask(till, 'POST', '/v1/terminals/pair', { body: { code, publicKey, terminalId } });
  }

  push(till: SigningTill, entries: readonly JournalEntry[], unsent = 0): Promise<SimResponse | null> {
    return this.ask(till, 'POST', '/v1/sync/push', { body: { wire: 2, entries, unsent } });
  }

  pull(till: SigningTill, cursor: string, limit = 1000): Promise<SimResponse | null> {
    return this.ask(till, 'GET', `/v1/sync/pull?cursor=${encodeURIComponent(cursor)}&limit=${limit}`);
  }

  ask(
    { terminalId, privateKey }: SigningTill,
    method: string,
    path: string,
    { body, jti = randomUUID(), nowMs = this.#nowMs() }: Asked = {},
  ): Promise<SimResponse | null> {
    const { tenantId } = this;
    return this.server.handle({
      method,
      path,
      headers: {
        authorization: `Bearer ${signAssertion({ terminalId, tenantId, nowMs, jti }, privateKey)}`,
      },
      body: body === undefined ? null : JSON.stringify(body),
    });
  }
}
