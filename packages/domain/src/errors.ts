/** What fills the blanks of an error's message; big whole numbers travel as decimal strings. */
export type DomainErrorParams = Readonly<Record<string, string | number>>;

/** Input the domain refuses. `code` is `feature/reason` and names the message shown to people. */
export class DomainError extends Error {
  readonly code: string;
  readonly params: DomainErrorParams;

  constructor(code: string, params: Readonly<Record<string, string | number | bigint>> = {}) {
    super(code);
    this.name = 'DomainError';
    this.code = code;
    this.params = Object.fromEntries(
      Object.entries(params).map(([key, value]) => [key, typeof value === 'bigint' ? String(value) : value]),
    );
  }
}
