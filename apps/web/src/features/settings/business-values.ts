import { type BusinessSettings, zBusinessKind } from '@jowi/contracts/http/settings';
import { DomainError } from '@jowi/domain/errors';
import { parseTaxId } from '@jowi/domain/tax-id';
import { z } from 'zod';
import { fromWire, toWire } from '../../form/decimal-text.ts';

const PERCENT_DIGITS = 2;
/** `12` -> 1200, null when it is no rate. */
export function bpsOf(percent: string): number | null {
  const bps = toWire(percent, PERCENT_DIGITS);
  return bps === null ? null : Number(bps);
}

export function percentOf(bps: number): string {
  return fromWire(String(bps), PERCENT_DIGITS);
}

const zRate = z.object({
  percent: z.string().refine((text) => {
    const bps = bpsOf(text);
    return bps !== null && bps >= 0 && bps <= 9_900;
  }, 'settings.business.rateWrong'),
});

/** What the form holds while it is being filled; messages are keys of the catalogue. */
export const zBusinessValues = z
  .object({
    name: z.string().trim().min(1, 'form.required').max(200, 'form.tooLong'),
    legalName: z.string().trim().max(200, 'form.tooLong'),
    taxId: z.string().superRefine((text, context) => {
      const code = taxIdProblem(text);
      if (code) context.addIssue({ code: 'custom', message: `errors:${code.replace('/', '.')}` });
    }),
    kind: zBusinessKind,
    vat: z.enum(['payer', 'none']),
    rates: z.array(zRate).max(10),
    /** Basis points as text; '' = without VAT. */
    defaultRate: z.string(),
    /** In order: `uz,ru`. */
    languages: z.string(),
    secondFactorRequired: z.boolean(),
  })
  .superRefine(({ vat, rates }, context) => {
    if (vat === 'payer' && rates.length === 0)
      context.addIssue({ code: 'custom', path: ['vat'], message: 'errors:settings.vat-none' });
    const seen = new Set<number | null>();
    for (const [at, { percent }] of rates.entries()) {
      const bps = bpsOf(percent);
      if (seen.has(bps))
        context.addIssue({
          code: 'custom',
          path: ['rates', at, 'percent'],
          message: 'settings.business.rateTwice',
        });
      seen.add(bps);
    }
  });
export type BusinessValues = z.infer<typeof zBusinessValues>;

export function businessValuesOf(settings: BusinessSettings): BusinessValues {
  return {
    name: settings.name,
    legalName: settings.legalName ?? '',
    taxId: settings.taxId,
    kind: settings.kind,
    vat: settings.vatPayer ? 'payer' : 'none',
    rates: settings.vatRatesBps.map((bps) => ({ percent: percentOf(bps) })),
    defaultRate: settings.defaultVatRateBps === null ? '' : String(settings.defaultVatRateBps),
    languages: settings.languages.join(),
    secondFactorRequired: settings.secondFactorRequired,
  };
}

/** Checked values -> the contract's settings. A default that is no longer among the rates becomes "without VAT". */
export function businessSettingsOf(values: BusinessValues): BusinessSettings {
  const vatPayer = values.vat === 'payer';
  const vatRatesBps = values.rates.map(({ percent }) => bpsOf(percent) ?? 0);
  const wanted = values.defaultRate === '' ? null : Number(values.defaultRate);
  return {
    name: values.name,
    legalName: values.legalName === '' ? null : values.legalName,
    taxId: values.taxId,
    kind: values.kind,
    vatPayer,
    vatRatesBps,
    defaultVatRateBps: vatPayer && wanted !== null && vatRatesBps.includes(wanted) ? wanted : null,
    languages: values.languages.split(',') as BusinessSettings['languages'],
    secondFactorRequired: values.secondFactorRequired,
  };
}

const FIELDS: Readonly<Record<string, keyof BusinessValues>> = {
  vatRatesBps: 'vat',
  defaultVatRateBps: 'defaultRate',
  vatPayer: 'vat',
};

/** The server's path of a field -> the form's. */
export function businessField(path: string): keyof BusinessValues | null {
  const [, name = ''] = path.split('.');
  const field = FIELDS[name] ?? name;
  return field in zBusinessValues.shape ? (field as keyof BusinessValues) : null;
}

function taxIdProblem(text: string): string | null {
  try {
    parseTaxId(text);
    return null;
  } catch (error) {
    if (error instanceof DomainError) return error.code;
    throw error;
  }
}
