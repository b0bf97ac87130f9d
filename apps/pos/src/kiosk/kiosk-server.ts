import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { type RawData, type WebSocket, WebSocketServer } from 'ws';
import type { BridgeServer, Log } from '../bridge/bridge-server.ts';
import { type BridgeEvent, MAX_MESSAGE_BYTES } from '../bridge/wire.ts';
import { newNonce, pageWith, securityHeaders } from '../host/page-security.ts';
import type { StaticFile, StaticFiles } from '../host/static-files.ts';
import {
  fetchSiteIsOurs,
  hostIsOurs,
  newToken,
  originIsOurs,
  PROTOCOL,
  tokenIsRight,
} from './request-guard.ts';

const HEARTBEAT_MS = 20_000;

export type KioskOptions = {
  /** 0 = any free port. */
  port: number;
  files: StaticFiles;
  bridge: BridgeServer;
  log: Log;
};

export type Kiosk = {
  url: string;
  /** Sends an event to every open page. */
  broadcast: (event: BridgeEvent) => void;
  close: () => Promise<void>;
};

/**
 * The till's page and its bridge for a browser on the same machine. Binds the loopback only; the rules of
 * who is answered are in `request-guard.ts`. Rejects with the listen error (EADDRINUSE) when the port is taken.
 */
export async function startKiosk({ port, files, bridge, log }: KioskOptions): Promise<Kiosk> {
  const token = newToken();
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_MESSAGE_BYTES,
    handleProtocols: (offered) => (offered.has(PROTOCOL) ? PROTOCOL : false),
  });
  const server = createServer({ maxHeaderSize: 16_384 }, (request, response) => {
    answer(request, response, files, token, boundPort());
  });
  const boundPort = () => (server.address() as AddressInfo).port;

  server.on('upgrade', (request, socket: Duplex, head) => {
    const refusal = refuseUpgrade(request, token, boundPort());
    if (refusal) {
      log('warn', `kiosk: refused a connection (${refusal})`);
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, socket, head, (page) => converse(page, bridge));
  });

  const heartbeat = setInterval(() => dropSilent(sockets), HEARTBEAT_MS);
  heartbeat.unref();

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });

  return {
    url: `http://127.0.0.1:${boundPort()}/`,
    broadcast: (event) => {
      const text = JSON.stringify(event);
      for (const page of sockets.clients) if (page.readyState === page.OPEN) page.send(text);
    },
    close: async () => {
      clearInterval(heartbeat);
      for (const page of sockets.clients) page.terminate();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

function refuseUpgrade(request: IncomingMessage, token: string, port: number): string | null {
  if (!hostIsOurs(request, port)) return 'host';
  if (!originIsOurs(request)) return 'origin';
  if (request.url !== '/bridge') return 'path';
  if (!tokenIsRight(request, token)) return 'token';
  return null;
}

function answer(
  request: IncomingMessage,
  response: ServerResponse,
  files: StaticFiles,
  token: string,
  port: number,
): void {
  const nonce = newNonce();
  const connect = `'self' ws://${request.headers.host}/bridge`;
  for (const [name, value] of Object.entries(securityHeaders({ nonce, connect }))) {
    response.setHeader(name, value);
  }
  const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
  const refusal = refuseRequest(request, port);
  const file = files.get(path === '/' ? '/index.html' : path);
  if (refusal !== null) sayBriefly(response, refusal);
  else if (path === '/health') sayBriefly(response, 200, 'ok');
  else if (!file) sayBriefly(response, 404);
  else send(response, file, { 'jowi-nonce': nonce, 'jowi-token': token }, request.method === 'HEAD');
}

function refuseRequest(request: IncomingMessage, port: number): number | null {
  if (!hostIsOurs(request, port) || !fetchSiteIsOurs(request)) return 403;
  return request.method === 'GET' || request.method === 'HEAD' ? null : 405;
}

function send(
  response: ServerResponse,
  file: StaticFile,
  metas: Readonly<Record<string, string>>,
  headOnly: boolean,
): void {
  const page = file.type.startsWith('text/html');
  const body = page ? Buffer.from(pageWith(file.body.toString('utf8'), metas)) : file.body;
  response.setHeader('content-type', file.type);
  response.setHeader('cache-control', file.immutable ? 'public, max-age=31536000, immutable' : 'no-store');
  response.setHeader('content-length', body.length);
  response.end(headOnly ? undefined : body);
}

function sayBriefly(response: ServerResponse, status: number, text = ''): void {
  response.statusCode = status;
  response.setHeader('content-type', 'text/plain; charset=utf-8');
  response.setHeader('cache-control', 'no-store');
  response.end(text);
}

const alive = new WeakSet<WebSocket>();

function converse(page: WebSocket, bridge: BridgeServer): void {
  alive.add(page);
  page.on('pong', () => alive.add(page));
  page.on('error', () => page.terminate());
  page.on('message', async (data, isBinary) => {
    const raw = isBinary ? undefined : parseJson(data);
    const response = await bridge(raw);
    if (response === null) page.close(1008, 'not a request');
    else if (page.readyState === page.OPEN) page.send(JSON.stringify(response));
  });
}

function parseJson(data: RawData): unknown {
  try {
    return JSON.parse(data.toString());
  } catch {
    return undefined;
  }
}

/** A page that answered no ping since the last round is gone: a laptop asleep, a crashed tab. */
function dropSilent(sockets: WebSocketServer): void {
  for (const page of sockets.clients) {
    if (!alive.has(page)) {
      page.terminate();
      continue;
    }
    alive.delete(page);
    page.ping();
  }
}
