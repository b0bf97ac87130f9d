/** As much of a `Response` as the till reads, without the cost of its streams. */
export class SimHttpResponse {
  readonly status: number;
  readonly ok: boolean;
  readonly body: SimBody;
  readonly #headers: Readonly<Record<string, string>>;

  constructor(status: number, headers: Readonly<Record<string, string>>, body: SimBody) {
    this.status = status;
    this.ok = status >= 200 && status < 300;
    this.#headers = headers;
    this.body = body;
  }

  get headers(): Headers {
    return new Headers(this.#headers);
  }

  async json(): Promise<unknown> {
    return JSON.parse(await this.text());
  }

  async text(): Promise<string> {
    let text = '';
    for await (const bytes of this.body) text += Buffer.from(bytes).toString();
    return text;
  }
}

export type SimBody = AsyncIterable<Uint8Array> & { cancel(): Promise<void> };

/** A body that is there at once; `cutAt`: the connection breaks after so many characters. */
export function textBody(text: string, cutAt: number | null): SimBody {
  return {
    cancel: async () => {},
    async *[Symbol.asyncIterator]() {
      if (cutAt === null) {
        yield Buffer.from(text);
        return;
      }
      yield Buffer.from(text.slice(0, cutAt));
      throw new TypeError('terminated');
    },
  };
}
