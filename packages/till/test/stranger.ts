import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';

/** Somebody who answers where the server should. */
export class Stranger {
  readonly #server: Server;
  /** What came, in the order it came. */
  readonly asked: { path: string; authorization: string | undefined }[] = [];

  private constructor(answer: RequestListener) {
    this.#server = createServer((request, response) => {
      this.asked.push({ path: request.url ?? '', authorization: request.headers.authorization });
      response.on('error', () => undefined);
      answer(request, response);
    });
  }

  static async open(answer: RequestListener): Promise<Stranger> {
    const stranger = new Stranger(answer);
    await new Promise<void>((resolve) => stranger.#server.listen(0, '127.0.0.1', resolve));
    return stranger;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

const PAGE = '<!doctype html><title>Free Wi-Fi</title><form method=post><input name=phone></form>';

/** Answers of those who are not our server, and what the till is to say of them. */
export const STRANGERS: readonly {
  readonly what: string;
  readonly says: 'till/network-portal' | 'till/server-foreign';
  readonly answer: (request: IncomingMessage, response: ServerResponse) => void;
}[] = [
  {
    what: 'the page of a Wi-Fi that wants a sign-in',
    says: 'till/network-portal',
    answer: (_, response) => page(response, 200),
  },
  {
    what: 'that page by its proper status',
    says: 'till/network-portal',
    answer: (_, response) => page(response, 511),
  },
  {
    what: 'JSON of another service',
    says: 'till/server-foreign',
    answer: (_, response) => json(response, { status: 'ok', version: '1.4.2' }),
  },
  {
    what: 'another service that knows no such page',
    says: 'till/server-foreign',
    answer: (_, response) => json(response, { detail: 'Not Found' }, 404),
  },
  {
    what: 'rubbish that calls itself packed',
    says: 'till/server-foreign',
    answer: (_, response) =>
      response
        .writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' })
        .end('this was never packed'),
  },
  {
    what: 'a small parcel that unpacks without end',
    says: 'till/server-foreign',
    answer: (_, response) =>
      response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' }).end(BOMB),
  },
  {
    what: 'an answer without end',
    says: 'till/server-foreign',
    answer: (_, response) => pour(response.writeHead(200, { 'content-type': 'application/json' })),
  },
  {
    what: 'no HTTP at all',
    says: 'till/server-foreign',
    answer: (request) => request.socket.end('SSH-2.0-OpenSSH_9.6\r\n\r\n'),
  },
];

const BOMB = gzipSync(Buffer.alloc(64 * 2 ** 20, ' '));

function page(response: ServerResponse, status: number): void {
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8' }).end(PAGE);
}

function json(response: ServerResponse, value: object, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
}

function pour(response: ServerResponse): void {
  const piece = Buffer.alloc(64 * 2 ** 10, 'a');
  const more = () => {
    while (!response.destroyed && response.write(piece));
  };
  response.on('drain', more);
  more();
}
