import { businessDateOf, businessDateStartMs, parseBusinessDate } from '@jowi/domain/time';

/** When it was: from `fromMs` up to, but not with, `toMs`. */
export type Span = {
  readonly fromMs: number;
  readonly toMs: number;
  readonly precision: 'second' | 'minute' | 'day';
  /** Only a time was said: the last such time before now is meant. */
  readonly dayIsGuessed: boolean;
};

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** The year 9999, the last one a date can be written of. */
const MAX_MS = 253_402_000_000_000;
/** A till's clock may run ahead of ours. */
const AHEAD_MS = 5 * MINUTE_MS;

/** Days ago, by what people call it; the longer words first. */
const DAY_WORDS: readonly (readonly [RegExp, number])[] = [
  [/(?<!\p{L})(?:позавчера|avvalgi kuni?|аввалги куни?)(?!\p{L})/iu, 2],
  [/(?<!\p{L})(?:вчера|kecha|кеча)(?!\p{L})/iu, 1],
  [/(?<!\p{L})(?:сегодня|bugun|бугун)(?!\p{L})/iu, 0],
];
const ISO_DAY = /(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)/;
const DAY = /(?<![\d.,])(\d{1,2})[./](\d{1,2})(?:[./](\d{4}|\d{2}))?(?![\d.,])/;
const TIME = /(?<![\d:.,])([01]?\d|2[0-3])[:ч]([0-5]\d)(?::([0-5]\d))?(?![\d:])/;
/** Only where a day is told already: alone it is a day. */
const DOTTED_TIME = /(?<![\d.,])([01]?\d|2[0-3])\.([0-5]\d)(?![\d.,])/;

/** The day and time in a text, and what is left of it without them. */
export function findMoment(text: string, nowMs: number): { span: Span | null; rest: string } {
  const day = findDay(text, nowMs);
  const afterDay = day ? day.rest : text;
  const time = TIME.exec(afterDay) ?? (day ? DOTTED_TIME.exec(afterDay) : null);
  if (!time) {
    if (!day) return { span: null, rest: text };
    const { startMs } = day;
    return {
      span: { fromMs: startMs, toMs: startMs + DAY_MS, precision: 'day', dayIsGuessed: false },
      rest: day.rest,
    };
  }
  const [hours, minutes, seconds] = [time[1], time[2], time[3]].map((it) => Number(it ?? 0)) as [
    number,
    number,
    number,
  ];
  const intoDayMs = hours * HOUR_MS + minutes * MINUTE_MS + seconds * 1_000;
  const todayMs = businessDateStartMs(businessDateOf(nowMs));
  const guessedMs = todayMs + intoDayMs <= nowMs + AHEAD_MS ? todayMs : todayMs - DAY_MS;
  const fromMs = (day?.startMs ?? guessedMs) + intoDayMs;
  const isExact = time[3] !== undefined;
  return {
    span: {
      fromMs,
      toMs: fromMs + (isExact ? 1_000 : MINUTE_MS),
      precision: isExact ? 'second' : 'minute',
      dayIsGuessed: day === null,
    },
    rest: without(afterDay, time),
  };
}

/** `20261123101500`: the fiscal module's clock, as it stands in the QR. */
export function spanOfDigits(digits: string): Span | null {
  const found = /^(\d{4})(\d\d)(\d\d)([01]\d|2[0-3])([0-5]\d)([0-5]\d)$/.exec(digits);
  if (!found) return null;
  const [year, month, day, hours, minutes, seconds] = found.slice(1).map(Number) as [
    ...[number, number, number],
    ...[number, number, number],
  ];
  const startMs = startOf(year, month, day);
  return startMs === null
    ? null
    : secondAt(startMs + hours * HOUR_MS + minutes * MINUTE_MS + seconds * 1_000);
}

/** An id of version 7 begins with the moment it was made. */
export function spanOfId(id: string): Span | null {
  if (id[14] !== '7') return null;
  const madeAtMs = Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16);
  return madeAtMs < MAX_MS ? secondAt(madeAtMs) : null;
}

function secondAt(fromMs: number): Span {
  return { fromMs, toMs: fromMs + 1_000, precision: 'second', dayIsGuessed: false };
}

function findDay(text: string, nowMs: number): { startMs: number; rest: string } | null {
  const todayMs = businessDateStartMs(businessDateOf(nowMs));
  for (const [word, daysAgo] of DAY_WORDS) {
    const found = word.exec(text);
    if (found) return { startMs: todayMs - daysAgo * DAY_MS, rest: without(text, found) };
  }
  const iso = ISO_DAY.exec(text);
  if (iso) {
    const startMs = startOf(Number(iso[1]), Number(iso[2]), Number(iso[3]));
    if (startMs !== null) return { startMs, rest: without(text, iso) };
  }
  const found = DAY.exec(text);
  const startMs = found && dayOf(found, todayMs);
  return startMs === null ? null : { startMs, rest: without(text, found!) };
}

/** `23.11.2026`, `23.11.26`; `23.11` is the last one that is not in the future. */
function dayOf([, day, month, year]: RegExpExecArray, todayMs: number): number | null {
  if (year !== undefined)
    return startOf(Number(year) + (year.length === 2 ? 2000 : 0), Number(month), Number(day));
  const thisYear = Number(businessDateOf(todayMs).slice(0, 4));
  // A day that only some years have, 29 February, is looked for further back.
  for (let candidate = thisYear; candidate > thisYear - 9; candidate--) {
    const startMs = startOf(candidate, Number(month), Number(day));
    if (startMs !== null && startMs <= todayMs + DAY_MS) return startMs;
  }
  return null;
}

/** When a day begins; null: there is no such day. */
function startOf(year: number, month: number, day: number): number | null {
  const [y, m, d] = [
    String(year).padStart(4, '0'),
    String(month).padStart(2, '0'),
    String(day).padStart(2, '0'),
  ];
  try {
    return businessDateStartMs(parseBusinessDate(`${y}-${m}-${d}`));
  } catch {
    return null;
  }
}

function without(text: string, found: RegExpExecArray): string {
  return `${text.slice(0, found.index)} ${text.slice(found.index + found[0].length)}`
    .replace(/\s+/g, ' ')
    .trim();
}
