import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

export interface ReceivedMail {
  readonly to: readonly string[];
  readonly from: string;
  readonly source: string;
}

/** A real SMTP server that keeps what it gets. */
export class MailServer {
  readonly user = 'shop';
  readonly password = 'password-at-mail';
  readonly mails: ReceivedMail[] = [];
  /** Reply code for the next RCPT TO. */
  refusesRecipient: number | null = null;

  private constructor(private readonly server: SMTPServer) {}

  static async start(): Promise<MailServer> {
    const server: SMTPServer = new SMTPServer({
      authOptional: false,
      allowInsecureAuth: true,
      disabledCommands: ['STARTTLS'],
      logger: false,
      onAuth: (auth, _session, done) => {
        const isRight = auth.username === mail.user && auth.password === mail.password;
        done(
          isRight ? null : new Error('535 Authentication failed'),
          isRight ? { user: mail.user } : undefined,
        );
      },
      onRcptTo: (_address, _session, done) => {
        const code = mail.refusesRecipient;
        mail.refusesRecipient = null;
        done(code === null ? null : Object.assign(new Error('No such mailbox here'), { responseCode: code }));
      },
      onData: (stream, session, done) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          const { mailFrom, rcptTo } = session.envelope;
          mail.mails.push({
            from: mailFrom ? mailFrom.address : '',
            to: rcptTo.map(({ address }) => address),
            source: Buffer.concat(chunks).toString('utf8'),
          });
          done();
        });
      },
    });
    const mail = new MailServer(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
    return mail;
  }

  get url(): string {
    const { port } = this.server.server.address() as AddressInfo;
    return `smtp://${this.user}:${this.password}@127.0.0.1:${port}`;
  }

  close(): Promise<void> {
    return new Promise((resolve) => this.server.close(() => resolve()));
  }
}
