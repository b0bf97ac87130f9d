import { type AddressInfo, connect } from 'node:net';
import { createServer, type Server } from 'node:tls';
import type { Certificate } from './certificate.ts';

/** TLS in front of a plain port of the loopback. Whoever does not believe its certificate never gets through. */
export class TlsFront {
  readonly #server: Server;
  readonly #sockets = new Set<{ destroy(): void }>();

  private constructor(target: () => number, certificate: Certificate) {
    this.#server = createServer(certificate, (near) => {
      const far = connect(target(), '127.0.0.1');
      for (const socket of [near, far]) {
        this.#sockets.add(socket);
        socket.on('error', () => undefined);
        socket.on('close', () => {
          near.destroy();
          far.destroy();
        });
      }
      near.pipe(far).pipe(near);
    });
    this.#server.on('tlsClientError', () => undefined);
  }

  static async open(target: () => number, certificate: Certificate): Promise<TlsFront> {
    const front = new TlsFront(target, certificate);
    await new Promise<void>((resolve) => front.#server.listen(0, resolve));
    return front;
  }

  get url(): string {
    return `https://localhost:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Shows another certificate from now on, to those who are connected as well. */
  present(certificate: Certificate): void {
    this.#server.setSecureContext(certificate);
    this.#hangUp();
  }

  close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    this.#hangUp();
    return closed;
  }

  #hangUp(): void {
    for (const socket of this.#sockets) socket.destroy();
    this.#sockets.clear();
  }
}
