import type { FiscalPort, FiscalReceipt, PrintDocument, PrinterPort, ShiftReportDocument } from '../ports.ts';

type Registration = { receiptId: string; token: string; seq: number };

let modules = 0;

/**
 * A fiscal module in memory that can misbehave: `answer` decides the fate of every call. It counts what it
 * registered, so a test sees a double at once.
 */
export class FakeFiscal implements FiscalPort {
  /** Its memory goes with its program, so the next one is another module. */
  readonly terminalId = `ZZ${String(process.pid * 1_000 + (++modules % 1_000)).padStart(12, '0')}`;
  readonly registered: Registration[] = [];
  /** Requests that left the till and have not reached the module yet. */
  readonly underWay: (() => void)[] = [];
  /**
   * ok; down: not reachable, the call never left; lost: registers, but the answer never comes; late: neither, until a
   * test lets it land; reject: this receipt is bad; busy: not within the same second as the one before.
   */
  answer: (
    receipt: FiscalReceipt,
    call: 'prepare' | 'register' | 'resolve',
  ) => 'ok' | 'down' | 'lost' | 'late' | 'reject' | 'busy' = () => 'ok';

  async position(): ReturnType<NonNullable<FiscalPort['position']>> {
    return { kind: 'position', terminalId: this.terminalId, receiptSeq: String(this.registered.length) };
  }

  async prepare(receipt: FiscalReceipt): ReturnType<FiscalPort['prepare']> {
    if (this.answer(receipt, 'prepare') !== 'ok') return refused(true);
    return { kind: 'prepared', token: String(this.registered.length) };
  }

  async registerSale(receipt: FiscalReceipt, token: string): ReturnType<FiscalPort['registerSale']> {
    const fate = this.answer(receipt, 'register');
    if (fate === 'down') return refused(true);
    if (fate === 'busy') return { kind: 'refused', code: 'fiscal/time-past', retryable: true };
    if (fate === 'reject') return refused(false);
    if (fate === 'late') this.underWay.push(() => this.#register(receipt, token));
    if (fate === 'late') return { kind: 'unknown', code: 'fiscal/unknown-result', retryable: true };
    const { seq } = this.#register(receipt, token);
    if (fate === 'lost') return { kind: 'unknown', code: 'fiscal/unknown-result', retryable: true };
    return { kind: 'registered', mark: markOf(this.terminalId, seq) };
  }

  /** A token carries the receipt's time, and a module takes one receipt of a moment: the same twice is one. */
  #register({ receiptId }: FiscalReceipt, token: string): Registration {
    const known = this.registered.find((r) => r.token === token && r.receiptId === receiptId);
    if (known) return known;
    const registration = { receiptId, token, seq: this.registered.length + 1 };
    this.registered.push(registration);
    return registration;
  }

  async resolve(receipt: FiscalReceipt, token: string): ReturnType<FiscalPort['resolve']> {
    if (this.answer(receipt, 'resolve') !== 'ok') {
      return { kind: 'unknown', code: 'fiscal/unreachable', retryable: true };
    }
    const found = this.registered.find((r) => r.token === token && r.receiptId === receipt.receiptId);
    return found ? { kind: 'registered', mark: markOf(this.terminalId, found.seq) } : { kind: 'absent' };
  }
}

function refused(retryable: boolean) {
  return { kind: 'refused', code: retryable ? 'fiscal/unreachable' : 'fiscal/refused', retryable } as const;
}

function markOf(terminalId: string, seq: number) {
  const query = `t=${terminalId}&r=${seq}&c=20261120090000&s=100000000001`;
  return {
    terminalId,
    receiptSeq: String(seq),
    dateTime: '20261120090000',
    fiscalSign: '100000000001',
    qrUrl: `https://ofd.soliq.uz/check?${query}`,
  };
}

/** A printer that keeps every paper; `dead` = not reachable, `torn` = prints, but the line breaks before it says so. */
export class FakePrinter implements PrinterPort {
  readonly papers: PrintDocument[] = [];
  readonly shiftReports: ShiftReportDocument[] = [];
  dead = false;
  torn = false;
  drawerOpened = 0;

  async print(document: PrintDocument): ReturnType<PrinterPort['print']> {
    return this.#put(document, this.papers);
  }

  async printShiftReport(document: ShiftReportDocument): ReturnType<PrinterPort['print']> {
    return this.#put(document, this.shiftReports);
  }

  #put<T>(document: T, pile: T[]): Awaited<ReturnType<PrinterPort['print']>> {
    if (this.dead) return { kind: 'failed', code: 'printer/offline', mayHavePrinted: false };
    pile.push(document);
    if (this.torn) return { kind: 'failed', code: 'printer/connection-lost', mayHavePrinted: true };
    return { kind: 'printed' };
  }

  async openDrawer(): Promise<void> {
    this.drawerOpened += 1;
  }
}
