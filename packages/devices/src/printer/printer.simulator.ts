import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { type EscPosCommand, EscPosParser } from './escpos.parser.ts';
import { type PrintedReceipt, ReceiptArchive } from './receipt-archive.ts';
import { ReceiptPaper } from './receipt-paper.ts';
import { RECEIPTS_PAGE } from './receipts-page.ts';

/**
 * `offline`: nothing listens. `paper-out`, `cover-open`: answers so, prints nothing. `mute`: prints, never answers.
 * `slow`: waits `ms` before each chunk. `drop`: cuts the line in the middle of the job, after some of it was printed.
 */
const zControl = z.object({
  mode: z.enum(['ok', 'offline', 'paper-out', 'cover-open', 'mute', 'slow', 'drop']),
  ms: z.number().int().min(0).max(60_000).default(1_000),
});
export type PrinterSimulatorControl = z.input<typeof zControl>;

export interface PrinterSimulatorOptions {
  /** 0 = any free port. */
  readonly port: number;
  readonly httpPort: number;
  readonly dataDir: string;
  readonly paperMm?: 58 | 80;
}

export interface PrinterSimulator {
  readonly port: number;
  readonly httpPort: number;
  readonly pageUrl: string;
  control(command: PrinterSimulatorControl): Promise<void>;
  /** Oldest first. */
  receipts(): readonly PrintedReceipt[];
  /** How often the drawer was opened since the start. */
  drawerKicks(): number;
  stop(): Promise<void>;
}

/** A network receipt printer that prints pictures into a folder and shows them on a page. */
export async function startPrinterSimulator(options: PrinterSimulatorOptions): Promise<PrinterSimulator> {
  const paperMm = options.paperMm ?? 80;
  const archive = new ReceiptArchive(options.dataDir);
  const sockets = new Set<Socket>();
  let state = zControl.parse({ mode: 'ok' });
  let kicks = 0;

  function serve(socket: Socket): void {
    sockets.add(socket);
    const parser = new EscPosParser();
    let paper = new ReceiptPaper(paperMm);
    let work: Promise<void> = Promise.resolve();

    const finish = (cut: boolean) => {
      if (!paper.isBlank) archive.add(paper, { paperMm, cut, printedAtMs: Date.now() });
      paper = new ReceiptPaper(paperMm);
    };
    const obey = (command: EscPosCommand) => {
      if (command.kind === 'status') return answer(socket, realTimeStatus(state.mode, command.what));
      if (command.kind === 'ordered-status') return answer(socket, state.mode === 'paper-out' ? 0x0c : 0x00);
      if (state.mode === 'paper-out' || state.mode === 'cover-open') return;
      if (command.kind === 'drawer') kicks += 1;
      else if (command.kind === 'cut') finish(true);
      else paper.apply(command);
    };
    const answer = (to: Socket, byte: number) => {
      if (state.mode !== 'mute' && to.writable) to.write(Uint8Array.of(byte));
    };
    const take = async (chunk: Buffer) => {
      if (state.mode === 'slow') await sleep(state.ms);
      // Questions are short, jobs are long: only a job is cut in the middle.
      if (state.mode === 'drop' && chunk.length > 64) {
        for (const command of parser.push(chunk.subarray(0, chunk.length >> 1))) obey(command);
        socket.resetAndDestroy();
        return;
      }
      for (const command of parser.push(chunk)) obey(command);
    };
    socket.on('data', (chunk) => {
      work = work.then(() => take(chunk)).catch(() => void socket.destroy());
    });
    socket.on('error', () => {});
    socket.on('close', () => {
      sockets.delete(socket);
      void work.then(() => finish(false));
    });
  }

  let server: Server = createServer(serve);
  await listen(server, options.port);
  const { port } = server.address() as AddressInfo;

  async function control(command: PrinterSimulatorControl): Promise<void> {
    const next = zControl.parse(command);
    const wasOffline = state.mode === 'offline';
    state = next;
    if (next.mode === 'offline' && !wasOffline) await closeServer(server, sockets);
    if (next.mode !== 'offline' && wasOffline) {
      server = createServer(serve);
      await listen(server, port);
    }
  }

  const http = createHttpServer((request, response) => {
    answerHttp(request, response).catch((error: unknown) =>
      sendJson(response, { error: String(error) }, 400),
    );
  });

  async function answerHttp(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    const picture = /^\/receipts\/(\d{6})\.png$/.exec(path)?.[1];
    if (request.method === 'POST' && path === '/control') {
      await control(JSON.parse(await readBody(request)) as PrinterSimulatorControl);
      return sendJson(response, state);
    }
    if (picture !== undefined && archive.list().some((receipt) => receipt.id === picture)) {
      response.writeHead(200, { 'content-type': 'image/png', 'cache-control': 'max-age=3600' });
      response.end(archive.picture(picture));
      return;
    }
    if (path === '/receipts') return sendJson(response, archive.list().toReversed());
    if (path === '/state') return sendJson(response, { ...state, receipts: archive.list() });
    if (path === '/') {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(RECEIPTS_PAGE);
      return;
    }
    return sendJson(response, { error: 'not found' }, 404);
  }

  try {
    await listen(http, options.httpPort);
  } catch (error) {
    await closeServer(server, sockets);
    throw error;
  }
  const { port: httpPort } = http.address() as AddressInfo;
  return {
    port,
    httpPort,
    pageUrl: `http://127.0.0.1:${httpPort}/`,
    control,
    receipts: () => archive.list(),
    drawerKicks: () => kicks,
    stop: async () => {
      http.closeAllConnections();
      await Promise.all([closeServer(server, sockets), closeServer(http, new Set())]);
    },
  };
}

/** Answers to DLE EOT 1 (printer), 2 (why offline), 3 (errors), 4 (paper). */
function realTimeStatus(mode: PrinterSimulatorControl['mode'], what: number): number {
  const paperOut = mode === 'paper-out';
  const coverOpen = mode === 'cover-open';
  const base = 0x12;
  switch (what) {
    case 1:
      return base | (paperOut || coverOpen ? 0x08 : 0);
    case 2:
      return base | (paperOut ? 0x20 : 0) | (coverOpen ? 0x04 : 0);
    case 4:
      return base | (paperOut ? 0x6c : 0);
    default:
      return base;
  }
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function closeServer(server: Server, sockets: ReadonlySet<Socket>): Promise<void> {
  return new Promise((resolve) => {
    if (!server.listening) return resolve();
    server.close(() => resolve());
    for (const socket of sockets) socket.destroy();
  });
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

function sendJson(response: ServerResponse, body: unknown, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
