/** What a run came to, for whoever reads the log. */
export class Summary {
  readonly #rows: [what: string, value: string][] = [];

  note(what: string, value: string | number | bigint): void {
    this.#rows.push([what, String(value)]);
  }

  toString(): string {
    const width = Math.max(...this.#rows.map(([what]) => what.length));
    const lines = this.#rows.map(([what, value]) => `  ${what.padEnd(width)}  ${value}`);
    return ['', ...lines, ''].join('\n');
  }
}
