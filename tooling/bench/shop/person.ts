import { BENCH_ORIGIN } from './api-process.ts';
import type { BenchBusiness } from './seed.ts';

/** A person's browser: her cookies, renewed as the server renews them. */
export class BenchPerson {
  readonly #api: string;
  readonly #jar = new Map<string, string>();

  private constructor(api: string) {
    this.#api = api;
  }

  static async signIn(api: string, { owner }: BenchBusiness): Promise<BenchPerson> {
    const person = new BenchPerson(api);
    await person.#ask('/v1/auth/sign-in', { method: 'POST', body: JSON.stringify(owner) });
    return person;
  }

  /** Value of the header Cookie. The access token in it is good for a minute after `refresh`. */
  get cookie(): string {
    return [...this.#jar].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  /** What a browser gets with its first request of a minute. */
  async refresh(): Promise<void> {
    this.#jar.delete('__Host-jowi_access');
    await this.get('/v1/auth/session');
  }

  get(path: string): Promise<unknown> {
    return this.#ask(path, {});
  }

  post(path: string, body: object = {}): Promise<unknown> {
    return this.#ask(path, { method: 'POST', body: JSON.stringify(body) });
  }

  async #ask(path: string, init: RequestInit): Promise<unknown> {
    const headers = { 'content-type': 'application/json', origin: BENCH_ORIGIN, cookie: this.cookie };
    const response = await fetch(this.#api + path, { ...init, headers });
    if (!response.ok) throw new Error(`${path} was refused: ${response.status} ${await response.text()}`);
    for (const line of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (name !== undefined && value) this.#jar.set(name, value);
    }
    return response.json();
  }
}
