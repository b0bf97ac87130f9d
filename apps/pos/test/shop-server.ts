import { scryptSync } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { GENESIS_HASH } from '@jowi/contracts/sync/journal';
import type { EmployeeFeed, TerminalSettings } from '@jowi/contracts/sync/pull';
import { zPushRequest } from '@jowi/contracts/sync/push';
import { SAMPLE_PRODUCTS } from './sample-products.ts';

export const PAIRING_CODE = 'JW26TILL';
export const PIN = '1234';
/** Of the one who may approve. */
export const MANAGER_PIN = '432100';
const SALT = Buffer.alloc(16, 7);

const SETTINGS: TerminalSettings = {
  terminalId: '0197c000-0000-7000-8000-0000000000a1',
  terminalName: 'Касса 1',
  tenantId: '0197c000-0000-7000-8000-0000000000a0',
  businessName: 'ООО «Bahor Savdo»',
  taxId: '301234567',
  storeId: '0197c000-0000-7000-8000-0000000000a2',
  storeName: 'Bahor Market',
  address: 'Ташкент, Чиланзар 7',
  latitude: 41.28,
  longitude: 69.2,
  warehouseId: '0197c000-0000-7000-8000-0000000000a3',
  policy: { vatPer: 'line', vatRounding: 'floor', lineRounding: 'half-up', cashRoundingTiyin: '10000' },
  receiptLanguage: 'ru',
};

const PEOPLE: readonly [name: string, role: EmployeeFeed['role']][] = [
  ['Дилноза Каримова', 'cashier'],
  ['Jasur Toʻxtayev', 'cashier'],
  ['Малика Юсупова', 'manager'],
];

export type ShopServer = {
  url: string;
  /** false: every request is cut, as behind a dead line. */
  setOnline: (online: boolean) => void;
  pushedEntries: () => number;
  stop: () => Promise<void>;
};

/** The few answers of the API a till needs: pairing, first load, push. For trying the screens without a database. */
export async function startShopServer(port = 0): Promise<ShopServer> {
  let online = true;
  let head = { epoch: 1, seq: 0, hash: GENESIS_HASH };
  const streams = new Set<ServerResponse>();

  const answers: Record<string, (body: string, response: ServerResponse) => void> = {
    'POST /v1/terminals/pair': (body, response) => {
      if ((JSON.parse(body) as { code: string }).code !== PAIRING_CODE) {
        return json(response, { error: { code: 'terminals/pairing-code-invalid', requestId: 'r' } }, 422);
      }
      const lastNumbers = { receipt: 0, shift: 0 };
      json(response, { epoch: 1, lastNumbers, settings: SETTINGS, serverTimeMs: Date.now() });
    },
    'GET /v1/sync/snapshot': (_body, response) => {
      const lines = [
        { type: 'header', base: '1', total: SAMPLE_PRODUCTS.length, head },
        ...SAMPLE_PRODUCTS.map(({ feed, stockQtyMilli }) => ({
          type: 'product',
          product: feed,
          stockQtyMilli,
        })),
        { type: 'end' },
      ];
      response.writeHead(200, { 'content-type': 'application/x-ndjson' });
      response.end(lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
    },
    'GET /v1/sync/pull': (_body, response) =>
      json(response, {
        cursor: '1',
        hasMore: false,
        products: [],
        stock: [],
        employees: PEOPLE.map(employee),
        settings: SETTINGS,
        head,
        serverTimeMs: Date.now(),
      }),
    'POST /v1/sync/push': (body, response) => {
      const { entries } = zPushRequest.parse(JSON.parse(body));
      const last = entries.at(-1);
      if (last) head = { epoch: last.epoch, seq: last.seq, hash: last.hash };
      const results = entries.map(({ seq }) => ({ seq, status: 'accepted' }));
      json(response, { results, head, serverTimeMs: Date.now() });
    },
    'GET /v1/sync/events': (_body, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write('event: poke\ndata: {"reason":"hello"}\n\n');
      streams.add(response);
      response.on('close', () => streams.delete(response));
    },
  };

  const server = createServer(async (request, response) => {
    if (!online) return void request.socket.destroy();
    const body = await read(request);
    const answer = answers[`${request.method} ${request.url?.split('?', 1)[0]}`];
    if (answer) answer(body, response);
    else json(response, { error: { code: 'common/not-found', requestId: 'r' } }, 404);
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    setOnline: (next) => {
      online = next;
      if (!online) for (const stream of streams) stream.destroy();
    },
    pushedEntries: () => head.seq,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function employee([name, role]: (typeof PEOPLE)[number], i: number): EmployeeFeed {
  const pin = role === 'manager' ? MANAGER_PIN : PIN;
  return {
    id: `0197c000-0000-7000-8000-0000000000e${i + 1}`,
    name,
    role,
    pinSalt: SALT.toString('base64url'),
    color: i + 2,
    pinHash: scryptSync(pin, SALT, 32, { N: 16_384, r: 8, p: 1 }).toString('base64url'),
    active: true,
  };
}

function json(response: ServerResponse, body: unknown, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

async function read(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += chunk;
  return text;
}
