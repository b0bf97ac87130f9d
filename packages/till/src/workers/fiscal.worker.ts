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

  constructor(till: TillContext, port: FiscalPort) {
    this.#till = till;
    this.#port = port;
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
    const { db, journal, fiscalOutbox, printOutbox, receipts, trusted, events } = this.#till;
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
