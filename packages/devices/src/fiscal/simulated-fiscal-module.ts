import { createHash } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { parseDeviceTime, toFourteenDigits } from './fiscal-time.ts';

/** What the simulated device answers with; becomes `error` of the JSON-RPC answer. */
export class DeviceError extends Error {
  readonly deviceCode: number;
  constructor(deviceCode: number, name: string) {
    super(`ERROR_${name}`);
    this.deviceCode = deviceCode;
  }
}

const zMoney = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
const zItem = z.looseObject({
  Name: z.string().min(1).max(63),
  Barcode: z.string().max(63),
  Amount: z.number().int().positive(),
  Price: zMoney,
  Discount: zMoney,
  Other: zMoney.default(0),
  VAT: zMoney,
  VATPercent: z.number().int().min(0).max(99),
});
const zReceipt = z.looseObject({
  Time: z.string(),
  ReceivedCash: zMoney,
  ReceivedCard: zMoney,
  Location: z.looseObject({ Latitude: z.number(), Longitude: z.number() }),
  Items: z.array(zItem).min(1),
});

export interface ModuleLimits {
  /** Receipts the tax operator has not taken yet. */
  receiptMemory: number;
  shiftMemory: number;
}

interface ModuleSettings extends ModuleLimits {
  locked: 'no' | 'by-operator' | 'forever';
  operatorOnline: boolean;
}

interface ShiftRow {
  number: number;
  open_time: string;
  close_time: string;
  count: number;
  cash: number;
  card: number;
  vat: number;
  first_seq: number;
  last_seq: number;
}

export interface RegisteredReceipt {
  readonly receiptSeq: string;
  readonly terminalId: string;
  readonly dateTime: string;
  readonly fiscalSign: string;
  readonly qrUrl: string;
  readonly shiftNumber: number;
  readonly cashTiyin: number;
  readonly cardTiyin: number;
  readonly vatTiyin: number;
  readonly itemCount: number;
  /** The request as it came. */
  readonly receipt: unknown;
}

const MEMORY_DAYS_MS = 2 * 24 * 3_600_000;
const APPLET_VERSION = '0324';
const TASHKENT_MINUTES = 300;

/** The rules of a fiscal module, its memory in one SQLite file so that a power cut loses nothing. */
export class SimulatedFiscalModule {
  readonly #db: DatabaseSync;
  readonly #terminalId: string;

  constructor(dataFile: string, terminalId: string) {
    this.#terminalId = terminalId;
    this.#db = new DatabaseSync(dataFile);
    this.#db.exec(`
      PRAGMA journal_mode = WAL;
      PRAGMA synchronous = FULL;
      CREATE TABLE IF NOT EXISTS setting (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
      CREATE TABLE IF NOT EXISTS shift (
        number INTEGER PRIMARY KEY, open_time TEXT NOT NULL, close_time TEXT NOT NULL DEFAULT '') STRICT;
      CREATE TABLE IF NOT EXISTS receipt (
        seq INTEGER PRIMARY KEY, shift_number INTEGER NOT NULL, time_ms INTEGER NOT NULL, date_time TEXT NOT NULL,
        sign TEXT NOT NULL, cash INTEGER NOT NULL, card INTEGER NOT NULL, vat INTEGER NOT NULL,
        items INTEGER NOT NULL, sent INTEGER NOT NULL, body TEXT NOT NULL) STRICT;
    `);
  }

  close(): void {
    if (this.#db.isOpen) this.#db.close();
  }

  settings(): ModuleSettings {
    const stored = this.#db.prepare('SELECT key, value FROM setting').all() as {
      key: string;
      value: string;
    }[];
    const defaults: ModuleSettings = {
      receiptMemory: 858,
      shiftMemory: 832,
      locked: 'no',
      operatorOnline: true,
    };
    return Object.assign(defaults, Object.fromEntries(stored.map((row) => [row.key, JSON.parse(row.value)])));
  }

  change(settings: { [K in keyof ModuleSettings]?: ModuleSettings[K] | undefined }): void {
    const put = this.#db.prepare('INSERT OR REPLACE INTO setting (key, value) VALUES (?, ?)');
    for (const [key, value] of Object.entries(settings)) {
      if (value !== undefined) put.run(key, JSON.stringify(value));
    }
    if (settings.operatorOnline) this.resendUnsent();
  }

  info(): object {
    return {
      TerminalID: this.#terminalId,
      AppletVersion: APPLET_VERSION,
      Locked: this.settings().locked !== 'no',
    };
  }

  openShift(time: string): object {
    this.#refuseWhenLocked();
    const timeMs = parseDeviceTime(time, TASHKENT_MINUTES);
    if (timeMs === null) throw new DeviceError(36910, 'OPEN_ZREPORT_TIME_FORMAT_INVALID');
    const current = this.#currentShift();
    if (current !== null && current.close_time === '')
      throw new DeviceError(36912, 'ZREPORT_IS_ALREADY_OPEN');
    if (timeMs < this.#lastOperationMs() + 1_000) throw new DeviceError(36916, 'OPEN_ZREPORT_TIME_PAST');
    const number = (current?.number ?? 0) + 1;
    if (number > this.settings().shiftMemory) throw new DeviceError(36898, 'ZREPORT_SPACE_IS_FULL');
    this.#db.prepare('INSERT INTO shift (number, open_time) VALUES (?, ?)').run(number, time);
    return { AppletVersion: APPLET_VERSION };
  }

  closeShift(time: string): object {
    this.#refuseWhenLocked();
    const timeMs = parseDeviceTime(time, TASHKENT_MINUTES);
    if (timeMs === null) throw new DeviceError(36899, 'CLOSE_ZREPORT_TIME_FORMAT_INVALID');
    const current = this.#openShiftRow();
    if (current.count === 0) throw new DeviceError(36907, 'CURRENT_ZREPORT_IS_EMPTY');
    if (timeMs < this.#lastOperationMs() + 1_000) throw new DeviceError(36897, 'CLOSE_ZREPORT_TIME_PAST');
    this.#db.prepare('UPDATE shift SET close_time = ? WHERE number = ?').run(time, current.number);
    return { AppletVersion: APPLET_VERSION };
  }

  /** `back` 0 = the current or the last shift, 1 = the one before. */
  shiftInfo(back: number): object {
    const current = this.#currentShift();
    const row = current === null || back < 0 ? null : this.#shift(current.number - back);
    if (current === null || row === null) throw new DeviceError(36902, 'ZREPORT_INDEX_OUT_OF_BOUNDS');
    return {
      Number: row.number,
      Count: current.number,
      OpenTime: row.open_time,
      CloseTime: row.close_time,
      TerminalID: this.#terminalId,
      AppletVersion: APPLET_VERSION,
      TotalSaleCount: row.count,
      TotalSaleCash: row.cash,
      TotalSaleCard: row.card,
      TotalSaleVAT: row.vat,
      TotalRefundCount: 0,
      TotalRefundCash: 0,
      TotalRefundCard: 0,
      TotalRefundVAT: 0,
      FirstReceiptSeq: String(row.first_seq),
      LastReceiptSeq: String(row.last_seq),
    };
  }

  registerSale(input: unknown): object {
    this.#refuseWhenLocked();
    const parsed = zReceipt.safeParse(input);
    if (!parsed.success) throw new DeviceError(36877, 'RECEIPT_FORMAT_INVALID');
    const receipt = parsed.data;
    const shift = this.#openShiftRow();
    const timeMs = parseDeviceTime(receipt.Time, TASHKENT_MINUTES);
    if (timeMs === null) throw new DeviceError(36890, 'RECEIPT_TIME_FORMAT_INVALID');
    if (timeMs < this.#lastOperationMs() + 1_000) throw new DeviceError(36888, 'RECEIPT_TIME_PAST');
    let due = 0;
    let vat = 0;
    for (const item of receipt.Items) {
      const net = item.Price - item.Discount - item.Other;
      if (net < 0) throw new DeviceError(36879, 'TOTAL_PRICE_MISMATCH');
      due += net;
      vat += item.VAT;
    }
    if (!Number.isSafeInteger(due)) throw new DeviceError(36878, 'TOTAL_PRICE_OVERFLOW');
    if (due === 0) throw new DeviceError(36908, 'TOTAL_PRICE_ZERO');
    // The strict rule of the older services: not a tiyin off.
    if (receipt.ReceivedCash + receipt.ReceivedCard !== due)
      throw new DeviceError(36879, 'TOTAL_PRICE_MISMATCH');
    this.#refuseWhenFull(timeMs);
    return this.#store(receipt, { timeMs, vat, shiftNumber: shift.number, due });
  }

  #store(
    receipt: z.infer<typeof zReceipt>,
    { timeMs, vat, shiftNumber, due }: { timeMs: number; vat: number; shiftNumber: number; due: number },
  ): object {
    const seq = this.#lastSeq() + 1;
    const dateTime = toFourteenDigits(receipt.Time);
    const digest = createHash('sha256').update(`${this.#terminalId}|${seq}|${dateTime}|${due}`).digest();
    const sign = (digest.readBigUInt64BE(0) % 1_000_000_000_000n).toString().padStart(12, '0');
    this.#db
      .prepare('INSERT INTO receipt VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)')
      .run(
        seq,
        shiftNumber,
        timeMs,
        dateTime,
        sign,
        receipt.ReceivedCash,
        receipt.ReceivedCard,
        vat,
        receipt.Items.length,
        this.settings().operatorOnline ? 1 : 0,
        JSON.stringify(receipt),
      );
    return this.lastReceipt();
  }

  lastReceipt(): object {
    const last = this.#receiptsWhere('WHERE seq = (SELECT max(seq) FROM receipt)')[0];
    if (last === undefined) throw new DeviceError(36872, 'RECEIPT_NOT_FOUND');
    return {
      TerminalID: last.terminalId,
      ReceiptSeq: last.receiptSeq,
      DateTime: last.dateTime,
      FiscalSign: last.fiscalSign,
      QRCodeURL: last.qrUrl,
      AppletVersion: APPLET_VERSION,
    };
  }

  receipts(): RegisteredReceipt[] {
    return this.#receiptsWhere('');
  }

  #receiptsWhere(where: string): RegisteredReceipt[] {
    const rows = this.#db.prepare(`SELECT * FROM receipt ${where} ORDER BY seq`).all() as Record<
      string,
      string | number
    >[];
    return rows.map((row) => ({
      receiptSeq: String(row.seq),
      terminalId: this.#terminalId,
      dateTime: String(row.date_time),
      fiscalSign: String(row.sign),
      qrUrl: `https://ofd.soliq.uz/check?t=${this.#terminalId}&r=${row.seq}&c=${row.date_time}&s=${row.sign}`,
      shiftNumber: Number(row.shift_number),
      cashTiyin: Number(row.cash),
      cardTiyin: Number(row.card),
      vatTiyin: Number(row.vat),
      itemCount: Number(row.items),
      receipt: JSON.parse(String(row.body)) as unknown,
    }));
  }

  unsentCount(): number {
    return Number(this.#db.prepare('SELECT count(*) AS n FROM receipt WHERE sent = 0').get()?.n ?? 0);
  }

  resendUnsent(): void {
    if (this.settings().operatorOnline) this.#db.exec('UPDATE receipt SET sent = 1 WHERE sent = 0');
  }

  #refuseWhenLocked(): void {
    const { locked } = this.settings();
    if (locked === 'forever') throw new DeviceError(36904, 'LOCKED_FOREVER');
    if (locked === 'by-operator') throw new DeviceError(65279, 'LOCKED_BY_OPERATOR');
  }

  #refuseWhenFull(timeMs: number): void {
    if (this.unsentCount() >= this.settings().receiptMemory)
      throw new DeviceError(36886, 'RECEIPT_MEMORY_FULL');
    const oldest = this.#db.prepare('SELECT min(time_ms) AS ms FROM receipt WHERE sent = 0').get()?.ms;
    if (typeof oldest === 'number' && timeMs - oldest > MEMORY_DAYS_MS) {
      throw new DeviceError(36889, 'RECEIPT_STORE_DAYS_LIMIT_EXCEEDED');
    }
  }

  #lastSeq(): number {
    return Number(this.#db.prepare('SELECT max(seq) AS seq FROM receipt').get()?.seq ?? 0);
  }

  #lastOperationMs(): number {
    const shift = this.#currentShift();
    const receiptMs = Number(this.#db.prepare('SELECT max(time_ms) AS ms FROM receipt').get()?.ms ?? 0);
    const times = [shift?.open_time, shift?.close_time].map(
      (t) => parseDeviceTime(t ?? '', TASHKENT_MINUTES) ?? 0,
    );
    return Math.max(receiptMs, ...times);
  }

  #openShiftRow(): ShiftRow {
    const current = this.#currentShift();
    if (current === null || current.close_time !== '') throw new DeviceError(36909, 'ZREPORT_IS_NOT_OPEN');
    return current;
  }

  #currentShift(): ShiftRow | null {
    const number = this.#db.prepare('SELECT max(number) AS number FROM shift').get()?.number;
    return typeof number === 'number' ? this.#shift(number) : null;
  }

  #shift(number: number): ShiftRow | null {
    const row = this.#db
      .prepare(
        `SELECT s.number, s.open_time, s.close_time, count(r.seq) AS count, coalesce(sum(r.cash), 0) AS cash,
                coalesce(sum(r.card), 0) AS card, coalesce(sum(r.vat), 0) AS vat,
                coalesce(min(r.seq), 0) AS first_seq, coalesce(max(r.seq), 0) AS last_seq
         FROM shift s LEFT JOIN receipt r ON r.shift_number = s.number WHERE s.number = ? GROUP BY s.number`,
      )
      .get(number);
    return row === undefined ? null : (row as unknown as ShiftRow);
  }
}
