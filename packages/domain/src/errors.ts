/** What an error is about, for the message a person reads; bigints print as decimal strings. */
export type DomainErrorParams = Readonly<Record<string, string | number | bigint>>;

/** Input the domain refuses. `code` is `feature/reason` and names the message shown to people. */
export class DomainError extends Error {
  readonly code: string;
  readonly params: DomainErrorParams;

  constructor(code: string, params: DomainErrorParams = {}) {
    super(code);
    this.name = 'DomainError';
    this.code = code;
    this.params = params;
  }
}
