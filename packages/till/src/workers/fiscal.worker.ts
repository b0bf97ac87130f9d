import type { Problem } from '@jowi/contracts/errors';
import { zFiscalisedV1 } from '@jowi/contracts/sync/fiscal-v1';
import type { FiscalPort, FiscalRefused, FiscalResult, FiscalUnknown } from '../ports.ts';
import { isErrorCode } from '../result.ts';
import type { FiscalJob } from '../store/fiscal-outbox.store.ts';
import type { TillContext } from '../till-context.ts';
import type { FiscalMarkView, LightView } from '../views.ts';
import { fiscalReceipt } from './device-documents.ts';
import { QueueWorker, type WorkOutcome } from './queue-worker.ts';

const BACKOFF = { baseMs: 1_000, maxMs: 60_000 };

/**
 * The module has moved past the time our request carries: it refuses every copy of it still under way, too. It takes
 * one receipt a second, so a queue meets this on its way as a matter of course.
 */
const TIME_PAST = 'fiscal/time-past';

/**
 * Registers sales with the fiscal module, each exactly once, in order. The sale itself never waits for it. The token
 * that tells where the module stood goes to disk before the receipt leaves; whoever finds a token asks the module
 * before sending anything again.
 */
export class FiscalWorker {
  readonly #till: TillContext;
  readonly #port: FiscalPort;
  readonly #worker: QueueWorker;
  /** Receipts up to this one waited already when the program started; null = looked after. */
  #leftOver: number | null;

  constructor(till: TillContext, port: FiscalPort) {
    this.#till = till;
    this.#port = port;
    this.#leftOver = till.fiscalOutbox.lastNew();
    this.#worker = new QueueWorker(till, BACKOFF, () => this.#step());
  }

  kick(): void {
    this.#worker.kick();
  }

  stop(): Promise<void> {
    return this.#worker.stop();
  }

  /** Whether a mark may come any moment, so that a paper does well to wait for it. */
  get answering(): boolean {
    return this.#worker.problem === null;
  }

  /** Receipts set aside for a person count too: the shop owes the tax office those as well. */
  light(): LightView {
    const stuck = this.#till.fiscalOutbox.findStuck();
    const light = this.#worker.light(this.#till.fiscalOutbox.countOpen() + (stuck?.count ?? 0));
    return stuck && !light.problem ? { ...light, state: 'trouble', problem: stuck.problem } : light;
  }

  async #step(): Promise<WorkOutcome> {
    const job = this.#till.fiscalOutbox.findNext();
    if (!job) return { kind: 'idle' };
    if (job.token === null && this.#leftOver !== null) {
      const outcome = await this.#compare(this.#leftOver);
      if (outcome) return outcome;
      this.#leftOver = null;
      return { kind: 'next' };
    }
    const outcome = await this.#register(job);
    switch (outcome.kind) {
      case 'registered':
        this.#done(job, outcome.mark);
        return { kind: 'next' };
      case 'refused':
        return this.#refused(job, outcome);
      case 'unknown':
        return this.#unknown(job, outcome);
    }
  }

  /**
   * This disk may be yesterday's, and what waits on it registered long since by the till it was copied from. So what was
   * left over goes out only when the module stands where this disk last saw it; otherwise a person compares. What is sold
   * from now on is sold here alone. null: looked after.
   */
  async #compare(leftOver: number): Promise<WorkOutcome | null> {
    const { db, meta, fiscalOutbox, events, log } = this.#till;
    if (!this.#port.position) return null;
    const now = await this.#port.position().catch(() => null);
    if (now === null) return { kind: 'later', problem: { code: 'fiscal/unreachable' } };
    if (now.kind === 'refused') return { kind: 'later', problem: fiscalProblem(now.code) };
    const { terminalId, receiptSeq } = now;
    const before = meta.findFiscalPosition();
    // Another module than last time was put in by somebody, and knows nothing of ours.
    const isCopy = before?.terminalId === terminalId && BigInt(receiptSeq) > BigInt(before.receiptSeq);
    db.transaction(() => {
      if (isCopy) fiscalOutbox.markAllStuck(leftOver, { code: 'till/fiscal-copied' });
      meta.saveFiscalPosition({ terminalId, receiptSeq });
    });
    if (isCopy && leftOver > 0) {
      log('warn', 'the fiscal module knows receipts that this disk does not');
      events.emit('receipt-changed', 'device-changed', 'print-queued');
    }
    return null;
  }

  async #register({ receiptNumber, token }: FiscalJob) {
    const { fiscalOutbox, db } = this.#till;
    const receipt = fiscalReceipt(this.#till, receiptNumber);
    try {
      if (token !== null) {
        const found = await this.#port.resolve(receipt, token);
        if (found.kind !== 'absent') return found;
        // The same token: should the first request still be on its way, the module itself stops the double.
        return keepToken(await this.#port.registerSale(receipt, token));
      }
      const prepared = await this.#port.prepare(receipt);
      if (prepared.kind === 'refused') return prepared;
      db.transaction(() => fiscalOutbox.markSending(receiptNumber, prepared.token));
      return await this.#port.registerSale(receipt, prepared.token);
    } catch (error) {
      // Ports promise not to throw; if one does, nobody knows how far it came.
      this.#till.log('error', 'the fiscal port threw', { error: String(error) });
      const unknown: FiscalUnknown = { kind: 'unknown', code: 'fiscal/unknown-result', retryable: true };
      return unknown;
    }
  }

  #done({ receiptNumber }: FiscalJob, mark: FiscalMarkView): void {
    const { db, meta, journal, fiscalOutbox, printOutbox, receipts, trusted, events } = this.#till;
    const fact = zFiscalisedV1.safeParse({
      receiptId: receipts.getByNumber(receiptNumber).ref.receiptId,
      occurredAtMs: trusted.now(),
      fiscalTerminalId: mark.terminalId,
      fiscalReceiptSeq: mark.receiptSeq,
      fiscalDateTime: mark.dateTime,
      fiscalSign: mark.fiscalSign,
      qrUrl: mark.qrUrl,
    });
    if (!fact.success) {
      const problem: Problem = { code: 'fiscal/refused', params: { reason: 'mark' } };
      db.transaction(() => fiscalOutbox.markStuck(receiptNumber, 'unknown', problem));
      events.emit('receipt-changed', 'device-changed', 'print-queued');
      return;
    }
    db.transaction(() => {
      fiscalOutbox.markDone(receiptNumber, mark);
      meta.saveFiscalPosition({ terminalId: mark.terminalId, receiptSeq: mark.receiptSeq });
      journal.append('FiscalisedV1', fact.data);
      if (printOutbox.wasPrintedWithoutMark(receiptNumber)) printOutbox.add(receiptNumber, 'fiscal-slip');
    });
    events.emit('journaled', 'print-queued', 'receipt-changed', 'device-changed');
  }

  #refused({ receiptNumber }: FiscalJob, { code, retryable }: FiscalRefused): WorkOutcome {
    const { db, fiscalOutbox, events } = this.#till;
    const problem = fiscalProblem(code);
    if (retryable) {
      db.transaction(() => fiscalOutbox.markNew(receiptNumber, problem));
      return { kind: 'later', problem, passing: code === TIME_PAST };
    }
    // This receipt will never pass as it is; those behind it must not wait for that.
    db.transaction(() => fiscalOutbox.markStuck(receiptNumber, 'refused', problem));
    events.emit('receipt-changed', 'device-changed', 'print-queued');
    return { kind: 'next' };
  }

  #unknown({ receiptNumber }: FiscalJob, { code, retryable }: FiscalUnknown): WorkOutcome {
    const { db, fiscalOutbox, events } = this.#till;
    const problem = fiscalProblem(code);
    if (retryable) {
      db.transaction(() => fiscalOutbox.noteProblem(receiptNumber, problem));
      return { kind: 'later', problem };
    }
    db.transaction(() => fiscalOutbox.markStuck(receiptNumber, 'unknown', problem));
    events.emit('receipt-changed', 'device-changed', 'print-queued');
    return { kind: 'next' };
  }
}

/**
 * A repeat that was refused says nothing of the first request, which may land later: its token must stay, or the next
 * try would be another receipt.
 */
function keepToken(result: FiscalResult): FiscalResult {
  if (result.kind !== 'refused' || !result.retryable || result.code === TIME_PAST) return result;
  return { kind: 'unknown', code: result.code, retryable: true };
}

function fiscalProblem(code: string): Problem {
  return isErrorCode(code) ? { code } : { code: 'fiscal/refused', params: { reason: code } };
}
