import { verify } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { zPairRequest } from '@jowi/contracts/http/terminals';
import { GENESIS_HASH, type JournalEntry } from '@jowi/contracts/sync/journal';
import type { EmployeeFeed, ProductFeed, PullResponse } from '@jowi/contracts/sync/pull';
import { zPushRequest } from '@jowi/contracts/sync/push';
import { verifyChain } from '@jowi/sync/chain';
import { importPublicKey } from '@jowi/sync/journal-hash';
import { SAMPLE_SETTINGS, sampleEmployee } from '../src/testing/sample-shop.ts';
import type { StatementDesk } from './statement-desk.ts';

export const GOOD_CODE = 'ABCD2345';
export const EXPIRED_CODE = 'EXPIRED2';

/**
 * none; drop-request: never arrives; drop-answer: done, but the answer is lost; away: a gateway says 503; busy: the server
 * says 503 and when to come again; broken: 500.
 */
export type Fault = 'none' | 'drop-request' | 'drop-answer' | 'away' | 'busy' | 'broken';

/** What a busy server says. */
export const BUSY_SECONDS = 4;

type Chain = {
  head: { epoch: number; seq: number; hash: string };
  entries: Map<number, JournalEntry>;
  forkedHashes: Set<string>;
};
type Send = (value: unknown) => void;
type Change = { product?: ProductFeed; employee?: EmployeeFeed; stockOf?: string };

/** The server's side of the sync protocol in memory, strict about signatures and chains, with faults on demand. */
export class FakeServer {
  readonly #server: Server;
  #publicKey = '';
  products = new Map<string, ProductFeed>();
  stock = new Map<string, bigint>();
  changes: Change[] = [{ employee: sampleEmployee() }];
  chains = new Map<number, Chain>();
  /** Every sale posted, by receipt id, with how often it was posted. */
  posted = new Map<string, number>();
  /** The highest numbers posted, as the real server reads them from its books. */
  lastNumbers = { receipt: 0, shift: 0 };
  quarantined: { entry: JournalEntry; code: string }[] = [];
  requests: string[] = [];
  snapshotRows = 0;
  fault: (path: string) => Fault = () => 'none';
  /** Cut the snapshot after so many products; null = never. */
  cutSnapshotAfter: number | null = null;
  revoked = false;
  /** Of the store; a test that changes them pokes. */
  settings = SAMPLE_SETTINGS;
  /** Answers what is held; null = a server older than the question. Give its key to the settings as well. */
  desk: StatementDesk | null = null;
  /** Takes pushes without a word on any entry. */
  mute = false;
  nowMs = () => Date.now();
  #pokes = new Set<ServerResponse>();

  constructor() {
    this.#server = createServer((request, response) => {
      this.#serve(request, response).catch((error) => {
        response.destroy();
        throw error;
      });
    });
  }

  async start(port = 0): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(port, '127.0.0.1', resolve));
    return this.url;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  change(change: Change): void {
    if (change.product) this.products.set(change.product.id, change.product);
    this.changes.push(change);
    this.poke();
  }

  poke(): void {
    for (const stream of this.#pokes) stream.write('event: poke\ndata: {"reason":"change"}\n\n');
  }

  /** As the server does to those who are no longer welcome. */
  cutPokes(): void {
    for (const stream of this.#pokes) stream.end();
  }

  get pokeStreams(): number {
    return this.#pokes.size;
  }

  get lastEpoch(): number {
    return Math.max(...this.chains.keys());
  }

  get salesPosted(): number {
    return this.posted.size;
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', this.url);
    this.requests.push(url.pathname);
    const body = await readBody(request);
    const fault = this.fault(url.pathname);
    if (fault === 'drop-request') {
      response.destroy();
      return;
    }
    if (fault === 'away') return refuse(response, 503, 'common/unavailable');
    if (fault === 'busy') {
      response.setHeader('retry-after', String(BUSY_SECONDS));
      return refuse(response, 503, 'common/busy');
    }
    if (fault === 'broken') return refuse(response, 500, 'common/internal');
    const send = (value: unknown) => {
      if (fault === 'drop-answer') response.destroy();
      else response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(value));
    };
    if (url.pathname === '/v1/terminals/pair') return this.#pair(body, response, send);
    if (!this.#authorised(request, response)) return;
    switch (url.pathname) {
      case '/v1/sync/push':
        return this.#push(body, send);
      case '/v1/sync/reconcile':
        if (!this.desk) return refuse(response, 404, 'common/not-found');
        return send(this.desk.answer(body, this.chains, this.quarantined.length));
      case '/v1/sync/epoch':
        return send({ epoch: this.#newEpoch(), lastNumbers: this.lastNumbers });
      case '/v1/sync/pull':
        return send(this.#pull(url.searchParams.get('cursor') ?? '', Number(url.searchParams.get('limit'))));
      case '/v1/sync/snapshot':
        return this.#snapshot(url.searchParams, response);
      case '/v1/sync/events':
        response.writeHead(200, { 'content-type': 'text/event-stream' });
        response.write('event: poke\ndata: {"reason":"hello"}\n\n');
        this.#pokes.add(response);
        response.on('close', () => this.#pokes.delete(response));
        return;
      default:
        return refuse(response, 404, 'common/not-found');
    }
  }

  #pair(body: string, response: ServerResponse, send: Send) {
    const { code, publicKey, terminalId } = zPairRequest.parse(JSON.parse(body));
    if (code === EXPIRED_CODE) return refuse(response, 410, 'terminals/pairing-code-expired');
    if (code !== GOOD_CODE) return refuse(response, 404, 'terminals/pairing-code-invalid');
    if (terminalId && terminalId !== SAMPLE_SETTINGS.terminalId)
      return refuse(response, 409, 'common/conflict');
    this.#publicKey = publicKey;
    const { lastNumbers } = this;
    send({ epoch: this.#newEpoch(), lastNumbers, settings: this.settings, serverTimeMs: this.nowMs() });
  }

  #newEpoch(): number {
    const epoch = Math.max(0, ...this.chains.keys()) + 1;
    this.#startChain(epoch);
    return epoch;
  }

  #startChain(epoch: number): void {
    this.chains.set(epoch, {
      head: { epoch, seq: 0, hash: GENESIS_HASH },
      entries: new Map(),
      forkedHashes: new Set(),
    });
  }

  /** Everything but the catalogue as it is now; the answer puts the server back to it. */
  backUp(): () => void {
    const { chains, posted, lastNumbers, quarantined } = structuredClone({
      ...{ chains: this.chains, posted: this.posted },
      ...{ lastNumbers: this.lastNumbers, quarantined: this.quarantined },
    });
    return () => Object.assign(this, { chains, posted, lastNumbers, quarantined });
  }

  #authorised(request: IncomingMessage, response: ServerResponse): boolean {
    const token = (request.headers.authorization ?? '').replace('Bearer ', '');
    const [header, claims, signature] = token.split('.') as [string, string, string];
    const key = importPublicKey(this.#publicKey);
    const signed = Buffer.from(`${header}.${claims}`);
    if (!verify(null, signed, key, Buffer.from(signature, 'base64url'))) {
      refuse(response, 401, 'auth/assertion-invalid');
      return false;
    }
    if (this.revoked) {
      refuse(response, 401, 'auth/terminal-revoked');
      return false;
    }
    const { iat, exp } = JSON.parse(Buffer.from(claims, 'base64url').toString()) as {
      iat: number;
      exp: number;
    };
    const nowS = this.nowMs() / 1000;
    if (iat > nowS + 30 || exp < nowS - 30) {
      refuse(response, 401, 'auth/assertion-time', this.nowMs());
      return false;
    }
    return true;
  }

  #push(body: string, send: Send) {
    const { entries } = zPushRequest.parse(JSON.parse(body));
    if (!this.chains.has(entries[0]!.epoch)) this.#startChain(entries[0]!.epoch);
    const chain = this.chains.get(entries[0]!.epoch)!;
    if (this.mute) return send({ results: [], head: chain.head, serverTimeMs: this.nowMs() });
    const knownHashes = new Map([...chain.entries].map(([seq, entry]) => [seq, entry.hash]));
    const { judged, head } = verifyChain({
      head: chain.head,
      entries,
      knownHashes,
      publicKey: this.#publicKey,
    });
    const results = judged.map(({ entry, verdict, advances }) => {
      if (advances) chain.entries.set(entry.seq, entry);
      if (verdict === 'gap') return { seq: entry.seq, status: 'rejected', problem: { code: 'sync/gap' } };
      if (verdict === 'ok') this.#post(entry);
      if (verdict === 'ok' || verdict === 'duplicate') return { seq: entry.seq, status: 'accepted' };
      const code = `sync/${verdict}`;
      if (!advances) chain.forkedHashes.add(entry.hash);
      this.quarantined.push({ entry, code });
      return { seq: entry.seq, status: 'quarantined', problem: { code } };
    });
    chain.head = head;
    send({ results, head, serverTimeMs: this.nowMs() });
  }

  #post(entry: JournalEntry): void {
    const { lastNumbers } = this;
    if (entry.kind === 'ShiftOpenedV1')
      lastNumbers.shift = Math.max(lastNumbers.shift, entry.payload.shiftNumber as number);
    if (entry.kind !== 'SaleV1') return;
    lastNumbers.receipt = Math.max(lastNumbers.receipt, entry.payload.receiptNumber as number);
    const { receiptId, lines } = entry.payload as {
      receiptId: string;
      lines: { productId: string; qtyMilli: string }[];
    };
    this.posted.set(receiptId, (this.posted.get(receiptId) ?? 0) + 1);
    for (const { productId, qtyMilli } of lines) {
      this.stock.set(productId, (this.stock.get(productId) ?? 0n) - BigInt(qtyMilli));
      this.changes.push({ stockOf: productId });
    }
  }

  #pull(cursor: string, limit: number): PullResponse {
    const from = Number(cursor);
    const some = this.changes.slice(from, from + limit);
    const stockOf = new Set(some.flatMap((change) => (change.stockOf ? [change.stockOf] : [])));
    return {
      cursor: String(from + some.length),
      hasMore: from + some.length < this.changes.length,
      products: some.flatMap((change) => (change.product ? [change.product] : [])),
      employees: some.flatMap((change) => (change.employee ? [change.employee] : [])),
      stock: [...stockOf].map((productId) => ({ productId, qtyMilli: String(this.stock.get(productId)) })),
      settings: this.settings,
      head: this.chains.get(this.lastEpoch)!.head,
      serverTimeMs: this.nowMs(),
    };
  }

  #snapshot(query: URLSearchParams, response: ServerResponse): void {
    const after = query.get('after') ?? '';
    const products = [...this.products.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
    const rest = products.filter(({ id }) => id > after);
    const { head } = this.chains.get(this.lastEpoch)!;
    response.writeHead(200, { 'content-type': 'application/x-ndjson' });
    // Employees come with the first pull: the base lies before their changes.
    response.write(`${JSON.stringify({ type: 'header', base: '0', total: products.length, head })}\n`);
    const cut = this.cutSnapshotAfter;
    for (const product of rest.slice(0, cut ?? rest.length)) {
      this.snapshotRows += 1;
      const stockQtyMilli = String(this.stock.get(product.id) ?? 0n);
      response.write(`${JSON.stringify({ type: 'product', product, stockQtyMilli })}\n`);
    }
    if (cut !== null) {
      this.cutSnapshotAfter = null;
      // Lets what was written arrive, then the line is dead in the middle of a row.
      response.write('{"type":"produ', () => setTimeout(() => response.destroy(), 20));
      return;
    }
    response.end(`${JSON.stringify({ type: 'end' })}\n`);
  }
}

function refuse(response: ServerResponse, status: number, code: string, serverTimeMs?: number): void {
  const error = { code, requestId: 'r1', ...(serverTimeMs === undefined ? {} : { serverTimeMs }) };
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify({ error }));
}

async function readBody(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += chunk;
  return text;
}
