/**
 * What can be wrong with an exported journal. unreadable: a line is not what it should be; other-terminal, unknown-epoch:
 * it belongs to another journal; hash-mismatch: changed after it was made; signature-invalid: not made by this till's key;
 * chain-broken: built on something else than the entry before it; gap: entries before it are gone; out-of-order: one of
 * these, in a wrong place; replayed: stands there twice; fork: another entry has its place; unknown-kind, payload: says
 * nothing a journal of this version can say; number: receipts are missing between it and the one before, or it has a
 * number twice; shift: what was sold is not what the till reckoned when the shift was closed; key: signed with another key
 * than the one that was given; cut: the end is gone; after-end: something was added; digest: some byte was changed; counts,
 * heads: the end line tells of another journal; end-signature: the end line is not the server's.
 */
export const JOURNAL_PROBLEMS = [
  'unreadable',
  'other-terminal',
  'unknown-epoch',
  'hash-mismatch',
  'signature-invalid',
  'chain-broken',
  'gap',
  'out-of-order',
  'replayed',
  'fork',
  'unknown-kind',
  'payload',
  'number',
  'shift',
  'key',
  'cut',
  'after-end',
  'digest',
  'counts',
  'heads',
  'end-signature',
] as const;
export type JournalProblemKind = (typeof JOURNAL_PROBLEMS)[number];

export type EntryPlace = { readonly epoch: number; readonly seq: number };

export type JournalProblem = {
  readonly kind: JournalProblemKind;
  /** From 1. */
  readonly line: number;
  /** The entry it is about; null: the file itself. */
  readonly entry: EntryPlace | null;
  /** In English, for whoever reads the report. */
  readonly detail: string;
};

export type CheckedChain = {
  readonly epoch: number;
  readonly publicKey: string;
  readonly fingerprint: string;
  readonly entries: number;
  readonly seq: number;
  readonly hash: string;
};

export type JournalVerdict = {
  readonly isSound: boolean;
  /** The first of them; `problemCount` counts them all. */
  readonly problems: readonly JournalProblem[];
  readonly problemCount: number;
  readonly chains: readonly CheckedChain[];
  readonly entries: number;
  readonly receipts: { readonly count: number; readonly totalTiyin: bigint };
  readonly shifts: { readonly closed: number; readonly open: number };
  readonly quarantined: { readonly open: number; readonly decided: number };
  /** The last entry with nothing wrong up to it, and its line. */
  readonly lastGood: (EntryPlace & { readonly line: number; readonly hash: string }) | null;
  /** Public keys the file brought itself, and nobody gave. */
  readonly unconfirmedKeys: readonly string[];
};
