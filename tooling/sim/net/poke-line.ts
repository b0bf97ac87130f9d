import type { SimBody } from './sim-response.ts';

/** The long answer to `GET /v1/sync/events`: chunks as they come, until somebody breaks it. */
export class PokeLine {
  readonly #waiting: Uint8Array[] = [];
  #wake: (() => void) | null = null;
  #end: 'closed' | 'broken' | null = null;

  get open(): boolean {
    return this.#end === null;
  }

  send(text: string): void {
    this.#waiting.push(Buffer.from(text));
    this.#wake?.();
  }

  end(how: 'closed' | 'broken'): void {
    this.#end ??= how;
    this.#wake?.();
  }

  body(): SimBody {
    const line = this;
    return {
      cancel: async () => line.end('closed'),
      async *[Symbol.asyncIterator]() {
        for (;;) {
          const next = line.#waiting.shift();
          if (next) yield next;
          else if (line.#end === 'broken') throw new TypeError('terminated');
          else if (line.#end) return;
          else await new Promise<void>((resolve) => (line.#wake = resolve));
        }
      },
    };
  }
}
