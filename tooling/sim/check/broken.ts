/** A broken invariant: its name says which of the promises, the message what was seen. */
export class Broken extends Error {
  readonly invariant: string;

  constructor(invariant: string, message: string) {
    super(message);
    this.name = 'Broken';
    this.invariant = invariant;
  }
}

export function hold(invariant: string, condition: boolean, message: () => string): asserts condition {
  if (!condition) throw new Broken(invariant, message());
}
