import { setTimeout as sleep } from 'node:timers/promises';
import autocannon from 'autocannon';
import { percentile } from './stats.ts';

/** What one connection sends next; `path` and `method` default to those of the plan. */
export interface NextRequest {
  readonly headers: Readonly<Record<string, string>>;
  readonly path?: string;
  readonly body?: string | Buffer;
}

export interface LoadPlan {
  readonly url: string;
  readonly method?: 'GET' | 'POST';
  readonly connections: number;
  readonly seconds: number;
  /** Asked by each connection (0, 1, ...) before each of its requests. */
  readonly next: (connection: number) => NextRequest;
  /** Told of each answer, in the order of the connection's requests. */
  readonly onAnswer?: (connection: number, body: string) => void;
}

export interface LoadResult {
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/**
 * Closed loop over connections that stay open: each sends its next request when its last one is answered.
 *
 * @throws Error on any answer but a 2xx and on any broken connection: a fast refusal is no throughput
 */
export async function load(plan: LoadPlan): Promise<LoadResult> {
  const { url, method = 'GET', connections, seconds, next, onAnswer } = plan;
  const latencies: number[] = [];
  let refused: string | null = null;
  let created = 0;
  const started = performance.now();
  let last = started;
  const run = autocannon({
    url,
    connections,
    duration: seconds,
    timeout: 30,
    setupClient: (client) => {
      const connection = created++;
      const request: autocannon.Request = {
        method,
        setupRequest: (blank) => ({ ...blank, ...next(connection) }) as autocannon.Request,
        onResponse: (status, body) => {
          if (status < 200 || status > 299) refused ??= `${status} ${body.slice(0, 300)}`;
          else onAnswer?.(connection, body);
        },
      };
      client.setRequests([request]);
      client.on('response', (_status: number, _bytes: number, ms: number) => {
        latencies.push(ms);
        last = performance.now();
      });
    },
  });
  const { errors, timeouts } = await run;
  if (refused !== null) throw new Error(`${method} ${url} was refused under load: ${refused}`);
  if (errors + timeouts > 0) throw new Error(`${method} ${url}: ${errors} errors, ${timeouts} timeouts`);
  return {
    perSecond: (latencies.length * 1000) / (last - started),
    p50Ms: percentile(latencies, 50),
    p99Ms: percentile(latencies, 99),
  };
}

/**
 * Open loop: a request is due every 1/`perSecond` s whether or not the ones before are answered, and its latency
 * counts from the moment it was due.
 */
export async function loadEvenly(
  plan: Omit<LoadPlan, 'onAnswer'> & {
    readonly perSecond: number;
    readonly onAnswer?: (connection: number, body: string) => void;
  },
): Promise<LoadResult> {
  const { url, method = 'GET', connections, seconds, next, onAnswer, perSecond } = plan;
  const idle = Array.from({ length: connections }, (_, i) => i);
  const waiting: ((connection: number) => void)[] = [];
  const latencies: number[] = [];
  const send = async (dueMs: number) => {
    const connection = idle.shift() ?? (await new Promise<number>((resolve) => waiting.push(resolve)));
    const { headers, path = '', body } = next(connection);
    const response = await fetch(url + path, { method, headers, ...(body !== undefined && { body }) });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${url} was refused under load: ${response.status} ${text}`);
    onAnswer?.(connection, text);
    latencies.push(performance.now() - dueMs);
    const waiter = waiting.shift();
    if (waiter) waiter(connection);
    else idle.push(connection);
  };
  const started = performance.now();
  const sent: Promise<void>[] = [];
  const total = Math.ceil(perSecond * seconds);
  while (sent.length < total) {
    const dueMs = started + (sent.length * 1000) / perSecond;
    const early = dueMs - performance.now();
    if (early > 0) await sleep(early);
    sent.push(send(dueMs));
  }
  await Promise.all(sent);
  return {
    perSecond: (latencies.length * 1000) / (performance.now() - started),
    p50Ms: percentile(latencies, 50),
    p99Ms: percentile(latencies, 99),
  };
}
