import { setTimeout as sleep } from 'node:timers/promises';
import type { z } from 'zod';
import { type FiscalAction, type FiscalErrorCode, isRetryable } from './fiscal-codes.ts';
import { fiscalDriveError } from './fiscal-drive-api.errors.ts';
import {
  type FieldCasing,
  isShiftOpen,
  toReceiptMessage,
  type ZReportAnswer,
  zCountAnswer,
  zInfoAnswer,
  zReceiptAnswer,
  zZReportAnswer,
} from './fiscal-drive-api.messages.ts';
import type {
  FiscalCount,
  FiscalLastReceipt,
  FiscalPrepared,
  FiscalProvider,
  FiscalReceipt,
  FiscalRefused,
  FiscalResolved,
  FiscalResult,
  FiscalShiftResult,
  FiscalStatus,
  FiscalUnknown,
} from './fiscal-provider.port.ts';
import { parseDeviceTime, toDeviceDay, toDeviceTime } from './fiscal-time.ts';
import { callJsonRpc, type JsonRpcAnswer } from './json-rpc.client.ts';
import {
  decodeToken,
  encodeToken,
  type RegistrationToken,
  recognise,
  shiftFigures,
} from './registration-token.ts';

export interface FiscalDriveApiConfig {
  /** Usually http://127.0.0.1:3448/rpc/api. */
  readonly url: string;
  readonly factoryId: string;
  readonly casing?: FieldCasing;
  readonly connectTimeoutMs?: number;
  readonly readTimeoutMs?: number;
  /** Pause before each look at the module after a lost answer, so that a slow module can finish. */
  readonly lookAgainAfterMs?: readonly number[];
  readonly utcOffsetMinutes?: number;
  readonly sender?: { readonly name: string; readonly sn: string; readonly version: string } | null;
}

/** Codes that mean "there is none yet", not trouble. */
const NO_RECEIPT_YET = [36870, 36871, 36872];
const NO_SHIFT_YET = [36902, 36909];
const SHIFT_NOT_OPEN = 36909;
const SHIFT_ALREADY_OPEN = 36912;
const SHIFT_EMPTY = 36907;
const TIME_PAST = 36888;

const refusedFor = (code: FiscalErrorCode, action: FiscalAction, deviceCode?: number): FiscalRefused => ({
  kind: 'refused',
  code,
  action,
  retryable: isRetryable(action),
  ...(deviceCode === undefined ? {} : { deviceCode }),
});

/** For calls that register nothing: whatever went wrong, the answer is "not now". */
function failed(answer: Exclude<JsonRpcAnswer, { kind: 'result' }>): FiscalRefused {
  if (answer.kind === 'error') {
    const { code, action } = fiscalDriveError(answer.deviceCode);
    return refusedFor(code, action, answer.deviceCode);
  }
  if (answer.kind === 'lost' && answer.why === 'unreadable') return refusedFor('fiscal/bad-answer', 'retry');
  return refusedFor('fiscal/unreachable', 'retry');
}

const unknown = (code: FiscalErrorCode, retryable = true): FiscalUnknown => ({
  kind: 'unknown',
  code,
  retryable,
});

/** FiscalDriveAPI, the JSON-RPC service of fiscal modules with applets before 0400. */
export function createFiscalDriveApi(config: FiscalDriveApiConfig): FiscalProvider {
  const rpc = {
    url: config.url,
    connectTimeoutMs: config.connectTimeoutMs ?? 10_000,
    readTimeoutMs: config.readTimeoutMs ?? 30_000,
  };
  const casing = config.casing ?? 'pascal';
  const utcOffsetMinutes = config.utcOffsetMinutes ?? 300;
  const pauses = config.lookAgainAfterMs ?? [0, 1_000, 3_000];

  const call = (method: string, params: object = {}) =>
    callJsonRpc(rpc, `Api.${method}`, { FactoryID: config.factoryId, ...params });

  async function ask<T extends z.ZodType>(
    schema: T,
    method: string,
    params?: object,
  ): Promise<{ kind: 'value'; value: z.infer<T> } | FiscalRefused> {
    const answer = await call(method, params);
    if (answer.kind !== 'result') return failed(answer);
    const parsed = schema.safeParse(answer.result);
    return parsed.success ? { kind: 'value', value: parsed.data } : refusedFor('fiscal/bad-answer', 'retry');
  }

  async function findShift(): Promise<{ kind: 'value'; value: ZReportAnswer | null } | FiscalRefused> {
    const answer = await ask(zZReportAnswer, 'GetZReportInfo', { Number: 0 });
    return answer.kind === 'refused' && NO_SHIFT_YET.includes(answer.deviceCode ?? 0)
      ? { kind: 'value', value: null }
      : answer;
  }

  async function findLastReceipt(): Promise<FiscalLastReceipt> {
    const answer = await ask(zReceiptAnswer, 'GetLastRegisteredReceipt');
    if (answer.kind === 'value') return { kind: 'found', mark: answer.value };
    return NO_RECEIPT_YET.includes(answer.deviceCode ?? 0) ? { kind: 'none' } : answer;
  }

  async function changeShift(
    method: string,
    timeMs: number,
    already: readonly number[],
  ): Promise<FiscalShiftResult> {
    const answer = await call(method, { Time: toDeviceTime(timeMs, utcOffsetMinutes) });
    if (answer.kind === 'result') return { kind: 'done', changed: true };
    if (answer.kind === 'error' && already.includes(answer.deviceCode))
      return { kind: 'done', changed: false };
    return failed(answer);
  }

  const openShift = (timeMs: number) => changeShift('OpenZReport', timeMs, [SHIFT_ALREADY_OPEN]);
  const closeShift = (timeMs: number) => changeShift('CloseZReport', timeMs, [SHIFT_NOT_OPEN, SHIFT_EMPTY]);

  /** Where the module stands. `lastWorkMs`: its last operation; it wants the next at least a second later. */
  async function look() {
    const last = await findLastReceipt();
    if (last.kind === 'refused') return last;
    const shift = await findShift();
    if (shift.kind === 'refused') return shift;
    const mark = last.kind === 'found' ? last.mark : null;
    const times = [mark?.dateTime, shift.value?.OpenTime, shift.value?.CloseTime].map(
      (text) => parseDeviceTime(text ?? '', utcOffsetMinutes) ?? 0,
    );
    const isOpen = shift.value !== null && isShiftOpen(shift.value);
    return { kind: 'seen' as const, mark, shift: shift.value, isOpen, lastWorkMs: Math.max(0, ...times) };
  }

  const dayOf = (timeMs: number) => toDeviceDay(timeMs, utcOffsetMinutes);

  /**
   * One shift a day: modules count the operations of a shift, and have few shift numbers to give. The shift's day is that
   * of its last work, not of its opening alone, so that one left empty overnight serves the day it is first used.
   * Nothing here is remembered: whatever an interruption left behind, the next call looks again and goes on.
   */
  async function prepare(receipt: FiscalReceipt): Promise<FiscalPrepared> {
    const message = toReceiptMessage(receipt, { deviceTime: '', casing, sender: null });
    if ('problem' in message) return refusedFor(message.problem, 'data');
    let seen = await look();
    if (seen.kind === 'refused') return seen;
    let earliestMs = seen.lastWorkMs + 1_000;

    if (seen.isOpen && dayOf(seen.lastWorkMs) < dayOf(Math.max(receipt.timeMs, earliestMs))) {
      const closeMs = Math.max(receipt.timeMs - 2_000, earliestMs);
      const closed = await closeShift(closeMs);
      // A shift the module will not close is no reason to owe the tax office a receipt: it goes into the old one.
      if (closed.kind === 'refused' && closed.action === 'retry') return closed;
      seen = await look();
      if (seen.kind === 'refused') return seen;
      earliestMs = Math.max(seen.lastWorkMs, closeMs) + 1_000;
    }
    if (!seen.isOpen) {
      const openMs = Math.max(receipt.timeMs - 1_000, earliestMs);
      const opened = await openShift(openMs);
      if (opened.kind === 'refused') return opened;
      seen = await look();
      if (seen.kind === 'refused') return seen;
      earliestMs = Math.max(seen.lastWorkMs, openMs) + 1_000;
    }
    if (seen.shift === null) return refusedFor('fiscal/bad-answer', 'retry');
    const token: RegistrationToken = {
      v: 1,
      receiptId: receipt.receiptId,
      lastSeq: seen.mark?.receiptSeq ?? '0',
      deviceTime: toDeviceTime(Math.max(receipt.timeMs, earliestMs), utcOffsetMinutes),
      shift: shiftFigures(seen.shift),
    };
    return { kind: 'prepared', token: encodeToken(token) };
  }

  async function resolve(receipt: FiscalReceipt, tokenText: string): Promise<FiscalResolved> {
    const token = decodeToken(tokenText, receipt.receiptId);
    if (token === null) return unknown('fiscal/sequence-conflict', false);
    const last = await findLastReceipt();
    if (last.kind === 'refused') return unknown(last.code);
    const mark = last.kind === 'found' ? last.mark : null;
    // The totals are a second witness; where they cannot be had, number and time decide.
    const shift = await findShift();
    switch (recognise(receipt, token, mark, shift.kind === 'value' ? shift.value : null)) {
      case 'absent':
        return { kind: 'absent' };
      case 'ours':
        return mark === null ? unknown('fiscal/unknown-result') : { kind: 'registered', mark };
      case 'conflict':
        return unknown('fiscal/sequence-conflict', false);
    }
  }

  async function lookForOurs(receipt: FiscalReceipt, token: string): Promise<FiscalResolved> {
    let found: FiscalResolved = unknown('fiscal/unknown-result');
    for (const pauseMs of pauses) {
      await sleep(pauseMs);
      found = await resolve(receipt, token);
      if (found.kind === 'registered' || (found.kind === 'unknown' && !found.retryable)) return found;
    }
    return found;
  }

  async function registerSale(receipt: FiscalReceipt, tokenText: string): Promise<FiscalResult> {
    const token = decodeToken(tokenText, receipt.receiptId);
    if (token === null) return unknown('fiscal/sequence-conflict', false);
    const message = toReceiptMessage(receipt, {
      deviceTime: token.deviceTime,
      casing,
      sender: config.sender ?? null,
    });
    if ('problem' in message) return refusedFor(message.problem, 'data');

    let answer = await call('SendSaleReceipt', { Receipt: message });
    if (answer.kind === 'error' && answer.deviceCode === SHIFT_NOT_OPEN) {
      const openedAtMs = (parseDeviceTime(token.deviceTime, utcOffsetMinutes) ?? receipt.timeMs) - 1_000;
      const opened = await openShift(openedAtMs);
      if (opened.kind === 'refused') return opened;
      answer = await call('SendSaleReceipt', { Receipt: message });
    }
    if (answer.kind === 'unreachable') return refusedFor('fiscal/unreachable', 'retry');
    if (answer.kind === 'result') {
      const parsed = zReceiptAnswer.safeParse(answer.result);
      if (parsed.success) return { kind: 'registered', mark: parsed.data };
    }
    if (answer.kind === 'error') {
      const error = fiscalDriveError(answer.deviceCode);
      const refusal = refusedFor(error.code, error.action, answer.deviceCode);
      // "Time is past" is also what a repeat of an already registered receipt gets.
      const mayBeOurs = error.ambiguous || answer.deviceCode === TIME_PAST;
      if (!mayBeOurs) return refusal;
      const found = await lookForOurs(receipt, tokenText);
      return found.kind === 'absent' ? refusal : found;
    }
    // No answer, or none that can be read. Even "absent" may change: the request can still be on its way.
    const found = await lookForOurs(receipt, tokenText);
    return found.kind === 'absent' ? unknown('fiscal/unknown-result') : found;
  }

  async function unsentCount(): Promise<FiscalCount> {
    const answer = await ask(zCountAnswer, 'GetUnsentCount');
    return answer.kind === 'value' ? { kind: 'count', count: answer.value } : answer;
  }

  async function status(): Promise<FiscalStatus> {
    const info = await ask(zInfoAnswer, 'GetInfo');
    if (info.kind === 'refused') return info;
    const shift = await findShift();
    if (shift.kind === 'refused') return shift;
    const unsent = await unsentCount();
    if (unsent.kind === 'refused') return unsent;
    return {
      kind: 'ready',
      terminalId: info.value.TerminalID,
      appletVersion: info.value.AppletVersion,
      shiftOpen: shift.value !== null && isShiftOpen(shift.value),
      unsentCount: unsent.count,
    };
  }

  return { status, openShift, closeShift, prepare, registerSale, resolve, findLastReceipt, unsentCount };
}
