import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { encodeDrawerKick, encodeReceipt, encodeShiftReport, type PrinterProfile } from './escpos.encoder.ts';
import type { PrinterStatus, PrintResult, ReceiptPrinter } from './printer.port.ts';
import type { PrinterErrorCode } from './printer-codes.ts';

export interface TcpPrinterConfig {
  readonly host: string;
  /** 9100 nearly everywhere. */
  readonly port: number;
  readonly profile: PrinterProfile;
  readonly connectTimeoutMs?: number;
  /** How long a status question may stay unanswered before the printer counts as one that never answers. */
  readonly statusTimeoutMs?: number;
  /** How long the last line may take from the last byte sent. */
  readonly printTimeoutMs?: number;
}

const DLE_EOT = { printer: [0x10, 0x04, 1], offline: [0x10, 0x04, 2], paper: [0x10, 0x04, 4] } as const;
/** Answered in its turn, that is after everything before it has been printed. */
const PAPER_STATUS_IN_ORDER = Uint8Array.of(0x1d, 0x72, 0x01);

const isRealTimeAnswer = (byte: number) => (byte & 0x93) === 0x12;
const isOrderedAnswer = (byte: number) => (byte & 0x90) === 0;

type Opened = { readonly kind: 'open'; readonly line: PrinterLine } | { readonly kind: 'failed' };

/** ESC/POS over a raw TCP port, as network receipt printers speak it. One connection per job. */
export function createTcpPrinter(config: TcpPrinterConfig): ReceiptPrinter {
  const connectTimeoutMs = config.connectTimeoutMs ?? 3_000;
  const statusTimeoutMs = config.statusTimeoutMs ?? 700;
  const printTimeoutMs = config.printTimeoutMs ?? 10_000;
  let previous: Promise<unknown> = Promise.resolve();

  /** Printers take one connection at a time; the others would be refused. */
  function inTurn<T>(job: () => Promise<T>): Promise<T> {
    const run = previous.then(job, job);
    previous = run.catch(() => {});
    return run;
  }

  async function withLine<T>(offline: T, use: (line: PrinterLine) => Promise<T>): Promise<T> {
    const opened = await openLine(config.host, config.port, connectTimeoutMs);
    if (opened.kind === 'failed') return offline;
    try {
      return await use(opened.line);
    } finally {
      opened.line.close();
    }
  }

  async function askStatus(line: PrinterLine): Promise<PrinterStatus> {
    const printer = await line.ask(DLE_EOT.printer, isRealTimeAnswer, statusTimeoutMs);
    if (printer === null) return line.cut ? { kind: 'failed', code: 'printer/offline' } : { kind: 'silent' };
    const offline = (await line.ask(DLE_EOT.offline, isRealTimeAnswer, statusTimeoutMs)) ?? 0;
    const paper = (await line.ask(DLE_EOT.paper, isRealTimeAnswer, statusTimeoutMs)) ?? 0;
    const code = troubleOf(printer, offline, paper);
    return code === null ? { kind: 'ready', paperLow: (paper & 0x0c) !== 0 } : { kind: 'failed', code };
  }

  function printBytes(bytes: Uint8Array): Promise<PrintResult> {
    const offline: PrintResult = { kind: 'failed', code: 'printer/offline', mayHavePrinted: false };
    return inTurn(() =>
      withLine<PrintResult>(offline, async (line) => {
        const before = await askStatus(line);
        if (before.kind === 'failed') return { ...before, mayHavePrinted: false };
        if (!(await line.send(bytes, printTimeoutMs))) {
          return { kind: 'failed', code: 'printer/connection-lost', mayHavePrinted: true };
        }
        return confirm(line, before.kind === 'silent');
      }),
    );
  }

  /** All bytes are with the printer; did they become paper? */
  async function confirm(line: PrinterLine, silent: boolean): Promise<PrintResult> {
    if (silent) {
      // Give a half-open line the time to show itself, then believe.
      await line.ask([], () => false, Math.min(200, statusTimeoutMs));
      return line.failed
        ? { kind: 'failed', code: 'printer/connection-lost', mayHavePrinted: true }
        : { kind: 'printed', confirmed: false };
    }
    const answer = await line.ask(PAPER_STATUS_IN_ORDER, isOrderedAnswer, printTimeoutMs);
    if (answer !== null) {
      return (answer & 0x0c) === 0x0c
        ? { kind: 'failed', code: 'printer/paper-out', mayHavePrinted: true }
        : { kind: 'printed', confirmed: true };
    }
    if (line.cut) return { kind: 'failed', code: 'printer/connection-lost', mayHavePrinted: true };
    // Some printers answer only real-time questions.
    const after = await askStatus(line);
    if (after.kind === 'failed') return { ...after, mayHavePrinted: true };
    return after.kind === 'ready'
      ? { kind: 'printed', confirmed: false }
      : { kind: 'failed', code: 'printer/not-confirmed', mayHavePrinted: true };
  }

  return {
    printReceipt: (document, options = {}) => printBytes(encodeReceipt(document, config.profile, options)),
    printShiftReport: (document) => printBytes(encodeShiftReport(document, config.profile)),
    openDrawer: () => printBytes(encodeDrawerKick(config.profile)),
    status: () =>
      inTurn(() => withLine<PrinterStatus>({ kind: 'failed', code: 'printer/offline' }, askStatus)),
  };
}

/** Bits of DLE EOT 1, 2 and 4. Paper first: it is what people can mend, and an empty printer is offline too. */
function troubleOf(printer: number, offline: number, paper: number): PrinterErrorCode | null {
  if ((paper & 0x60) !== 0 || (offline & 0x20) !== 0) return 'printer/paper-out';
  if ((offline & 0x04) !== 0) return 'printer/cover-open';
  if ((offline & 0x40) !== 0) return 'printer/device-error';
  return (printer & 0x08) !== 0 ? 'printer/offline' : null;
}

function openLine(host: string, port: number, timeoutMs: number): Promise<Opened> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, noDelay: true });
    const fail = () => {
      socket.destroy();
      resolve({ kind: 'failed' });
    };
    const timer = setTimeout(fail, timeoutMs);
    socket.once('error', fail);
    socket.once('connect', () => {
      clearTimeout(timer);
      socket.off('error', fail);
      resolve({ kind: 'open', line: new PrinterLine(socket) });
    });
  });
}

/** One connection: sends, and waits for single answer bytes. */
class PrinterLine {
  readonly #socket: Socket;
  /** The other side is gone, politely or not. */
  cut = false;
  /** The other side is gone with an error. */
  failed = false;

  constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('error', () => {
      this.cut = true;
      this.failed = true;
    });
    socket.on('close', () => {
      this.cut = true;
    });
    socket.resume();
  }

  close(): void {
    this.#socket.end();
    setTimeout(() => this.#socket.destroy(), 500).unref();
  }

  /** false = the line broke or the printer took nothing for `timeoutMs`. */
  async send(bytes: Uint8Array, timeoutMs: number): Promise<boolean> {
    if (this.cut) return false;
    if (this.#socket.write(bytes)) return true;
    const signal = AbortSignal.timeout(timeoutMs);
    try {
      await Promise.race([once(this.#socket, 'drain', { signal }), once(this.#socket, 'close', { signal })]);
    } catch {
      return false;
    }
    return !this.cut;
  }

  /** The first byte that looks like an answer, or null when none came in time. */
  ask(
    question: Iterable<number>,
    isAnswer: (byte: number) => boolean,
    timeoutMs: number,
  ): Promise<number | null> {
    if (this.cut) return Promise.resolve(null);
    return new Promise((resolve) => {
      const settle = (answer: number | null) => {
        clearTimeout(timer);
        this.#socket.off('data', onData);
        this.#socket.off('close', onClose);
        this.#socket.resume();
        resolve(answer);
      };
      const onData = (chunk: Buffer) => {
        const answer = chunk.find(isAnswer);
        if (answer !== undefined) settle(answer);
      };
      const onClose = () => settle(null);
      const timer = setTimeout(() => settle(null), timeoutMs);
      this.#socket.on('data', onData);
      this.#socket.once('close', onClose);
      const bytes = Uint8Array.from(question);
      if (bytes.length > 0) this.#socket.write(bytes);
    });
  }
}
