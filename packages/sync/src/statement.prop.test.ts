import type { StatementV1 } from '@jowi/contracts/sync/reconcile-v1';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answerTo, SigningServer, sampleClaim } from './statement.fixture.ts';
import { judgeStatement } from './statement.ts';

const server = new SigningServer();

const claims = fc
  .record({
    receiptCount: fc.nat(10_000),
    total: fc.bigInt({ min: 0n, max: 10n ** 15n }),
    seq: fc.integer({ min: 1, max: 100_000 }),
    closed: fc.boolean(),
  })
  .map(({ receiptCount, total, seq, closed }) => {
    const sample = sampleClaim();
    return sampleClaim({
      head: { ...sample.head, seq },
      entries: seq,
      shift: { ...sample.shift!, receiptCount, totalTiyin: String(total), closed },
    });
  });

/** Anything at all in the place of one field. */
const tampering = fc.tuple(
  fc.constantFrom(
    'receiptsHeld',
    'receiptsClaimed',
    'agrees',
    'missing',
    'head',
    'atMs',
    'shiftId',
    'keyId',
    'more',
  ),
  fc.oneof(fc.nat(), fc.boolean(), fc.string(), fc.constant(null), fc.constant([])),
);

describe('whatever a statement says', () => {
  it('one that agrees in everything is ok', () => {
    fc.assert(
      fc.property(claims, (claim) => {
        expect(judgeStatement(answerTo(server, claim))).toBe('ok');
      }),
      { numRuns: 50 },
    );
  });

  it('changed on the way it is forged', () => {
    fc.assert(
      fc.property(claims, tampering, (claim, [field, value]) => {
        const it = answerTo(server, claim);
        fc.pre(JSON.stringify((it.statement as Record<string, unknown>)[field]) !== JSON.stringify(value));
        const statement = { ...it.statement, [field]: value } as StatementV1;
        expect(judgeStatement({ ...it, statement })).toBe('forged');
      }),
      { numRuns: 100 },
    );
  });

  it('a bit turned in its signature makes it forged', () => {
    fc.assert(
      fc.property(fc.nat(511), (bit) => {
        const it = answerTo(server, sampleClaim());
        const bytes = Buffer.from(it.statement.signature, 'base64url');
        bytes[bit >> 3]! ^= 1 << (bit & 7);
        const statement = { ...it.statement, signature: bytes.toString('base64url') };
        expect(judgeStatement({ ...it, statement })).toBe('forged');
      }),
      { numRuns: 100 },
    );
  });

  it('it is never ok unless it holds as many receipts as the till, for as much money', () => {
    fc.assert(
      fc.property(claims, fc.nat(10_000), fc.bigInt({ min: 0n, max: 10n ** 15n }), (claim, held, total) => {
        const it = answerTo(server, claim, { receiptsHeld: held, totalTiyinHeld: String(total) });
        const same = held === claim.shift!.receiptCount && String(total) === claim.shift!.totalTiyin;
        expect(judgeStatement(it) === 'ok').toBe(same);
      }),
      { numRuns: 100 },
    );
  });
});
