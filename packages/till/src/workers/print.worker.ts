import type { Problem } from '@jowi/contracts/errors';
import type { PrintResult } from '../ports.ts';
import { isErrorCode } from '../result.ts';
import type { PrintJob, ReceiptPrintJob, ShiftReportPrintJob } from '../store/print-outbox.store.ts';
import type { TillContext } from '../till-context.ts';
import type { LightView } from '../views.ts';
import { printDocument, shiftReportDocument } from './device-documents.ts';
import type { FiscalWorker } from './fiscal.worker.ts';
import { QueueWorker, type WorkOutcome } from './queue-worker.ts';

const BACKOFF = { baseMs: 1_000, maxMs: 15_000 };

/** How long a paper waits for its fiscal mark before it goes out without and a slip follows. */
export const WAIT_FOR_MARK_MS = 3_000;

/** How long a Z waits, while the server is there, for what it says of the shift. */
export const WAIT_FOR_STATEMENT_MS = 5_000;

/** Prints what was sold, after it is on the disk; a dead printer stops nobody from selling. */
export class PrintWorker {
  readonly #till: TillContext;
  readonly #fiscal: FiscalWorker;
  readonly #worker: QueueWorker;
  readonly #isOnline: () => boolean;
  /** The paper being waited with, and since when in running time. */
  #held: { jobId: number; sinceMs: number } | null = null;

  constructor(till: TillContext, fiscal: FiscalWorker, isOnline: () => boolean) {
    this.#till = till;
    this.#fiscal = fiscal;
    this.#isOnline = isOnline;
    this.#worker = new QueueWorker(till, BACKOFF, () => this.#step());
  }

  kick(): void {
    this.#worker.kick();
  }

  stop(): Promise<void> {
    return this.#worker.stop();
  }

  light(): LightView {
    return this.#worker.light(this.#till.printOutbox.countOpen());
  }

  async #step(): Promise<WorkOutcome> {
    const job = this.#till.printOutbox.findNext();
    if (!job) return { kind: 'idle' };
    return job.kind === 'shift-report' ? this.#printShiftReport(job) : this.#printReceipt(job);
  }

  async #printReceipt(job: ReceiptPrintJob): Promise<WorkOutcome> {
    const { printer } = this.#till;
    const delayMs = this.#waitForMarkMs(job);
    if (delayMs > 0) return { kind: 'wait', delayMs };

    // "printing" on disk: the program died over it or the printer did, and nobody knows what is on paper.
    const copy = job.kind === 'copy' || job.state === 'printing';
    const kind = job.kind === 'fiscal-slip' ? 'fiscal-slip' : 'receipt';
    const document = printDocument(this.#till, { receiptNumber: job.receiptNumber, kind, copy });
    const withMark = document.mark !== null;
    return this.#print(
      job,
      () => printer.print(document),
      () => {
        this.#till.printOutbox.markDone(job.jobId, withMark);
        // The mark came while the paper was running through the printer.
        if (!withMark && this.#till.fiscalOutbox.isDone(job.receiptNumber)) {
          this.#till.printOutbox.add(job.receiptNumber, 'fiscal-slip');
        }
      },
    );
  }

  async #printShiftReport(job: ShiftReportPrintJob): Promise<WorkOutcome> {
    const { printOutbox, printer, statements } = this.#till;
    if (this.#isOnline() && !statements.findOfZ(job.shiftId)) {
      const delayMs = this.#patienceLeftMs(job.jobId, WAIT_FOR_STATEMENT_MS);
      if (delayMs > 0) return { kind: 'wait', delayMs };
    }
    const copy = job.state === 'printing' || printOutbox.wasShiftReportPrinted(job.shiftId);
    const document = shiftReportDocument(this.#till, job.shiftId, copy);
    return this.#print(
      job,
      () => printer.printShiftReport(document),
      () => printOutbox.markDone(job.jobId, false),
    );
  }

  async #print(job: PrintJob, send: () => Promise<PrintResult>, done: () => void): Promise<WorkOutcome> {
    const { printOutbox, db, events } = this.#till;
    db.transaction(() => printOutbox.markPrinting(job.jobId));
    const result = await send().catch(
      () => ({ kind: 'failed', code: 'printer/offline', mayHavePrinted: true }) as const,
    );
    if (result.kind === 'failed') {
      const problem = printerProblem(result.code);
      const state = result.mayHavePrinted || job.state === 'printing' ? 'printing' : 'new';
      db.transaction(() => printOutbox.markFailed(job.jobId, state, problem));
      events.emit('receipt-changed');
      return { kind: 'later', problem };
    }
    db.transaction(done);
    events.emit('receipt-changed', 'device-changed');
    return { kind: 'next' };
  }

  #waitForMarkMs({ jobId, kind, receiptNumber }: ReceiptPrintJob): number {
    const { fiscalOutbox } = this.#till;
    if (kind !== 'receipt' || !fiscalOutbox.isOpen(receiptNumber) || !this.#fiscal.answering) return 0;
    return this.#patienceLeftMs(jobId, WAIT_FOR_MARK_MS);
  }

  /** Counted from when this paper was first its turn. */
  #patienceLeftMs(jobId: number, patienceMs: number): number {
    const nowMs = this.#till.clock.monotonicMs();
    if (this.#held?.jobId !== jobId) this.#held = { jobId, sinceMs: nowMs };
    return Math.max(0, Math.ceil(this.#held.sinceMs + patienceMs - nowMs));
  }
}

function printerProblem(code: string): Problem {
  return isErrorCode(code) ? { code } : { code: 'printer/offline' };
}
