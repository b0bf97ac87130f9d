export type SourceChange = {
  /** From the root of the repository. */
  readonly file: string;
  /** Must occur exactly once. */
  readonly find: string;
  readonly replace: string;
};

/** A mistake somebody could make, as a change of the source that exists in the memory of one process only. */
export type Mutant = {
  readonly name: string;
  /** What the change breaks, in words. */
  readonly breaks: string;
  readonly changes: readonly SourceChange[];
};
