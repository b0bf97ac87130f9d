import type { AuditDamageKind } from '@jowi/contracts/audit';
import type { Anchor } from './anchor-file.ts';
import type { AuditKeys } from './audit-keys.ts';
import { digestOfOrigin, digestOfPersonal, GENESIS_MAC, macOf } from './chain-entry.ts';
import type { ChainRowsRepository, StoredEntry } from './chain-rows.repository.ts';

/** One thing that is wrong, and where: `seq` to `toSeq` (the same for one entry). */
export interface AuditDamage {
  readonly kind: AuditDamageKind;
  readonly seq: number;
  readonly toSeq: number;
}

export interface ChainReport {
  readonly tenantId: string;
  /** Entries that are there and were checked. */
  readonly entries: number;
  /** Lines outside the database that speak of this log, and agree unless damage says otherwise. */
  readonly anchors: number;
  /** The newest entry that such a line vouches for; 0 = none. */
  readonly anchoredSeq: number;
  /** At most MAX_DAMAGE. */
  readonly damage: readonly AuditDamage[];
}

/** Some ten milliseconds of hashing at a time: a server that checks goes on serving. */
const PAGE = 250;
/** Enough to see what happened. */
export const MAX_DAMAGE = 200;

/** Walks the log of one business from its first entry to its head. `anchors` are those of this business. */
export async function verifyChain(
  rows: ChainRowsRepository,
  keys: AuditKeys,
  tenantId: string,
  anchors: readonly Anchor[],
): Promise<ChainReport> {
  const walk = new Walk(keys, anchors);
  let head = await rows.findHead(tenantId);
  for (;;) {
    const page = await rows.list(tenantId, walk.lastSeq, PAGE);
    for (const stored of page) walk.step(stored);
    if (page.length > 0) continue;
    // Head and entries are committed together. One that stayed the same while nothing followed is the end; otherwise
    // somebody was writing meanwhile.
    const now = await rows.findHead(tenantId);
    const isEnd = now?.seq === head?.seq;
    head = now;
    if (isEnd) break;
  }
  return { tenantId, ...walk.finish(head) };
}

class Walk {
  readonly #keys: AuditKeys;
  readonly #anchors: ReadonlyMap<number, readonly string[]>;
  readonly #anchorCount: number;
  readonly #anchoredSeq: number;
  readonly #damage: AuditDamage[] = [];
  /** Rows beside entries that are gone, to be explained by entries further on. */
  readonly #originsGone: { seq: number; actorId: string | null }[] = [];
  readonly #personsGone: { seq: number; personId: string | null }[] = [];
  #forgottenUpTo = 0;
  readonly #forgottenPersons = new Set<string>();
  #entries = 0;
  #seq = 0;
  #mac = GENESIS_MAC;

  constructor(keys: AuditKeys, anchors: readonly Anchor[]) {
    this.#keys = keys;
    const bySeq = new Map<number, string[]>();
    for (const { seq, mac } of anchors) bySeq.set(seq, [...(bySeq.get(seq) ?? []), mac]);
    this.#anchors = bySeq;
    this.#anchorCount = anchors.length;
    this.#anchoredSeq = anchors.reduce((highest, { seq }) => Math.max(highest, seq), 0);
  }

  get lastSeq(): number {
    return this.#seq;
  }

  step(stored: StoredEntry): void {
    const { entry, mac } = stored;
    const { seq } = entry;
    this.#entries += 1;
    if (seq !== this.#seq + 1) this.#report('missing', this.#seq + 1, seq - 1);
    else if (entry.prevMac !== this.#mac) this.#report('link', seq);
    if (!this.#keys.has(entry.keyId)) this.#report('key', seq);
    else if (macOf(this.#keys, entry) !== mac) this.#report('altered', seq);
    else this.#believe(stored);
    if (this.#anchors.get(seq)?.some((anchored) => anchored !== mac)) this.#report('rewritten', seq);
    this.#seq = seq;
    this.#mac = mac;
  }

  finish(head: { seq: number; mac: string } | null): Omit<ChainReport, 'tenantId'> {
    if (head === null) this.#report('head', this.#seq);
    else if (head.seq > this.#seq) this.#report('missing', this.#seq + 1, head.seq);
    else if (head.seq !== this.#seq || head.mac !== this.#mac) this.#report('head', head.seq);
    const end = Math.max(this.#seq, head?.seq ?? 0);
    if (this.#anchoredSeq > end) this.#report('missing', end + 1, this.#anchoredSeq);
    const isForgotten = (id: string | null) => id !== null && this.#forgottenPersons.has(id);
    for (const { seq, actorId } of this.#originsGone)
      if (seq > this.#forgottenUpTo && !isForgotten(actorId)) this.#report('origin-gone', seq);
    for (const { seq, personId } of this.#personsGone)
      if (!isForgotten(personId)) this.#report('personal-gone', seq);
    return {
      entries: this.#entries,
      anchors: this.#anchorCount,
      anchoredSeq: this.#anchoredSeq,
      damage: this.#damage.toSorted((a, b) => a.seq - b.seq),
    };
  }

  /** The entry is genuine: what stands beside it can be held against it, and what it says be taken as said. */
  #believe({ entry, origin, personal }: StoredEntry): void {
    const { seq } = entry;
    if (origin) {
      if (digestOfOrigin(this.#keys, entry, origin) !== entry.originDigest)
        this.#report('origin-altered', seq);
    } else if (entry.originDigest !== null) this.#originsGone.push({ seq, actorId: entry.actorId });
    if (personal) {
      if (digestOfPersonal(this.#keys, entry, personal) !== entry.personalDigest)
        this.#report('personal-altered', seq);
    } else if (entry.personalDigest !== null) this.#personsGone.push({ seq, personId: entry.subjectId });
    if (entry.action === 'personal-data/retention-apply') {
      const upTo = entry.after?.originsForgottenUpToSeq;
      if (typeof upTo === 'number' && upTo < seq) this.#forgottenUpTo = Math.max(this.#forgottenUpTo, upTo);
    }
    if (entry.action === 'personal-data/anonymise' && entry.subjectId !== null) {
      this.#forgottenPersons.add(entry.subjectId);
      const { accountId } = entry.after ?? {};
      if (typeof accountId === 'string') this.#forgottenPersons.add(accountId);
    }
  }

  #report(kind: AuditDamageKind, seq: number, toSeq = seq): void {
    if (this.#damage.length < MAX_DAMAGE) this.#damage.push({ kind, seq, toSeq });
  }
}
