import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Rng } from './rng.ts';

/**
 * What a line does, from the next byte on, to those who are connected already as well.
 * mute: takes every byte and never answers; nobody hangs up (half-open). fin: hangs up politely when asked something.
 * reset: breaks off when asked something. cut-answer: the question arrives, the answer stops after a few bytes and the line
 * is dead. drip: the answer comes a byte at a time. slow: every piece is late, some by much (lost and sent again), and now
 * and then the line breaks.
 */
export type Line = 'sound' | 'mute' | 'fin' | 'reset' | 'cut-answer' | 'drip' | 'slow';

const DRIP_MS = 100;
const CUT_AFTER_BYTES = 20;
const SLOW_MS = [20, 120] as const;
const RESEND_MS = 700;
const RESEND_CHANCE = 0.1;
const BREAK_CHANCE = 0.02;

/** A line between two programs, below HTTP and TLS: what it does to bytes it does whoever speaks. */
export class TcpProxy {
  readonly #target: () => number;
  readonly #rng: Rng;
  readonly #sockets = new Set<Socket>();
  readonly #server = createServer((near) => this.#accept(near));
  #port = 0;
  line: Line = 'sound';
  /** Connections made to it so far. */
  connections = 0;

  private constructor(target: () => number, rng: Rng) {
    this.#target = target;
    this.#rng = rng;
  }

  /** From a port of its own on the loopback to the target's, which may change. */
  static async open(target: () => number, rng: Rng): Promise<TcpProxy> {
    const proxy = new TcpProxy(target, rng);
    await proxy.heal();
    return proxy;
  }

  get port(): number {
    return this.#port;
  }

  /** The cable is out: whoever is connected is thrown off, and the port refuses. */
  async cut(): Promise<void> {
    if (!this.#server.listening) return;
    const closed = new Promise((resolve) => this.#server.close(resolve));
    this.hangUp();
    await closed;
  }

  /** The cable is back, on the same port, and the line is sound. */
  async heal(): Promise<void> {
    this.line = 'sound';
    if (this.#server.listening) return;
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(this.#port, '127.0.0.1', () => {
        this.#server.off('error', reject);
        this.#port = (this.#server.address() as AddressInfo).port;
        resolve();
      });
    });
  }

  /** Breaks every connection there is. */
  hangUp(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  async close(): Promise<void> {
    await this.cut();
  }

  #accept(near: Socket): void {
    this.connections += 1;
    const far = connect(this.#target(), '127.0.0.1');
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      socket.setNoDelay(true);
      this.#sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        this.#sockets.delete(socket);
        // Nobody tells the other side of a line that is mute.
        if (this.line !== 'mute') other.destroy();
      });
    }
    void this.#carry(near, far, 'question');
    void this.#carry(far, near, 'answer');
  }

  async #carry(from: Socket, to: Socket, what: 'question' | 'answer'): Promise<void> {
    try {
      for await (const piece of from as AsyncIterable<Buffer>) {
        if (!(await this.#pass(piece, to, from, what))) return;
      }
      to.end();
    } catch {
      to.destroy();
    }
  }

  /** False: there is nothing more to carry. */
  async #pass(piece: Buffer, to: Socket, from: Socket, what: 'question' | 'answer'): Promise<boolean> {
    switch (this.line) {
      case 'sound':
        break;
      case 'mute':
        return true;
      case 'fin':
        if (what === 'question') from.end();
        return false;
      case 'reset':
        if (what === 'question') from.resetAndDestroy();
        return false;
      case 'cut-answer':
        if (what === 'question') break;
        await write(to, piece.subarray(0, CUT_AFTER_BYTES));
        to.resetAndDestroy();
        return false;
      case 'drip':
        if (what === 'question') break;
        for (const byte of piece) {
          await write(to, Buffer.of(byte));
          if (this.line === 'drip') await sleep(DRIP_MS);
        }
        return true;
      case 'slow':
        if (this.#rng.float() < BREAK_CHANCE) {
          to.resetAndDestroy();
          return false;
        }
        await sleep(this.#rng.int(...SLOW_MS) + (this.#rng.float() < RESEND_CHANCE ? RESEND_MS : 0));
    }
    await write(to, piece);
    return true;
  }
}

function write(socket: Socket, bytes: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    if (socket.destroyed) return reject(new Error('the line is dead'));
    socket.write(bytes, (error) => (error ? reject(error) : resolve()));
  });
}
