import { zStatementV1 } from '@jowi/contracts/sync/reconcile-v1';
import { describe, expect, it } from 'vitest';
import { answerTo, HASH, SigningServer, sampleClaim } from './statement.fixture.ts';
import { judgeStatement } from './statement.ts';

const server = new SigningServer();
const claim = sampleClaim();
const OTHER_ID = '018f2f6e-0000-7000-8000-999999999999';
const behind = {
  ...{ receiptsHeld: 141, agrees: false, headAgrees: false, disagreements: ['behind', 'figures'] },
  ...{ head: { epoch: 1, seq: 143, hash: 'cd'.repeat(32) } },
};

describe('a statement is judged', () => {
  it('ok when it is signed, answers this question and agrees', () => {
    expect(judgeStatement(answerTo(server, claim))).toBe('ok');
    const nothingSold = sampleClaim({ shift: null });
    expect(judgeStatement(answerTo(server, nothingSold))).toBe('ok');
  });

  it('ok over a wire that parses it, with fields of a newer server', () => {
    const it = answerTo(server, claim, { fromTheFuture: { kept: [1, 'ў'] } });
    const statement = zStatementV1.parse(JSON.parse(JSON.stringify(it.statement)));
    expect(judgeStatement({ ...it, statement })).toBe('ok');
  });

  it('ok when the server holds more of the chain by now', () => {
    expect(judgeStatement(answerTo(server, claim, { head: { epoch: 1, seq: 146, hash: HASH } }))).toBe('ok');
  });

  it('forged by another key, by nobody, or changed in any field', () => {
    const it = answerTo(server, claim);
    expect(judgeStatement({ ...it, key: new SigningServer().key })).toBe('forged');
    expect(judgeStatement({ ...it, key: null })).toBe('forged');
    expect(judgeStatement({ ...it, key: { ...server.key, keyId: '0'.repeat(16) } })).toBe('forged');
    expect(judgeStatement({ ...it, statement: new SigningServer().state(claim) })).toBe('forged');
    expect(judgeStatement({ ...it, statement: { ...it.statement, receiptsHeld: 142 } })).toBe('forged');
    expect(judgeStatement({ ...it, statement: { ...it.statement, added: 1 } })).toBe('forged');
    expect(judgeStatement({ ...it, statement: { ...it.statement, signature: 'A'.repeat(86) } })).toBe(
      'forged',
    );
  });

  it('other-shift when it is of another terminal or another shift', () => {
    expect(judgeStatement(answerTo(server, claim, { shiftId: OTHER_ID }))).toBe('other-shift');
    expect(judgeStatement(answerTo(server, claim, { shiftId: null }))).toBe('other-shift');
    expect(judgeStatement(answerTo(server, claim, { terminalId: OTHER_ID }))).toBe('other-shift');
  });

  it('older when it answered another question, however good it is', () => {
    const before = answerTo(server, sampleClaim({ claimId: OTHER_ID }));
    expect(judgeStatement({ ...before, claim })).toBe('older');
  });

  it('overtaken when what was sold since was there before the question', () => {
    const since = { epoch: 1, seq: 147, hash: 'ab'.repeat(32) };
    const more = { receiptsHeld: 144, agrees: false, disagreements: ['figures'], head: since };
    const findHash = (_epoch: number, seq: number) => (seq === 147 ? since.hash : null);
    expect(judgeStatement({ ...answerTo(server, claim, more), findHash })).toBe('overtaken');
    const stranger = { ...answerTo(server, claim, more), findHash: () => null };
    expect(judgeStatement(stranger), 'not our chain').toBe('differs');
    const less = answerTo(server, claim, { ...more, receiptsHeld: 142 });
    expect(judgeStatement({ ...less, findHash }), 'less than claimed').toBe('differs');
  });

  it('behind when the chain held is the beginning of ours', () => {
    const held = answerTo(server, claim, behind);
    const findHash = (_epoch: number, seq: number) => (seq === 143 ? behind.head.hash : null);
    expect(judgeStatement({ ...held, findHash })).toBe('behind');
    const nothing = answerTo(server, claim, { ...behind, head: { epoch: 1, seq: 0, hash: '0'.repeat(64) } });
    expect(judgeStatement(nothing)).toBe('behind');
  });

  it('differs when the chain held is not ours, whatever it calls itself', () => {
    expect(judgeStatement({ ...answerTo(server, claim, behind), findHash: () => 'ef'.repeat(32) })).toBe(
      'differs',
    );
    expect(judgeStatement(answerTo(server, claim, behind))).toBe('differs');
  });

  it('differs by any other word, known or not', () => {
    const findHash = () => behind.head.hash;
    for (const word of ['head', 'entries', 'epoch', 'backwards', 'lost', 'word-of-tomorrow']) {
      const it = answerTo(server, claim, { ...behind, disagreements: ['behind', word] });
      expect(judgeStatement({ ...it, findHash }), word).toBe('differs');
    }
  });

  it.each([
    { receiptsHeld: 142 },
    { receiptsClaimed: 142 },
    { totalTiyinHeld: '142999' },
    { vatTiyinHeld: '15320' },
    { firstReceiptNumber: 2 },
    { lastReceiptNumber: null },
    { headAgrees: false },
    { missing: [[7, 9] as [number, number]] },
    { disagreements: ['figures'] },
    { head: { epoch: 1, seq: 144, hash: HASH } },
    { head: { epoch: 1, seq: 145, hash: 'cd'.repeat(32) } },
    { head: { epoch: 2, seq: 145, hash: HASH } },
  ])('differs when it says that it agrees and does not: %j', (over) => {
    expect(judgeStatement(answerTo(server, claim, over))).toBe('differs');
  });
});
