import { canonicalJson } from '@jowi/sync/canonical-json';
import type { Books } from '../../../apps/api/test/sim/sim-server.ts';
import type { Machine } from '../machine/machine.ts';
import { hold } from './broken.ts';
import { journalOf, type TillEntry } from './till-books.ts';

const ONCE = '1 sales on the server = acknowledged on tills';

/** 1: every fact of every till is posted or, with its reason, in quarantine: once, and nothing else is. */
export function assertEverySaleOnce(books: Books, machines: readonly Machine[]): void {
  const posted = new Map<string, number>();
  for (const { receiptId } of books.receipts) posted.set(receiptId, (posted.get(receiptId) ?? 0) + 1);
  const setAside = new Set(books.quarantine.map(({ entry }) => receiptIdOf(entry)));
  const made = new Set<string>();
  for (const machine of machines) {
    for (const { receiptId, receiptNumber } of machine.acknowledged) {
      made.add(receiptId);
      const times =
        (posted.get(receiptId) ?? 0) + (posted.has(receiptId) ? 0 : Number(setAside.has(receiptId)));
      const allowed = machine.goneWithDisk.has(receiptId) ? times <= 1 : times === 1;
      hold(
        ONCE,
        allowed,
        () => `${machine.name}: receipt ${receiptNumber} (${receiptId}) is there ${times} times`,
      );
    }
    for (const entry of journalOf(machine)) made.add(receiptIdOf(entry) ?? '');
    for (const receiptId of machine.onLostDisk) made.add(receiptId);
  }
  const stranger = books.receipts.find(({ receiptId, terminalId }) => {
    const onLostDisk = machines.some((it) => it.restored && it.terminalId === terminalId);
    return !made.has(receiptId) && !onLostDisk;
  });
  hold(ONCE, !stranger, () => `receipt ${stranger?.receiptNumber} on the server is no till's`);
  assertEntriesHeld(books, machines);
}

/** Exactly the entries of the tills' journals, each in its place or beside it. */
function assertEntriesHeld(books: Books, machines: readonly Machine[]): void {
  const held = new Map(books.journal.map((it) => [it.hash, it.outcome]));
  const aside = new Map(books.quarantine.map((it) => [it.hash, it.reason]));
  for (const machine of machines) {
    for (const { hash, status, epoch, seq, kind } of journalOf(machine)) {
      const isHeld = held.has(hash) || aside.has(hash);
      hold(ONCE, isHeld, () => `${machine.name}: ${kind} ${epoch}/${seq} (${status}) is not on the server`);
      const agrees = (status === 'quarantined') === aside.has(hash);
      hold(
        ONCE,
        agrees,
        () =>
          `${machine.name}: ${kind} ${epoch}/${seq} is ${status} here, ${aside.get(hash) ?? 'posted'} there`,
      );
    }
  }
  const twice = books.journal.length - held.size;
  hold(ONCE, twice === 0, () => `${twice} entries are on the server twice`);
}

/** What was never right is kept with its reason, and only that: a sound fact of an uncopied till is always posted. */
export function assertPoisonKept(books: Books, machines: readonly Machine[]): void {
  const reasons = new Map(books.quarantine.map((it) => [it.hash, it.reason]));
  for (const machine of machines) {
    for (const entry of journalOf(machine)) {
      const reason = reasons.get(entry.hash);
      if (machine.poisoned.has(entry.hash))
        hold(
          'poison is set aside',
          reason !== undefined,
          () => `${machine.name}: poison ${entry.seq} was posted`,
        );
      else if (!machine.restored && machine.copyOf === null) {
        hold(
          'poison is set aside',
          reason === undefined,
          () => `${machine.name}: ${entry.kind} ${entry.epoch}/${entry.seq} is in quarantine: ${reason}`,
        );
      }
    }
  }
}

/** 3, on the server's side. */
export function assertNumbers(books: Books, machines: readonly Machine[]): void {
  const seen = new Map<string, string>();
  for (const { terminalId, receiptNumber, receiptId } of books.receipts) {
    const key = `${terminalId} ${receiptNumber}`;
    const before = seen.get(key);
    const restored = machines.some((it) => it.terminalId === terminalId && it.restored);
    hold(
      '3 receipt numbers gapless and unique',
      before === undefined || restored,
      () => `number ${receiptNumber} stands on ${before} and ${receiptId}`,
    );
    seen.set(key, receiptId);
  }
}

/** 18: within a chain, numbers grow with seq whatever the clocks said. */
export function assertOrder(books: Books): void {
  const last = new Map<string, { seq: number; receiptNumber: number }>();
  for (const { terminalId, epoch, seq, receiptNumber } of books.receipts) {
    const key = `${terminalId} ${epoch}`;
    const before = last.get(key);
    hold(
      '18 order by (terminal, epoch, seq)',
      !before || (before.seq < seq && before.receiptNumber < receiptNumber),
      () => `number ${receiptNumber} at seq ${seq} comes after ${before?.receiptNumber}`,
    );
    last.set(key, { seq, receiptNumber });
  }
}

/** 20: what the server keeps is what the till wrote, fields nobody knows included. */
export function assertPayloads(books: Books, machines: readonly Machine[]): void {
  const kept = new Map<string, unknown>(books.journal.map((it) => [it.hash, it.payload]));
  for (const { hash, entry } of books.quarantine) kept.set(hash, (entry as TillEntry).payload);
  for (const machine of machines) {
    for (const { hash, payload, epoch, seq } of journalOf(machine)) {
      const same = canonicalJson(kept.get(hash) ?? null) === canonicalJson(payload);
      hold(
        '20 unknown fields survive',
        same,
        () => `${machine.name}: ${epoch}/${seq} is not kept as it was written`,
      );
    }
  }
}

function receiptIdOf(entry: unknown): string | undefined {
  const { kind, payload } = entry as { kind: string; payload: { receiptId?: unknown } };
  return kind === 'SaleV1' && typeof payload.receiptId === 'string' ? payload.receiptId : undefined;
}
