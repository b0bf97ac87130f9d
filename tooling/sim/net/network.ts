import type { SimRequest, SimResponse, SimServer } from '../../../apps/api/test/sim/sim-server.ts';
import type { Rng } from '../world/rng.ts';
import type { World } from '../world/world.ts';
import type { Cable, NetClient } from './cable.ts';
import { PokeLine } from './poke-line.ts';
import { SimHttpResponse, textBody } from './sim-response.ts';
import { asOldServer, asOldTill, withoutSomeResults } from './tampering.ts';
import { CALM, type Weather } from './weather.ts';

export type FaultCounts = Map<string, number>;

const HEARTBEAT_MS = 25_000;
const POKE_WINDOW_MS = 100;
const CAPTIVE_PAGE = '<html><body>Wi-Fi: tizimga kiring</body></html>';

type Pending = { readonly answer: (response: SimHttpResponse) => void; readonly fail: () => void };

/** Everything between the tills and the server. */
export class Network implements Cable {
  weather: Weather;
  /** Told of every answer as the server gave it. */
  seen: ((machine: NetClient, request: SimRequest, response: SimResponse) => void) | null = null;
  readonly faults: FaultCounts;
  readonly #world: World;
  readonly #server: SimServer;
  readonly #rng: Rng;
  readonly #real: boolean;
  readonly #lines = new Map<NetClient, PokeLine>();
  readonly #lastAnswers = new Map<string, SimResponse>();

  constructor(world: World, server: SimServer, weather: Weather, faults: FaultCounts, real: boolean) {
    this.#world = world;
    this.#real = real;
    this.#server = server;
    this.#rng = world.rng.fork('network');
    this.weather = weather;
    this.faults = faults;
  }

  calmDown(): void {
    this.weather = CALM;
  }

  /** Behaves as `fetch` does; the till's abort is a lost answer like any other. */
  fetch(machine: NetClient, url: string, init: RequestInit): Promise<Response> {
    const request = requestOf(url, init);
    return new Promise<Response>((resolve, reject) => {
      const fail = () => reject(new TypeError('fetch failed'));
      const { signal } = init;
      if (signal?.aborted) return fail();
      signal?.addEventListener('abort', fail, { once: true });
      const answer = (response: SimHttpResponse) => {
        if (!signal?.aborted) resolve(response as unknown as Response);
      };
      this.#send(machine, machine.old ? asOldTill(request) : request, { answer, fail });
    });
  }

  /** The till's end of its poke line is gone. */
  dropLine(machine: NetClient): void {
    this.#lines.get(machine)?.end('closed');
    this.#lines.delete(machine);
  }

  /** The server's end of all of them is gone. */
  dropAllLines(): void {
    for (const line of this.#lines.values()) line.end('broken');
    this.#lines.clear();
  }

  /** Something was committed that tills of this business should fetch. */
  poke(tenant: number): void {
    for (const [machine, line] of this.#lines) {
      if (machine.tenant !== tenant) continue;
      this.#world.after(POKE_WINDOW_MS + this.#delayMs(), () => {
        if (!isUnplugged(machine)) line.send('event: poke\ndata: {"reason":"change"}\n\n');
      });
    }
  }

  #send(machine: NetClient, request: SimRequest, pending: Pending): void {
    const { weather } = this;
    const lost = isUnplugged(machine) ? 'unplugged' : this.#happens('loss', weather.loss) ? 'loss' : null;
    if (lost) {
      this.#lose(lost, pending);
      return;
    }
    const backMs = () => this.#delayMs();
    if (this.#happens('captive', weather.captive)) {
      const page = new SimHttpResponse(200, { 'content-type': 'text/html' }, textBody(CAPTIVE_PAGE, null));
      this.#world.after(backMs(), () => pending.answer(page));
      return;
    }
    if (this.#happens('away', weather.away)) {
      const away = new SimHttpResponse(503, {}, textBody('upstream unavailable', null));
      this.#world.after(backMs(), () => pending.answer(away));
      return;
    }
    if (isStream(request)) {
      this.#listen(machine, request, pending);
      return;
    }
    this.#world.after(this.#delayMs(), () => void this.#arrive(machine, request, pending));
    if (this.#happens('replay', weather.replay)) {
      const later = this.#rng.int(50, 8_000);
      this.#world.after(later, () => void this.#handle(machine, request));
    }
  }

  async #arrive(machine: NetClient, request: SimRequest, pending: Pending): Promise<void> {
    const key = `${machine.name} ${request.method} ${request.path}`;
    const fresh = await this.#handle(machine, request);
    if (!fresh) return this.#lose('server-crash', pending);
    const before = this.#lastAnswers.get(key);
    if (request.method === 'GET' && fresh.status === 200) this.#lastAnswers.set(key, fresh);
    // Drawn whether there is one or not: what the cache holds must not move everybody else's luck.
    const isStale = this.#happens('stale', this.weather.stale) && before !== undefined;
    let { status, headers, body } = isStale ? before : fresh;
    if (machine.old) body = asOldServer(request, body);
    if (request.path === '/v1/sync/push' && this.#happens('partial', this.weather.partial)) {
      body = withoutSomeResults(body);
    }
    const cutAt = this.#happens('cut', this.weather.cut) ? this.#rng.int(0, body.length - 1) : null;
    const isLost = this.#happens('lost-answer', this.weather.lostAnswer);
    this.#world.after(this.#delayMs(), () => {
      if (isLost || isUnplugged(machine)) return this.#lose('unplugged', pending);
      pending.answer(new SimHttpResponse(status, headers, textBody(body, cutAt)));
    });
  }

  async #handle(machine: NetClient, request: SimRequest): Promise<SimResponse | null> {
    const handled = this.#server.handle(request);
    const response = await (this.#real ? this.#world.outside(handled) : handled);
    if (response) this.seen?.(machine, request, response);
    this.#world.note(
      `${machine.name} ${request.method} ${request.path.slice(0, 60)} ${response?.status ?? 'crash'} ${response?.body.length ?? 0}`,
    );
    return response;
  }

  /** The stream is the simulation's own: the server is asked whether it would let this till listen. */
  #listen(machine: NetClient, request: SimRequest, pending: Pending): void {
    const asked = { ...request, path: '/v1/sync/time' };
    this.#world.after(this.#delayMs(), async () => {
      const response = await this.#handle(machine, asked);
      if (!response) return this.#lose('server-crash', pending);
      if (response.status !== 200) {
        return pending.answer(
          new SimHttpResponse(response.status, response.headers, textBody(response.body, null)),
        );
      }
      const line = new PokeLine();
      this.dropLine(machine);
      this.#lines.set(machine, line);
      line.send('event: poke\ndata: {"reason":"hello"}\n\n');
      this.#world.after(this.#delayMs(), () => {
        pending.answer(new SimHttpResponse(200, { 'content-type': 'text/event-stream' }, line.body()));
      });
      this.#beat(machine, line);
    });
  }

  #beat(machine: NetClient, line: PokeLine): void {
    this.#world.after(HEARTBEAT_MS, () => {
      if (!line.open || this.#lines.get(machine) !== line) return;
      if (!isUnplugged(machine)) line.send('event: heartbeat\ndata: {"reason":"hello"}\n\n');
      this.#beat(machine, line);
    });
  }

  /** Half the losses are noticed at once, the others only by whoever loses patience. */
  #lose(fault: string, { fail }: Pending): void {
    this.#count(fault);
    if (this.#rng.chance(0.5)) this.#world.after(this.#rng.int(1, 200), fail);
  }

  #delayMs(): number {
    const { meanDelayMs, clog } = this.weather;
    const stuckMs = this.#happens('clog', clog) ? this.#rng.int(100, 5_000) : 0;
    return this.#rng.delayMs(meanDelayMs) + stuckMs;
  }

  #happens(fault: string, probability: number): boolean {
    const happens = this.#rng.chance(probability);
    if (happens && fault !== 'loss') this.#count(fault);
    return happens;
  }

  #count(fault: string): void {
    this.faults.set(fault, (this.faults.get(fault) ?? 0) + 1);
  }
}

function isUnplugged({ world, unpluggedUntilMs }: NetClient): boolean {
  return world.nowMs < unpluggedUntilMs;
}

function isStream({ path }: SimRequest): boolean {
  return path === '/v1/sync/events';
}

function requestOf(url: string, { method = 'GET', headers, body }: RequestInit): SimRequest {
  const { pathname, search } = new URL(url);
  return {
    method,
    path: pathname + search,
    headers: headers as Record<string, string>,
    body: typeof body === 'string' ? body : null,
  };
}
