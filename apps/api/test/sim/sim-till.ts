import { randomUUID } from 'node:crypto';
import type { JournalEntry } from '@jowi/contracts/sync/journal';
import { signAssertion } from '@jowi/sync/assertion';
import { SigningTill } from '../support/signing-till.ts';
import type { SimResponse, SimServer } from './sim-server.ts';

/** A till without a disk at the door of a simulated server: true entries, true assertions. */
export class SimTill extends SigningTill {
  readonly #server: SimServer;
  readonly #tenantId: string;
  readonly #nowMs: () => number;

  constructor(server: SimServer, tenantId: string, terminalId: string, nowMs: () => number) {
    super(terminalId);
    this.#server = server;
    this.#tenantId = tenantId;
    this.#nowMs = nowMs;
  }

  pair(code: string): Promise<SimResponse | null> {
    const body = { code, publicKey: this.publicKey, terminalId: this.terminalId };
    return this.ask('POST', '/v1/terminals/pair', body);
  }

  push(entries: readonly JournalEntry[], unsent = 0): Promise<SimResponse | null> {
    return this.ask('POST', '/v1/sync/push', { wire: 2, entries, unsent });
  }

  pull(cursor: string): Promise<SimResponse | null> {
    return this.ask('GET', `/v1/sync/pull?cursor=${encodeURIComponent(cursor)}`);
  }

  ask(method: string, path: string, body?: unknown, jti: string = randomUUID()): Promise<SimResponse | null> {
    const { terminalId } = this;
    const subject = { terminalId, tenantId: this.#tenantId, nowMs: this.#nowMs(), jti };
    return this.#server.handle({
      method,
      path,
      headers: { authorization: `Bearer ${signAssertion(subject, this.privateKey)}` },
      body: body === undefined ? null : JSON.stringify(body),
    });
  }
}
