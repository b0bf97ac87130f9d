import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface SimulatedAnswer {
  readonly status: number;
  readonly body: unknown;
}

/** What goes wrong on the other side of the line, whatever the protocol. */
export type Fault = 'slow' | 'garbage' | 'html-502' | 'hang-up' | 'redirect' | 'huge';

export interface ProviderServer extends AsyncDisposable {
  readonly url: string;
  /** Each call uses one up; then it answers again as it should. */
  readonly faults: Fault[];
  close(): Promise<void>;
}

/** The line between us and a provider: HTTP on this machine, with the faults of one. */
export async function startProviderServer(
  handle: (request: IncomingMessage, body: string) => SimulatedAnswer,
): Promise<ProviderServer> {
  const faults: Fault[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const fault = faults.shift();
    if (fault) return fail(fault, response);
    const { status, body } = handle(request, Buffer.concat(chunks).toString('utf8'));
    const isText = typeof body === 'string';
    response
      .writeHead(status, { 'content-type': isText ? 'text/plain' : 'application/json' })
      .end(isText ? body : JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = () => {
    server.closeAllConnections();
    return new Promise<void>((resolve) => server.close(() => resolve()));
  };
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    faults,
    close,
    [Symbol.asyncDispose]: close,
  };
}

function fail(fault: Fault, response: ServerResponse): void {
  switch (fault) {
    // Answers never: the caller's patience ends it.
    case 'slow':
      return;
    case 'hang-up':
      response.socket?.destroy();
      return;
    case 'garbage':
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"id": "x", "sta');
      return;
    case 'html-502':
      response.writeHead(502, { 'content-type': 'text/html' }).end('<html><h1>502 Bad Gateway</h1></html>');
      return;
    case 'redirect':
      response.writeHead(302, { location: 'http://127.0.0.1:9/steal' }).end();
      return;
    case 'huge':
      response.writeHead(200, { 'content-type': 'text/html' }).end('<p>'.repeat(1_000_000));
  }
}
