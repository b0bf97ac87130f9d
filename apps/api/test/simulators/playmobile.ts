import { z } from 'zod';
import { type ProviderServer, type SimulatedAnswer, startProviderServer } from './provider-server.ts';

const zBody = z.object({
  messages: z
    .array(
      z.object({
        recipient: z.string(),
        'message-id': z.string(),
        sms: z.object({ originator: z.string(), content: z.object({ text: z.string() }) }),
      }),
    )
    .min(1),
});

export interface PlaymobileSms {
  readonly id: string;
  readonly phone: string;
  readonly text: string;
  readonly originator: string;
}

/** send.smsxabar.uz/broker-api: Basic authorization, ids of at most twenty characters, plain text when it is well. */
export class PlaymobileSimulator {
  readonly login = 'shop';
  readonly password = 'password-at-playmobile';
  readonly sms: PlaymobileSms[] = [];
  hasMoney = true;
  /** Takes the message and loses its own answer. */
  losesNextAnswer = false;
  #line: ProviderServer | undefined;

  static async start(): Promise<PlaymobileSimulator> {
    const simulator = new PlaymobileSimulator();
    simulator.#line = await startProviderServer((request, body) =>
      simulator.#answer(`${request.method} ${request.url}`, request.headers.authorization ?? '', body),
    );
    return simulator;
  }

  get url(): string {
    return `${this.#line?.url}/broker-api`;
  }

  get faults() {
    return this.#line?.faults ?? [];
  }

  close(): Promise<void> {
    return this.#line?.close() ?? Promise.resolve();
  }

  #answer(call: string, authorization: string, body: string): SimulatedAnswer {
    const refuse = (status: number, error_code: number, error_description: string): SimulatedAnswer => ({
      status,
      body: { error_code, error_description },
    });
    const expected = Buffer.from(`${this.login}:${this.password}`).toString('base64');
    if (authorization !== `Basic ${expected}`) return refuse(401, 103, 'Account is not authorized');
    if (call !== 'POST /broker-api/send') return refuse(404, 100, 'Unknown request');
    const parsed = zBody.safeParse(JSON.parse(body));
    if (!parsed.success) return refuse(400, 202, 'Bad request');
    const [message] = parsed.data.messages;
    if (!message) return refuse(400, 202, 'Bad request');
    const id = message['message-id'];
    if (id.length > 20) return refuse(400, 404, 'Invalid message-id');
    if (!/^998\d{9}$/.test(message.recipient)) return refuse(400, 401, 'Invalid recipient');
    if (!this.hasMoney) return refuse(400, 105, 'Insufficient balance');
    if (this.sms.some((sms) => sms.id === id)) return refuse(400, 406, 'Duplicate message-id');
    const { originator, content } = message.sms;
    this.sms.push({ id, phone: message.recipient, text: content.text, originator });
    if (this.losesNextAnswer) {
      this.losesNextAnswer = false;
      return { status: 504, body: '<html>Gateway Time-out</html>' };
    }
    return { status: 200, body: 'Request is received' };
  }
}
