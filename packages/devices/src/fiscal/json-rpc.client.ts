import { request } from 'node:http';

export interface JsonRpcConfig {
  readonly url: string;
  readonly connectTimeoutMs: number;
  readonly readTimeoutMs: number;
}

/**
 * `unreachable`: no connection was made, so the service cannot have done anything.
 * `lost`: the request may have been carried out, but no readable answer came back.
 */
export type JsonRpcAnswer =
  | { readonly kind: 'result'; readonly result: unknown }
  | { readonly kind: 'error'; readonly deviceCode: number }
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'lost'; readonly why: 'timeout' | 'cut' | 'unreadable' };

const MAX_ANSWER_BYTES = 4 * 1024 * 1024;
let lastId = 0;

/** One call, one connection: a kept-alive socket that the service has just closed looks like a lost answer. */
export function callJsonRpc(config: JsonRpcConfig, method: string, params: object): Promise<JsonRpcAnswer> {
  lastId += 1;
  const id = lastId;
  const body = Buffer.from(JSON.stringify({ jsonrpc: '2.0', id, method, params }));
  return new Promise((resolve) => {
    let connected = false;
    let settled = false;
    let timer: NodeJS.Timeout | undefined;
    const settle = (answer: JsonRpcAnswer) => {
      if (settled) return;
      settled = true;
      clearTimeout(timer);
      call.destroy();
      resolve(answer);
    };
    const call = request(config.url, {
      method: 'POST',
      agent: false,
      headers: { 'content-type': 'application/json', 'content-length': body.length },
    });
    timer = setTimeout(() => settle({ kind: 'unreachable' }), config.connectTimeoutMs);
    call.on('socket', (socket) => {
      // Once connected, the kernel may hand bytes to the service at any moment.
      socket.once('connect', () => {
        connected = true;
        clearTimeout(timer);
        timer = setTimeout(() => settle({ kind: 'lost', why: 'timeout' }), config.readTimeoutMs);
      });
    });
    call.on('error', () => settle(connected ? { kind: 'lost', why: 'cut' } : { kind: 'unreachable' }));
    call.on('response', (response) => {
      const chunks: Buffer[] = [];
      let size = 0;
      response.on('data', (chunk: Buffer) => {
        chunks.push(chunk);
        size += chunk.length;
        if (size > MAX_ANSWER_BYTES) settle({ kind: 'lost', why: 'unreadable' });
      });
      response.on('error', () => settle({ kind: 'lost', why: 'cut' }));
      response.on('aborted', () => settle({ kind: 'lost', why: 'cut' }));
      response.on('end', () =>
        settle(
          response.complete
            ? readAnswer(Buffer.concat(chunks).toString('utf8'), id)
            : { kind: 'lost', why: 'cut' },
        ),
      );
    });
    call.end(body);
  });
}

function readAnswer(text: string, id: number): JsonRpcAnswer {
  const unreadable = { kind: 'lost', why: 'unreadable' } as const;
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return unreadable;
  }
  if (typeof parsed !== 'object' || parsed === null) return unreadable;
  const answer = parsed as { id?: unknown; result?: unknown; error?: unknown };
  // A parse error has no id by the standard; any other answer must be to our question.
  if (answer.id !== id && !(answer.error !== undefined && (answer.id === null || answer.id === undefined))) {
    return unreadable;
  }
  if (answer.error !== undefined && answer.error !== null) {
    const code = Number((answer.error as { code?: unknown }).code);
    return Number.isInteger(code) ? { kind: 'error', deviceCode: code } : unreadable;
  }
  return answer.result === undefined ? unreadable : { kind: 'result', result: answer.result };
}
