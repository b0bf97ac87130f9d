import {
  Agent,
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  request as requestUpstream,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Rng } from '@jowi/testkit/rng';

/**
 * What the network does to one request.
 * `drop-request`: cut before the server sees it. `drop-answer`: the server did it, the answer is lost.
 * `cut-answer`: half of the answer arrives. `repeat`: sent twice, one after the other. `race`: sent twice at once.
 * `late-repeat`: sent once more when nobody expects it. `old-answer`: an earlier answer of the same route arrives
 * instead of the one just given. `unavailable`: somebody in between answers 503.
 */
export type Fate =
  | 'pass'
  | 'drop-request'
  | 'drop-answer'
  | 'cut-answer'
  | 'repeat'
  | 'race'
  | 'late-repeat'
  | 'old-answer'
  | 'unavailable';

/** Chances of each fate from 0 to 1; what is left passes. A live stream only ever meets `cut-answer`. */
export interface Weather {
  readonly chances: Readonly<Partial<Record<Exclude<Fate, 'pass'>, number>>>;
  readonly delayMs: readonly [min: number, max: number];
}

export interface ChaosEvent {
  readonly method: string;
  readonly path: string;
  readonly fate: Fate;
}

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

interface Asked {
  readonly method: string;
  readonly path: string;
  readonly route: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

const calm: Weather = { chances: {}, delayMs: [0, 0] };
const lateRepeatMs = [300, 1_200] as const;
const streamLifeMs = [400, 3_000] as const;

/** A network between two programs that obeys a seed: the same requests in the same order meet the same fates. */
export class ChaosProxy {
  readonly events: ChaosEvent[] = [];
  readonly #targetPort: number;
  readonly #rng: Rng;
  readonly #agent = new Agent({ keepAlive: true });
  readonly #sockets = new Set<Socket>();
  readonly #scripts = new Map<string, Fate[]>();
  readonly #lastAnswers = new Map<string, Answer>();
  readonly #late = new Set<Promise<unknown>>();
  readonly #server = createServer((request, response) => {
    response.on('error', () => undefined);
    this.#serve(request, response).catch(() => response.destroy());
  });
  #weather: Weather = calm;
  #port = 0;

  private constructor(targetPort: number, rng: Rng) {
    this.#targetPort = targetPort;
    this.#rng = rng;
    this.#server.on('connection', (socket) => {
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket));
      socket.on('error', () => undefined);
    });
  }

  /** A calm network from a port of its own to `targetPort` on the loopback. */
  static async open(targetPort: number, rng: Rng): Promise<ChaosProxy> {
    const proxy = new ChaosProxy(targetPort, rng);
    await proxy.heal();
    return proxy;
  }

  get port(): number {
    return this.#port;
  }

  /** From the next request on; null = calm. */
  set weather(weather: Weather | null) {
    this.#weather = weather ?? calm;
  }

  /** The next requests of a route (`POST /v1/sync/push`) meet these fates, whatever the weather. */
  script(route: string, fates: readonly Fate[]): void {
    this.#scripts.set(route, [...fates]);
  }

  /** How many fates of the script are still to come. */
  pending(route: string): number {
    return this.#scripts.get(route)?.length ?? 0;
  }

  /** The cable is out: connections break, new ones are refused. */
  async cut(): Promise<void> {
    if (!this.#server.listening) return;
    const closed = new Promise((resolve) => this.#server.close(resolve));
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }

  /** The cable is back, on the same port. */
  async heal(): Promise<void> {
    if (this.#server.listening) return;
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(this.#port, '127.0.0.1', () => {
        this.#server.off('error', reject);
        this.#port = (this.#server.address() as AddressInfo).port;
        resolve();
      });
    });
  }

  async close(): Promise<void> {
    await this.cut();
    await Promise.allSettled(this.#late);
    this.#agent.destroy();
  }

  counts(): Partial<Record<Fate, number>> {
    const counts: Partial<Record<Fate, number>> = {};
    for (const { fate } of this.events) counts[fate] = (counts[fate] ?? 0) + 1;
    return counts;
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const asked = await readRequest(request);
    const fate = this.#drawFate(asked.route);
    this.events.push({ method: asked.method, path: asked.path, fate });
    const [min, max] = this.#weather.delayMs;
    if (max > 0) await sleep(this.#rng.int(min, max));

    if (fate === 'drop-request') return void response.destroy();
    if (fate === 'unavailable') return send(response, unavailable);
    const twin = fate === 'race' ? this.#ask(asked) : null;
    if (twin) twin.catch(() => undefined);
    if (fate === 'repeat') await this.#ask(asked);
    const answer = await this.#ask(asked, (stream) => this.#pipe(stream, response, fate));
    if (answer === null) return;
    if (twin) await twin;
    const older = this.#lastAnswers.get(asked.route);
    this.#lastAnswers.set(asked.route, answer);
    if (fate === 'drop-answer') return void response.destroy();
    if (fate === 'cut-answer') return sendHalf(response, answer);
    send(response, fate === 'old-answer' && older ? older : answer);
    if (fate === 'late-repeat') this.#repeatLater(asked);
  }

  #drawFate(route: string): Fate {
    const scripted = this.#scripts.get(route)?.shift();
    if (scripted) return scripted;
    let draw = this.#rng.float();
    for (const [fate, chance] of Object.entries(this.#weather.chances) as [Fate, number][]) {
      draw -= chance;
      if (draw < 0) return fate;
    }
    return 'pass';
  }

  #repeatLater(asked: Asked): void {
    const repeat = sleep(this.#rng.int(...lateRepeatMs))
      .then(() => this.#ask(asked))
      .catch(() => undefined)
      .finally(() => this.#late.delete(repeat));
    this.#late.add(repeat);
  }

  /** Null when the answer is a live stream and `onStream` took it. */
  #ask(asked: Asked, onStream?: (stream: IncomingMessage) => void): Promise<Answer | null> {
    return new Promise((resolve, reject) => {
      const { method, path, headers, body } = asked;
      const upstream = requestUpstream(
        { host: '127.0.0.1', port: this.#targetPort, method, path, agent: this.#agent, headers },
        (answer) => {
          answer.once('error', reject);
          if (answer.headers['content-type']?.startsWith('text/event-stream')) {
            if (onStream) onStream(answer);
            else answer.destroy();
            return resolve(null);
          }
          const chunks: Buffer[] = [];
          answer.on('data', (chunk: Buffer) => chunks.push(chunk));
          answer.once('end', () =>
            resolve({
              status: answer.statusCode ?? 502,
              headers: answer.headers,
              body: Buffer.concat(chunks),
            }),
          );
        },
      );
      upstream.once('error', reject);
      upstream.end(body);
    });
  }

  #pipe(stream: IncomingMessage, response: ServerResponse, fate: Fate): void {
    response.writeHead(stream.statusCode ?? 502, passOn(stream.headers));
    response.flushHeaders();
    stream.on('error', () => response.destroy());
    stream.pipe(response);
    const cut = fate === 'cut-answer' || fate === 'drop-answer';
    const timer = cut ? setTimeout(() => response.destroy(), this.#rng.int(...streamLifeMs)) : undefined;
    response.once('close', () => {
      clearTimeout(timer);
      stream.destroy();
    });
  }
}

const unavailable: Answer = {
  status: 503,
  headers: { 'content-type': 'text/html', 'retry-after': '1' },
  body: Buffer.from('<h1>503 Service Unavailable</h1>'),
};

/** Headers that belong to one connection, and those that a buffered body makes untrue. */
const perConnection = new Set(['connection', 'keep-alive', 'transfer-encoding', 'content-length', 'expect']);

function passOn(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !perConnection.has(name)));
}

async function readRequest(request: IncomingMessage): Promise<Asked> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks);
  const { method = 'GET', url: path = '/' } = request;
  const headers = passOn(request.headers);
  return {
    method,
    path,
    route: `${method} ${path.split('?', 1)[0]}`,
    headers: body.length > 0 ? { ...headers, 'content-length': String(body.length) } : headers,
    body,
  };
}

function send(response: ServerResponse, { status, headers, body }: Answer): void {
  response.writeHead(status, { ...passOn(headers), 'content-length': body.length }).end(body);
}

function sendHalf(response: ServerResponse, { status, headers, body }: Answer): void {
  response.writeHead(status, { ...passOn(headers), 'content-length': body.length });
  response.write(body.subarray(0, body.length >> 1), () => response.destroy());
}
