import { createHash, createHmac, randomUUID } from 'node:crypto';
import { z } from 'zod';
import { type ProviderServer, type SimulatedAnswer, startProviderServer } from './provider-server.ts';

const zCheck = z.object({ phone_number: z.string() });
const zSend = z.object({
  phone_number: z.string(),
  request_id: z.string().optional(),
  sender_username: z.string().optional(),
  code: z.string().regex(/^\d{4,8}$/),
  callback_url: z.string().max(256).optional(),
  payload: z.string().max(128).optional(),
  ttl: z.number().int().min(30).max(3_600),
});

export interface TelegramCode extends z.infer<typeof zSend> {
  readonly request_id: string;
}

/** gatewayapi.telegram.org: send ability first, one fee a request, {ok, result | error}, reports signed over the body. */
export class TelegramSimulator {
  readonly token = 'AAHtest-token-of-telegram-gateway';
  readonly codes: TelegramCode[] = [];
  readonly withoutTelegram = new Set<string>();
  balance = 100;
  fees = 0;
  #checked = new Map<string, string>();
  #line: ProviderServer | undefined;

  static async start(): Promise<TelegramSimulator> {
    const simulator = new TelegramSimulator();
    simulator.#line = await startProviderServer((request, body) =>
      simulator.#answer(request.url ?? '', request.headers.authorization ?? '', body),
    );
    return simulator;
  }

  get url(): string {
    return this.#line?.url ?? '';
  }

  get faults() {
    return this.#line?.faults ?? [];
  }

  close(): Promise<void> {
    return this.#line?.close() ?? Promise.resolve();
  }

  /** A delivery report with its headers, as it is posted to callback_url. */
  report(
    code: TelegramCode,
    status: string,
    nowMs: number,
  ): { body: string; headers: Record<string, string> } {
    const body = JSON.stringify({
      request_id: code.request_id,
      phone_number: code.phone_number,
      request_cost: 0.01,
      delivery_status: { status, updated_at: Math.floor(nowMs / 1000) },
      payload: code.payload,
    });
    return { body, headers: this.sign(body, Math.floor(nowMs / 1000)) };
  }

  sign(body: string, timestamp: number, token = this.token): Record<string, string> {
    const key = createHash('sha256').update(token).digest();
    const signature = createHmac('sha256', key).update(`${timestamp}\n${body}`).digest('hex');
    return {
      'content-type': 'application/json',
      'x-request-timestamp': String(timestamp),
      'x-request-signature': signature,
    };
  }

  #answer(url: string, authorization: string, body: string): SimulatedAnswer {
    const refuse = (error: string): SimulatedAnswer => ({ status: 200, body: { ok: false, error } });
    if (authorization !== `Bearer ${this.token}`) return refuse('ACCESS_TOKEN_INVALID');
    const params = JSON.parse(body);
    // Methods are case-insensitive.
    if (url.toLowerCase() === '/checksendability') {
      const check = zCheck.safeParse(params);
      if (!check.success) return refuse('PHONE_NUMBER_INVALID');
      const phone = check.data.phone_number;
      if (this.withoutTelegram.has(phone)) return refuse('PHONE_NUMBER_NOT_AVAILABLE');
      if (this.balance <= 0) return refuse('BALANCE_NOT_ENOUGH');
      this.balance -= 1;
      this.fees += 1;
      const request_id = randomUUID();
      this.#checked.set(request_id, phone);
      return this.#ok({
        request_id,
        phone_number: phone,
        request_cost: 0.01,
        remaining_balance: this.balance,
      });
    }
    if (url.toLowerCase() !== '/sendverificationmessage') return refuse('METHOD_UNKNOWN');
    const send = zSend.safeParse(params);
    if (!send.success) return refuse('PARAMS_INVALID');
    const { request_id, phone_number } = send.data;
    if (request_id === undefined || this.#checked.get(request_id) !== phone_number)
      return refuse('REQUEST_ID_INVALID');
    this.#checked.delete(request_id);
    this.codes.push({ ...send.data, request_id });
    return this.#ok({
      request_id,
      phone_number,
      request_cost: 0.01,
      delivery_status: { status: 'sent', updated_at: 1_795_000_000 },
    });
  }

  #ok(result: object): SimulatedAnswer {
    return { status: 200, body: { ok: true, result } };
  }
}
