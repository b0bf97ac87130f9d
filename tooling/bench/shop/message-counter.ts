import { connect, createServer, type Server, type Socket } from 'node:net';
import { freePort } from '@jowi/testkit/free-port';

/** Stands between a program and PostgreSQL and counts how often the one waits for the other. */
export class MessageCounter implements AsyncDisposable {
  readonly url: string;
  /** Times the client spoke after the server had. */
  roundTrips = 0;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  private constructor(url: string, server: Server) {
    this.url = url;
    this.#server = server;
  }

  static async open(url: string): Promise<MessageCounter> {
    const target = new URL(url);
    const port = await freePort();
    const own = new URL(url);
    own.port = String(port);
    const server = createServer();
    const counter = new MessageCounter(own.href, server);
    server.on('connection', (client) => counter.#pair(client, Number(target.port)));
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    return counter;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #pair(client: Socket, port: number): void {
    const server = connect(port, '127.0.0.1');
    let serverSpokeLast = true;
    for (const [from, to] of [
      [client, server],
      [server, client],
    ] as const) {
      this.#sockets.add(from);
      from.on('data', (bytes) => {
        if (from === client && serverSpokeLast) this.roundTrips++;
        serverSpokeLast = from === server;
        to.write(bytes);
      });
      from.on('error', () => to.destroy());
      from.once('close', () => {
        this.#sockets.delete(from);
        to.destroy();
      });
    }
  }
}
