import { type KeyObject, randomUUID } from 'node:crypto';
import type { JournalEntry } from '@jowi/contracts/sync/journal';
import { describe, expect, it } from 'vitest';
import { sealEntry, signHash } from './journal-hash.ts';
import { JournalUnusableError, JournalVerifier } from './journal-verifier.ts';
import { formatFingerprint, keyFingerprint, readKeyOrFingerprint } from './key-fingerprint.ts';
import { chainOf, exportOf, PERSON, sale, server, shiftOf, stranger, till } from './testing/sample-export.ts';

function check(lines: readonly string[], given: readonly string[] = [till.publicKey]) {
  const verifier = new JournalVerifier(given);
  for (const line of lines) verifier.take(line);
  return verifier.finish();
}

/** `kind@entry`, or `kind` of what is about the file. */
const named = (lines: readonly string[], given?: readonly string[]) =>
  check(lines, given).problems.map(({ kind, entry }) =>
    entry ? `${kind}@${entry.epoch}/${entry.seq}` : kind,
  );

describe('an exported journal', () => {
  const entries = chainOf(shiftOf(4));
  const sound = exportOf({ entries });
  /** The file after the server made it: no honest end line. */
  const altered = (change: (lines: string[]) => string[] | undefined) => {
    const lines = [...sound];
    return change(lines) ?? lines;
  };
  /** What the server would export, had it taken this. */
  const asIfHeld = (change: (list: JournalEntry[]) => JournalEntry[]) =>
    exportOf({ entries: change([...entries]) });

  it('is sound when nobody touched it', () => {
    expect(check(sound)).toMatchObject({
      isSound: true,
      problems: [],
      chains: [{ epoch: 1, publicKey: till.publicKey, entries: 6, seq: 6, hash: entries[5]!.hash }],
      entries: 6,
      receipts: { count: 4, totalTiyin: 4_000_000n },
      shifts: { closed: 1, open: 0 },
      lastGood: { epoch: 1, seq: 6, line: 7 },
      unconfirmedKeys: [server.publicKey],
    });
    expect(check(sound, []).unconfirmedKeys).toEqual([till.publicKey, server.publicKey]);
    expect(named(exportOf({ entries: [] }))).toEqual([]);
  });

  it('is checked against the key a person has, whole or by its fingerprint', () => {
    const typed = readKeyOrFingerprint(formatFingerprint(keyFingerprint(till.publicKey)).toUpperCase())!;
    expect(check(sound, [typed]).isSound).toBe(true);
    expect(named(sound, [stranger.publicKey])).toEqual(['key']);
    expect(readKeyOrFingerprint('7f3a')).toBeNull();
  });

  it.each<[string, () => string[], string[]]>([
    [
      'an entry forged at the end of the chain',
      () => {
        const [forged] = chainOf([['SaleV1', sale(5)]], 1, stranger.privateKey);
        return asIfHeld((list) => [
          ...list,
          sealEntry({ ...forged!, seq: 7, prevHash: list[5]!.hash }, stranger.privateKey),
        ]);
      },
      ['signature-invalid@1/7', 'shift@1/7'],
    ],
    ['an entry that was replayed', () => asIfHeld((list) => [...list, list[2]!]), ['replayed@1/3', 'heads']],
    [
      'another entry in a place that is taken',
      () =>
        asIfHeld((list) => [
          ...list.slice(0, 4),
          sealEntry({ ...list[2]!, payload: sale(2) }, till.privateKey),
          ...list.slice(4),
        ]),
      ['fork@1/3'],
    ],
    [
      'an entry signed with another key',
      () =>
        asIfHeld((list) =>
          list.with(2, { ...list[2]!, signature: signHash(stranger.privateKey, list[2]!.hash) }),
        ),
      ['signature-invalid@1/3'],
    ],
    [
      'entries that are gone',
      () => asIfHeld((list) => list.toSpliced(2, 2)),
      ['gap@1/5', 'number@1/5', 'shift@1/6'],
    ],
    [
      'a chain broken in the middle',
      () => {
        const other = chainOf(shiftOf(3));
        return asIfHeld((list) => [...list.slice(0, 3), ...other.slice(3, 4), ...list.slice(4)]);
      },
      ['chain-broken@1/4', 'chain-broken@1/5'],
    ],
    [
      'an edited sum',
      () =>
        asIfHeld((list) => list.with(2, { ...list[2]!, payload: { ...list[2]!.payload, totalTiyin: '1' } })),
      ['hash-mismatch@1/3', 'shift@1/6'],
    ],
    [
      'an edited sum whose hash was made anew',
      () =>
        asIfHeld((list) => {
          const payload = { ...list[2]!.payload, totalTiyin: '1' };
          const { hash } = sealEntry({ ...list[2]!, payload }, stranger.privateKey);
          return list.with(2, { ...list[2]!, payload, hash });
        }),
      ['signature-invalid@1/3', 'chain-broken@1/4', 'shift@1/6'],
    ],
    [
      'lines in another order',
      () => altered((lines) => void lines.splice(3, 0, ...lines.splice(4, 1))),
      ['gap@1/4', 'number@1/4', 'out-of-order@1/3', 'number@1/3', 'digest'],
    ],
    ['the end that is cut off', () => sound.slice(0, 4), ['cut']],
    ['the end that is cut in a line', () => [...sound.slice(0, 4), sound[4]!.slice(0, 40)], ['cut']],
    ['something after the end', () => [...sound, sound[2]!], ['after-end']],
    [
      'a line that is not JSON',
      () => altered((lines) => lines.with(3, 'x')),
      ['unreadable', 'gap@1/4', 'number@1/4', 'shift@1/6', 'counts', 'digest'],
    ],
    [
      'a line that is no entry',
      () => altered((lines) => lines.toSpliced(1, 0, '{}')),
      ['unreadable', 'digest'],
    ],
    [
      'a changed name of the business',
      () => altered((lines) => lines.with(0, lines[0]!.replace('Anor', 'Olma'))),
      ['digest'],
    ],
    [
      'an end line somebody else made',
      () => altered((lines) => lines.with(-1, lines.at(-1)!.replace(/"entries":6/, '"entries":5'))),
      ['counts', 'end-signature'],
    ],
    [
      'entries of another till',
      () => asIfHeld((list) => list.map((it) => ({ ...it, terminalId: PERSON }))),
      [
        'other-terminal@1/1',
        'other-terminal@1/2',
        'other-terminal@1/3',
        'other-terminal@1/4',
        'other-terminal@1/5',
        'other-terminal@1/6',
        'heads',
      ],
    ],
    [
      'an epoch the header does not tell of',
      () => exportOf({ entries: chainOf(shiftOf(0), 7) }),
      ['unknown-epoch@7/1', 'unknown-epoch@7/2'],
    ],
  ])('names %s', (_, lines, problems) => {
    expect(named(lines())).toEqual(problems);
  });

  it('names the last good entry of a file that was cut', () => {
    const { lastGood, problems } = check(sound.slice(0, 4));
    expect(lastGood).toMatchObject({ epoch: 1, seq: 3, line: 4, hash: entries[2]!.hash });
    expect(problems[0]!.detail).toBe('the file ends after line 4, before its end line');
  });

  it('names a Z that is not what its sales add up to, and a sale after it', () => {
    const facts = shiftOf(2);
    const lie = facts.with(-1, [
      'ShiftClosedV1',
      { ...facts.at(-1)![1], receiptCount: 3, salesTiyin: '3000000' },
    ]);
    expect(check(exportOf({ entries: chainOf(lie) })).problems).toMatchObject([
      {
        kind: 'shift',
        entry: { epoch: 1, seq: 4 },
        detail:
          'receipts: the Z says 3, the entries say 2; sales: the Z says 3000000, the entries say 2000000',
      },
    ]);
    expect(named(exportOf({ entries: chainOf([...facts, ['SaleV1', sale(3)]]) }))).toEqual(['shift@1/5']);
  });

  it('goes on in a new epoch, with the key of that epoch and the numbers of the last one', () => {
    const epochs = [
      { epoch: 1, publicKey: till.publicKey },
      { epoch: 2, publicKey: stranger.publicKey },
    ];
    const second = (firstNumber: number) =>
      chainOf(shiftOf(2, { firstNumber, shiftId: randomUUID() }), 2, stranger.privateKey);
    const both = [till.publicKey, stranger.publicKey];
    expect(named(exportOf({ entries: [...entries, ...second(5)] }, epochs), both)).toEqual([]);
    expect(named(exportOf({ entries: [...entries, ...second(5)] }, epochs))).toEqual(['key']);
    expect(named(exportOf({ entries: [...entries, ...second(8)] }, epochs), both)).toEqual(['number@2/2']);
    // Signed with the key of before: revoked by now.
    const old = chainOf(shiftOf(2, { firstNumber: 5, shiftId: randomUUID() }), 2);
    expect(named(exportOf({ entries: [...entries, ...old] }, epochs), both)).toContain(
      'signature-invalid@2/1',
    );
  });

  it("holds what the office decided against the server's key that each of its entries names", () => {
    const epochs = [
      { epoch: 0, publicKey: server.publicKey },
      { epoch: 1, publicKey: till.publicKey },
    ];
    const decided = (signer: KeyObject, of: string) =>
      chainOf([['RepairV1', { keyId: keyFingerprint(of) }]], 0, signer);
    const file = (office: JournalEntry[]) => named(exportOf({ entries: [...office, ...entries] }, epochs));
    expect(file(decided(server.privateKey, server.publicKey))).toEqual([]);
    expect(file(decided(stranger.privateKey, stranger.publicKey))).toEqual([]);
    expect(file(decided(till.privateKey, server.publicKey))).toEqual(['signature-invalid@0/1']);
  });

  it('forgives a payload nobody can read when the server put it in quarantine', () => {
    const poison = chainOf([...shiftOf(1).slice(0, 2), ['SaleV1', { receiptId: 'x' }], ['FutureV9', {}]]);
    expect(named(exportOf({ entries: poison }))).toEqual(['payload@1/3', 'unknown-kind@1/4']);
    const quarantined = poison
      .slice(2)
      .map((entry) => ({ reason: 'sync/payload-invalid', decision: null, entry }));
    expect(check(exportOf({ entries: poison, quarantined }))).toMatchObject({
      isSound: true,
      quarantined: { open: 2, decided: 0 },
      shifts: { closed: 0, open: 1 },
    });
  });

  it('keeps count of more faults than it tells', () => {
    const lines = [...sound.slice(0, -1), ...Array.from({ length: 500 }, () => '{}'), sound.at(-1)!];
    const verdict = check(lines);
    expect(verdict.problems).toHaveLength(100);
    expect(verdict.problemCount).toBe(501);
  });

  it.each([
    ['nothing', []],
    ['another file', ['sku;name']],
    ['a later version', [sound[0]!.replace('"version":1', '"version":2')]],
  ])('is unusable when it is %s', (_, lines) => {
    expect(() => check(lines)).toThrow(JournalUnusableError);
  });
});
