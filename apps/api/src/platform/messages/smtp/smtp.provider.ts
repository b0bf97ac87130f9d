import { createTransport, type Transporter } from 'nodemailer';
import type { MessageProvider, OutgoingMessage, SendResult } from '../provider.ts';

export interface SmtpOptions {
  /** smtps://user:password@host:465, or smtp://… with STARTTLS. */
  readonly url: string;
  /** JOWi Shop <no-reply@shop.example> */
  readonly from: string;
  readonly timeoutMs?: number;
}

const TIMEOUT_MS = 7_000;

/** E-mail by any SMTP server. A password never goes over a line without TLS, except to this machine. */
export class SmtpProvider implements MessageProvider {
  readonly name = 'smtp';
  readonly channel = 'email';
  readonly #transport: Transporter;

  constructor(private readonly options: SmtpOptions) {
    const { hostname, protocol, port, username, password } = new URL(options.url);
    const timeout = options.timeoutMs ?? TIMEOUT_MS;
    const isHere = ['127.0.0.1', 'localhost', '[::1]'].includes(hostname);
    this.#transport = createTransport({
      host: hostname.replace(/^\[|\]$/g, ''),
      port: Number(port) || (protocol === 'smtps:' ? 465 : 587),
      secure: protocol === 'smtps:',
      requireTLS: protocol === 'smtp:' && !isHere,
      ignoreTLS: isHere && protocol === 'smtp:',
      ...(username && { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } }),
      connectionTimeout: timeout,
      greetingTimeout: timeout,
      socketTimeout: timeout,
      dnsTimeout: timeout,
      disableFileAccess: true,
      disableUrlAccess: true,
    });
  }

  canSend({ to }: OutgoingMessage): boolean {
    return to.includes('@');
  }

  async send({ id, to, subject, text, language }: OutgoingMessage): Promise<SendResult> {
    try {
      const sent = await this.#transport.sendMail({
        from: this.options.from,
        to: { name: '', address: to },
        subject,
        text,
        // The same at every try: a mail box shows one that came twice once.
        messageId: `<${id}@jowi.shop>`,
        headers: { 'Content-Language': language, 'Auto-Submitted': 'auto-generated' },
      });
      return (sent.accepted?.length ?? 0) > 0
        ? { outcome: 'accepted', ref: sent.messageId }
        : { outcome: 'refused', reason: 'rejected' };
    } catch (error) {
      return readFailure(error);
    }
  }

  close(): void {
    this.#transport.close();
  }
}

/** 5xx to the recipient or the message is about this message; everything else about the server. */
function readFailure(error: unknown): SendResult {
  const { code, responseCode } = error as { code?: string; responseCode?: number };
  if (code === 'EAUTH') return { outcome: 'down', reason: 'unauthorized' };
  if ((code === 'EENVELOPE' || code === 'EMESSAGE') && responseCode !== undefined && responseCode >= 500)
    return { outcome: 'refused', reason: 'rejected' };
  return { outcome: 'down', reason: responseCode === undefined ? 'no-answer' : 'bad-answer' };
}
