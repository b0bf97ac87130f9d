import type { KeyObject } from 'node:crypto';
import {
  type ExportedEntry,
  type JournalExportHeader,
  zExportedEntry,
  zJournalExportEnd,
  zJournalExportHeader,
  zQuarantinedLine,
} from '@jowi/contracts/journal-export';
import { type ChainHead, JOURNAL_PAYLOADS, type JournalKind } from '@jowi/contracts/sync/journal';
import type { SaleV1 } from '@jowi/contracts/sync/sale-v1';
import type { ShiftClosedV1, ShiftOpenedV1 } from '@jowi/contracts/sync/shift-v1';
import { genesis, verifyChain } from './chain.ts';
import { hashExportTotals, LinesDigest } from './journal-export-end.ts';
import { importPublicKey, verifySignature } from './journal-hash.ts';
import { JournalShifts } from './journal-shifts.ts';
import type { JournalProblem, JournalProblemKind, JournalVerdict } from './journal-verdict.ts';
import { isKey, keyFingerprint } from './key-fingerprint.ts';

/** The file is no export of a journal at all, or of a version this program does not know. */
export class JournalUnusableError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'JournalUnusableError';
  }
}

const MAX_PROBLEMS = 100;
/** Of so many entries back it is known whether one that comes again is the same or another. */
const RECENT = 10_000;

type Chain = {
  readonly epoch: number;
  readonly publicKey: string;
  readonly key: KeyObject;
  head: ChainHead;
  entries: number;
  /** The last ones, by seq. */
  readonly recent: Map<number, string>;
  /** Gaps that were named, in case what was missing turns up in a wrong place. */
  readonly missing: Set<number>;
};

/**
 * Checks an exported journal line by line, whatever its length, against nothing but itself and the public keys given:
 * hashes, signatures, links, gaps, forks, receipt numbers, every closed shift against its sales, and that the file is
 * whole. It never stops at the first fault.
 */
export class JournalVerifier {
  readonly #keys: readonly string[];
  readonly #digest = new LinesDigest();
  readonly #shifts = new JournalShifts();
  readonly #chains = new Map<number, Chain>();
  readonly #problems: JournalProblem[] = [];
  /** What is wrong with what an entry says, until it is seen whether the server put it in quarantine for it. */
  readonly #unposted = new Map<string, JournalProblem>();
  #problemCount = 0;
  #header: JournalExportHeader | null = null;
  #line = 0;
  #entries = 0;
  #receipts = 0;
  #totalTiyin = 0n;
  #lastNumber = 0;
  #quarantined = { open: 0, decided: 0 };
  #unread: number | null = null;
  #hasEnd = false;
  #lastGood: JournalVerdict['lastGood'] = null;

  /** `keys`: public keys or their fingerprints; none: those in the file are believed, and named as unconfirmed. */
  constructor(keys: readonly string[] = []) {
    this.#keys = keys;
  }

  /**
   * The next line, without its line break.
   *
   * @throws JournalUnusableError for the first line of something else
   */
  take(text: string): void {
    this.#line++;
    if (this.#hasEnd) {
      this.#note('after-end', null, 'there is more after the end line');
      return;
    }
    if (this.#unread !== null) this.#noteUnread();
    const value = parseJson(text);
    if (!this.#header) {
      this.#digest.add(text);
      this.#begin(value);
      return;
    }
    const type = (value as { type?: unknown } | null)?.type;
    if (type === 'end') {
      this.#end(value);
      return;
    }
    this.#digest.add(text);
    if (value === undefined) this.#unread = this.#line;
    else if (type === 'quarantined') this.#takeQuarantined(value);
    else this.#takeEntry(value);
  }

  /** After the last line. @throws JournalUnusableError for an empty file */
  finish(): JournalVerdict {
    if (!this.#header) throw new JournalUnusableError('the file is empty');
    if (!this.#hasEnd) {
      const how =
        this.#unread === null ? `after line ${this.#line}` : `in the middle of line ${this.#unread}`;
      this.#note('cut', null, `the file ends ${how}, before its end line`);
    } else if (this.#unread !== null) this.#noteUnread();
    for (const problem of this.#unposted.values()) this.#keep(problem);
    return {
      isSound: this.#problemCount === 0,
      problems: [...this.#problems].sort((a, b) => a.line - b.line),
      problemCount: this.#problemCount,
      chains: [...this.#chains.values()].map(({ epoch, publicKey, entries, head }) => {
        const { seq, hash } = head;
        return { epoch, publicKey, fingerprint: keyFingerprint(publicKey), entries, seq, hash };
      }),
      entries: this.#entries,
      receipts: { count: this.#receipts, totalTiyin: this.#totalTiyin },
      shifts: { closed: this.#shifts.closedCount, open: this.#shifts.openCount },
      quarantined: { ...this.#quarantined },
      lastGood: this.#lastGood,
      unconfirmedKeys: this.#unconfirmedKeys(this.#header),
    };
  }

  #begin(value: unknown): void {
    const parsed = zJournalExportHeader.safeParse(value);
    if (!parsed.success) throw new JournalUnusableError('the file does not begin as the export of a journal');
    this.#header = parsed.data;
    for (const { epoch, publicKey } of parsed.data.epochs) {
      const chain = { epoch, publicKey, key: importPublicKey(publicKey), entries: 0 };
      this.#chains.set(epoch, { ...chain, head: genesis(epoch), recent: new Map(), missing: new Set() });
      // Epoch 0 is the server's: the shop is not asked to know its key.
      if (epoch > 0 && this.#keys.length > 0 && !this.#keys.some((it) => isKey(publicKey, it)))
        this.#note(
          'key',
          null,
          `epoch ${epoch} is signed with the key ${keyFingerprint(publicKey)}, which is not the one given`,
        );
    }
  }

  #takeEntry(value: unknown): void {
    const parsed = zExportedEntry.safeParse(value);
    if (!parsed.success) {
      this.#note('unreadable', null, 'this line is no entry of a journal');
      return;
    }
    const entry = parsed.data;
    this.#entries++;
    if (entry.terminalId !== this.#header?.terminalId) {
      this.#note('other-terminal', entry, 'the entry is of another till');
      return;
    }
    const chain = this.#chains.get(entry.epoch);
    if (!chain) {
      this.#note('unknown-epoch', entry, 'the header tells of no such epoch');
      return;
    }
    chain.entries++;
    const isNew = this.#judge(chain, entry);
    if (isNew && entry.epoch > 0) this.#read(entry);
    if (this.#problemCount === 0 && this.#unposted.size === 0)
      this.#lastGood = { epoch: entry.epoch, seq: entry.seq, hash: entry.hash, line: this.#line };
  }

  /** Whether it is an entry that was not there before. */
  #judge(chain: Chain, entry: ExportedEntry): boolean {
    const { head } = chain;
    const publicKey = entry.epoch === 0 ? (this.#officeKeyOf(entry) ?? chain.key) : chain.key;
    const heldHash = chain.recent.get(entry.seq);
    const knownHashes = new Map(heldHash === undefined ? [] : [[entry.seq, heldHash]]);
    const verify = (from: ChainHead) =>
      verifyChain({ head: from, entries: [entry], knownHashes, publicKey }).judged[0]!.verdict;
    let verdict = verify(head);
    if (verdict === 'duplicate') {
      this.#note('replayed', entry, 'this very entry stands there twice');
      return false;
    }
    if (entry.seq <= head.seq) {
      const wasMissing = chain.missing.delete(entry.seq);
      if (verdict !== 'fork') this.#note(verdict as JournalProblemKind, entry, DETAILS[verdict] ?? '');
      else if (wasMissing) this.#note('out-of-order', entry, `it stands after entry ${head.seq}`);
      else this.#note('fork', entry, 'its place in the chain is taken by another entry');
      return wasMissing;
    }
    if (verdict === 'gap') {
      const [from, to] = [head.seq + 1, entry.seq - 1];
      this.#note('gap', entry, `entries ${from === to ? from : `${from} to ${to}`} are missing before it`);
      for (let seq = Math.max(from, to - RECENT); seq <= to; seq++) chain.missing.add(seq);
      verdict = verify({ epoch: chain.epoch, seq: entry.seq - 1, hash: entry.prevHash });
    }
    if (verdict !== 'ok') this.#note(verdict as JournalProblemKind, entry, DETAILS[verdict] ?? '');
    // Whatever it is, the next one is held against it: one fault is named once.
    chain.head = { epoch: chain.epoch, seq: entry.seq, hash: entry.hash };
    chain.recent.set(entry.seq, entry.hash);
    chain.recent.delete(entry.seq - RECENT);
    return true;
  }

  /** What the entry says, added up. */
  #read({ kind, payload, hash, epoch, seq }: ExportedEntry): void {
    const pend = (problem: JournalProblemKind, detail: string) =>
      void this.#unposted.set(hash, { kind: problem, line: this.#line, entry: { epoch, seq }, detail });
    if (!Object.hasOwn(JOURNAL_PAYLOADS, kind)) {
      pend('unknown-kind', `this program knows no ${kind}`);
      return;
    }
    const parsed = JOURNAL_PAYLOADS[kind as JournalKind].safeParse(payload);
    if (!parsed.success) {
      pend('payload', `what the ${kind} says cannot be read`);
      return;
    }
    const place = { epoch, seq };
    if (kind === 'SaleV1') this.#sell(parsed.data as SaleV1, place);
    let fault: string | null = null;
    if (kind === 'ShiftOpenedV1') fault = this.#shifts.begin(parsed.data as ShiftOpenedV1);
    if (kind === 'ShiftClosedV1') fault = this.#shifts.close(parsed.data as ShiftClosedV1);
    if (kind === 'SaleV1') fault = this.#shifts.sell(parsed.data as SaleV1);
    if (fault) this.#note('shift', place, fault);
  }

  #sell({ receiptNumber, totalTiyin }: SaleV1, place: { epoch: number; seq: number }): void {
    this.#receipts++;
    this.#totalTiyin += BigInt(totalTiyin);
    const expected = this.#lastNumber + 1;
    if (receiptNumber > expected) {
      const missing = receiptNumber - 1 === expected ? expected : `${expected} to ${receiptNumber - 1}`;
      this.#note('number', place, `receipts ${missing} are missing before receipt ${receiptNumber}`);
    } else if (receiptNumber < expected) {
      this.#note('number', place, `receipt ${receiptNumber} comes after receipt ${this.#lastNumber}`);
    }
    this.#lastNumber = Math.max(this.#lastNumber, receiptNumber);
  }

  #takeQuarantined(value: unknown): void {
    const parsed = zQuarantinedLine.safeParse(value);
    if (!parsed.success) {
      this.#note('unreadable', null, 'this line is no entry in quarantine');
      return;
    }
    const { entry, decision } = parsed.data;
    this.#quarantined[decision === null ? 'open' : 'decided']++;
    const hash = (entry as { hash?: unknown } | null)?.hash;
    if (typeof hash === 'string') this.#unposted.delete(hash);
  }

  #end(value: unknown): void {
    this.#hasEnd = true;
    const parsed = zJournalExportEnd.safeParse(value);
    if (!parsed.success) {
      this.#note('unreadable', null, 'the end line cannot be read');
      return;
    }
    const { entries, quarantined, heads, digest, keyId, signature } = parsed.data;
    const held = this.#quarantined.open + this.#quarantined.decided;
    if (entries !== this.#entries || quarantined !== held)
      this.#note(
        'counts',
        null,
        `the end line tells of ${entries} entries and ${quarantined} in quarantine, there are ${this.#entries} and ${held}`,
      );
    for (const { epoch, seq, hash } of heads) {
      const head = this.#chains.get(epoch)?.head;
      if (head?.seq !== seq || head.hash !== hash)
        this.#note(
          'heads',
          null,
          `epoch ${epoch} should end with entry ${seq} (${hash.slice(0, 12)}), it ends with entry ${head?.seq ?? 0}`,
        );
    }
    for (const epoch of this.#chains.keys())
      if (!heads.some((it) => it.epoch === epoch))
        this.#note('heads', null, `the end line does not tell of epoch ${epoch}`);
    if (digest !== this.#digest.read())
      this.#note('digest', null, 'something before the end line was changed after the export');
    const serverKey = this.#header!.serverKey;
    const isSigned =
      serverKey.keyId === keyId &&
      // The last character carries bits that mean nothing: only one form of it is the server's.
      Buffer.from(signature, 'base64url').toString('base64url') === signature &&
      verifySignature(serverKey.publicKey, hashExportTotals(parsed.data), signature);
    if (!isSigned || keyFingerprint(serverKey.publicKey) !== keyId)
      this.#note('end-signature', null, 'the end line is not signed by the server of the header');
  }

  #unconfirmedKeys({ serverKey }: JournalExportHeader): string[] {
    const keys = new Set([...this.#chains.values()].map((it) => it.publicKey).concat(serverKey.publicKey));
    return [...keys].filter((key) => !this.#keys.some((it) => isKey(key, it)));
  }

  /** The server's keys change; each entry of the office says which one signed it. */
  #officeKeyOf({ payload }: ExportedEntry): KeyObject | null {
    const key = this.#header!.officeKeys.find((it) => keyFingerprint(it) === payload.keyId);
    return key === undefined ? null : importPublicKey(key);
  }

  #noteUnread(): void {
    const line = this.#unread!;
    this.#unread = null;
    this.#keep({ kind: 'unreadable', line, entry: null, detail: 'this line is not JSON' });
  }

  #note(kind: JournalProblemKind, entry: { epoch: number; seq: number } | null, detail: string): void {
    const place = entry && { epoch: entry.epoch, seq: entry.seq };
    this.#keep({ kind, line: this.#line, entry: place, detail });
  }

  #keep(problem: JournalProblem): void {
    this.#problemCount++;
    if (this.#problems.length < MAX_PROBLEMS) this.#problems.push(problem);
  }
}

const DETAILS: Partial<Record<string, string>> = {
  'hash-mismatch': 'its content is not what its hash was made of: it was changed',
  'signature-invalid': "it is not signed with this till's key",
  'chain-broken': 'it was built on another entry than the one before it',
};

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
