import {
  MAX_RECEIPT_LINES,
  PAPER_COLUMNS,
  type PaperMm,
  type StoreSettings,
} from '@jowi/contracts/http/settings';
import { findPlaceDoubt } from '@jowi/domain/place';
import { findUnprintable } from '@jowi/domain/receipt-lines';
import { z } from 'zod';
import { fromWire, MONEY_DIGITS, toWire } from '../../form/decimal-text.ts';
import { phoneToWire, showPhone } from '../../form/phone-text.ts';
import { bpsOf, percentOf } from './business-values.ts';

/** Languages in their order, as one choice of a list. */
export const LANGUAGE_CHOICES = ['uz', 'ru', 'uz,ru', 'ru,uz'] as const;
type Languages = StoreSettings['receiptLanguages'];

const ROUNDINGS = ['floor', 'ceil', 'half-up', 'half-even'] as const;
export const NEGATIVE_STOCK_CHOICES = ['allow', 'warn', 'pin', 'block'] as const;

export type LineTrouble =
  | { kind: 'many'; max: number }
  | { kind: 'long'; row: number; length: number; max: number }
  | { kind: 'letter'; letter: string };

/** The first thing wrong with lines as typed, or null. Rows count from 1. */
export function findLineTrouble(text: string, paperMm: PaperMm): LineTrouble | null {
  const lines = linesOf(text);
  if (lines.length > MAX_RECEIPT_LINES) return { kind: 'many', max: MAX_RECEIPT_LINES };
  const max = PAPER_COLUMNS[paperMm];
  for (const [at, line] of lines.entries()) {
    const letter = findUnprintable(line);
    if (letter !== null) return { kind: 'letter', letter };
    const { length } = [...line];
    if (length > max) return { kind: 'long', row: at + 1, length, max };
  }
  return null;
}

/** Without the empty ones after the last. */
export function linesOf(text: string): string[] {
  const lines = text.split('\n').map((line) => line.trim());
  return lines.slice(0, lines.findLastIndex((line) => line !== '') + 1);
}

export function paperOf(paperMm: string): PaperMm {
  return paperMm === '58' ? 58 : 80;
}

const zDegrees = (limit: number) =>
  z
    .string()
    .trim()
    .refine((text) => {
      const degrees = degreesOf(text);
      return degrees !== null && Math.abs(degrees) <= limit;
    }, 'settings.store.degrees');

/** `41.3` or `41,3`; null for anything else. */
export function degreesOf(text: string): number | null {
  const plain = text.trim().replace(',', '.');
  return /^-?\d{1,3}(\.\d{1,12})?$/.test(plain) ? Number(plain) : null;
}

export function placeDoubtOf(values: { latitude: string; longitude: string }): 'abroad' | 'swapped' | null {
  const [latitude, longitude] = [degreesOf(values.latitude), degreesOf(values.longitude)];
  return latitude === null || longitude === null ? null : findPlaceDoubt({ latitude, longitude });
}

const zPercent = z
  .string()
  .refine((text) => text === '' || (bpsOf(text) ?? 10_001) <= 10_000, 'settings.store.percentWrong');
const zSum = z.string().refine((text) => text === '' || toWire(text, MONEY_DIGITS) !== null, 'form.amount');

/** What a store is, and where; also the form that adds one. */
export const zPlaceValues = z.object({
  name: z.string().trim().min(1, 'form.required').max(200, 'form.tooLong'),
  address: z.string().trim().min(1, 'form.required').max(300, 'form.tooLong'),
  phone: z.string().refine((text) => text === '' || /^\+998\d{9}$/.test(phoneToWire(text)), 'form.phone'),
  latitude: zDegrees(90),
  longitude: zDegrees(180),
});
export type PlaceValues = z.infer<typeof zPlaceValues>;

/** What the form holds while it is being filled; messages are keys of the catalogue. */
export const zStoreValues = zPlaceValues
  .extend({
    languages: z.string(),
    paperMm: z.enum(['58', '80']),
    headerRu: z.string(),
    headerUz: z.string(),
    footerRu: z.string(),
    footerUz: z.string(),
    vatPer: z.enum(['line', 'receipt']),
    vatRounding: z.enum(ROUNDINGS),
    lineRounding: z.enum(ROUNDINGS),
    cashRounding: z.string(),
    negativeStock: z.enum(NEGATIVE_STOCK_CHOICES),
    discount: zPercent,
    priceOverride: zPercent,
    refund: zSum,
    cashOut: zSum,
  })
  .superRefine((values, context) => {
    for (const field of LINE_FIELDS) {
      if (findLineTrouble(values[field], paperOf(values.paperMm)) !== null)
        context.addIssue({ code: 'custom', path: [field], message: 'settings.store.linesWrong' });
    }
  });
export type StoreValues = z.infer<typeof zStoreValues>;

export const LINE_FIELDS = ['headerRu', 'headerUz', 'footerRu', 'footerUz'] as const;

/** Which tab shows a field. */
export function tabOf(field: string): 'place' | 'receipt' | 'selling' {
  if (field in zPlaceValues.shape) return 'place';
  return ['languages', 'paperMm', ...LINE_FIELDS].includes(field) ? 'receipt' : 'selling';
}

export function storeValuesOf(settings: StoreSettings): StoreValues {
  const { policy, limits, receiptHeader, receiptFooter } = settings;
  const percent = (bps: number | null | undefined) => (bps == null ? '' : percentOf(bps));
  const sum = (tiyin: string | null | undefined) => (tiyin == null ? '' : fromWire(tiyin, MONEY_DIGITS));
  return {
    name: settings.name,
    address: settings.address,
    phone: settings.phone === null ? '' : showPhone(settings.phone),
    latitude: String(settings.latitude),
    longitude: String(settings.longitude),
    languages: settings.receiptLanguages.join(),
    paperMm: settings.paperMm === 58 ? '58' : '80',
    headerRu: receiptHeader.ru.join('\n'),
    headerUz: receiptHeader.uz.join('\n'),
    footerRu: receiptFooter.ru.join('\n'),
    footerUz: receiptFooter.uz.join('\n'),
    vatPer: policy.vatPer,
    vatRounding: policy.vatRounding,
    lineRounding: policy.lineRounding,
    cashRounding: policy.cashRoundingTiyin,
    negativeStock: settings.negativeStock,
    discount: percent(limits?.discountBps),
    priceOverride: percent(limits?.priceOverrideBps),
    refund: sum(limits?.refundTiyin),
    cashOut: sum(limits?.cashOutTiyin),
  };
}

export function placeOf(values: PlaceValues) {
  return {
    name: values.name,
    address: values.address,
    phone: values.phone === '' ? null : phoneToWire(values.phone),
    latitude: degreesOf(values.latitude) ?? 0,
    longitude: degreesOf(values.longitude) ?? 0,
  };
}

/** Checked values -> the contract's settings. */
export function storeSettingsOf(values: StoreValues): StoreSettings {
  const limits = {
    discountBps: values.discount === '' ? null : bpsOf(values.discount),
    priceOverrideBps: values.priceOverride === '' ? null : bpsOf(values.priceOverride),
    refundTiyin: values.refund === '' ? null : toWire(values.refund, MONEY_DIGITS),
    cashOutTiyin: values.cashOut === '' ? null : toWire(values.cashOut, MONEY_DIGITS),
  };
  return {
    ...placeOf(values),
    receiptLanguages: languagesOf(values.languages),
    paperMm: paperOf(values.paperMm),
    receiptHeader: { ru: linesOf(values.headerRu), uz: linesOf(values.headerUz) },
    receiptFooter: { ru: linesOf(values.footerRu), uz: linesOf(values.footerUz) },
    policy: {
      vatPer: values.vatPer,
      vatRounding: values.vatRounding,
      lineRounding: values.lineRounding,
      cashRoundingTiyin: values.cashRounding,
    },
    negativeStock: values.negativeStock,
    limits: Object.values(limits).every((limit) => limit === null) ? null : limits,
  };
}

export function languagesOf(choice: string): Languages {
  return choice.split(',') as Languages;
}

const FIELDS: Readonly<Record<string, keyof StoreValues>> = {
  receiptLanguages: 'languages',
  'policy.vatPer': 'vatPer',
  'policy.vatRounding': 'vatRounding',
  'policy.lineRounding': 'lineRounding',
  'policy.cashRoundingTiyin': 'cashRounding',
  'limits.discountBps': 'discount',
  'limits.priceOverrideBps': 'priceOverride',
  'limits.refundTiyin': 'refund',
  'limits.cashOutTiyin': 'cashOut',
};

/** The server's path of a field (`settings.receiptHeader.ru.1`) -> the form's. */
export function storeField(path: string): keyof StoreValues | null {
  const name = path.replace(/^settings\./, '');
  const line = /^receipt(Header|Footer)\.(ru|uz)\b/.exec(name);
  if (line)
    return `${line[1] === 'Header' ? 'header' : 'footer'}${line[2] === 'ru' ? 'Ru' : 'Uz'}` as keyof StoreValues;
  const field = FIELDS[name] ?? name;
  return field in zStoreValues.shape ? (field as keyof StoreValues) : null;
}
