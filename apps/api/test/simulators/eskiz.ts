import { randomUUID } from 'node:crypto';
import { type ProviderServer, type SimulatedAnswer, startProviderServer } from './provider-server.ts';

export interface EskizSms {
  readonly id: string;
  readonly phone: string;
  readonly text: string;
  readonly from: string;
  readonly callbackUrl: string | null;
}

const THIRTY_DAYS_SECONDS = 2_592_000;
const EMAIL = 'shop@example.uz';
const PASSWORD = 'password-at-eskiz';

/** notify.eskiz.uz/api as published clients see it: tokens of thirty days, forms, its refusals and reports. */
export class EskizSimulator {
  readonly email = EMAIL;
  readonly password = PASSWORD;
  readonly sms: EskizSms[] = [];
  logins = 0;
  refreshes = 0;
  /** In SMS. */
  balance = 1_000;
  /** Only texts that begin so were approved; '' approves everything. */
  approvedText = '';
  /** auth/refresh answers 401: the token is too old for that. */
  refusesRefresh = false;
  #valid = new Set<string>();

  private constructor(
    private readonly nowMs: () => number,
    private line: ProviderServer | undefined,
  ) {}

  static async start(nowMs: () => number = Date.now): Promise<EskizSimulator> {
    const simulator = new EskizSimulator(nowMs, undefined);
    simulator.line = await startProviderServer((request, body) =>
      simulator.#answer(
        `${request.method} ${request.url}`,
        request.headers.authorization?.replace(/^Bearer /, '') ?? '',
        new URLSearchParams(body),
      ),
    );
    return simulator;
  }

  get url(): string {
    return `${this.line?.url}/api`;
  }

  get faults() {
    return this.line?.faults ?? [];
  }

  close(): Promise<void> {
    return this.line?.close() ?? Promise.resolve();
  }

  /** As if thirty days were over, or the account's password was changed: every token so far is refused. */
  expireTokens(): void {
    this.#valid.clear();
  }

  /** The body of a delivery report as it is posted to callback_url. */
  report(sms: EskizSms, status: string): Record<string, string> {
    return {
      request_id: sms.id,
      message_id: sms.id,
      user_sms_id: '',
      country: 'UZ',
      phone_number: sms.phone,
      sms_count: '1',
      status,
      status_date: '2026-11-23 12:00:00',
    };
  }

  #answer(call: string, token: string, form: URLSearchParams): SimulatedAnswer {
    if (call === 'POST /api/auth/login') return this.#login(form);
    if (call === 'PATCH /api/auth/refresh') return this.#refresh(token);
    if (!this.#valid.has(token))
      return { status: 401, body: { status: 'token-invalid', message: 'Expired' } };
    if (call === 'POST /api/message/sms/send') return this.#send(form);
    return { status: 404, body: { message: 'Not found' } };
  }

  #login(form: URLSearchParams): SimulatedAnswer {
    this.logins += 1;
    if (form.get('email') !== EMAIL || form.get('password') !== PASSWORD)
      return { status: 401, body: { message: 'Неверный Email или пароль', status: 'error' } };
    return this.#newToken();
  }

  #refresh(token: string): SimulatedAnswer {
    this.refreshes += 1;
    if (this.refusesRefresh || token === '')
      return { status: 401, body: { message: 'Token has expired', status: 'error' } };
    return this.#newToken();
  }

  #newToken(): SimulatedAnswer {
    const iat = Math.floor(this.nowMs() / 1000);
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const token = [
      part({ alg: 'HS256', typ: 'JWT' }),
      part({ iat, exp: iat + THIRTY_DAYS_SECONDS, role: 'user', sign: randomUUID() }),
      'c2lnbmF0dXJl',
    ].join('.');
    this.#valid.add(token);
    return {
      status: 200,
      body: { message: 'token_generated', data: { token }, token_type: 'bearer' },
    };
  }

  #send(form: URLSearchParams): SimulatedAnswer {
    const phone = form.get('mobile_phone') ?? '';
    const text = form.get('message') ?? '';
    const refuse = (message: string): SimulatedAnswer => ({
      status: 400,
      body: { status: 'error', message },
    });
    if (!/^998\d{9}$/.test(phone)) return refuse('Неверный формат номера');
    if (this.balance <= 0) return refuse('Недостаточно средств на балансе');
    if (!text.startsWith(this.approvedText)) return refuse('Этот текст не прошел модерацию');
    this.balance -= 1;
    const id = randomUUID();
    this.sms.push({
      id,
      phone,
      text,
      from: form.get('from') ?? '',
      callbackUrl: form.get('callback_url'),
    });
    return { status: 200, body: { id, message: 'Waiting for SMS provider', status: 'waiting' } };
  }
}
