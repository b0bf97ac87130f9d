import { resolve } from 'node:path';
import { z } from 'zod';

const zPort = z.coerce.number().int().min(0).max(65_535);

const zEnv = z.object({
  TILL_PORT: zPort.default(4100),
  TILL_DATA: z.string().min(1).optional(),
  TILL_DATA_DIR: z.string().min(1).optional(),
  API_URL: z.url({ protocol: /^https?$/ }).default('http://127.0.0.1:4000'),
  FISCAL_URL: z.url({ protocol: /^https?$/ }).default('http://127.0.0.1:3448/rpc/api'),
  /** Empty = ask the service which modules it has and take the only one. */
  FISCAL_FACTORY_ID: z.string().max(64).default(''),
  PRINTER_HOST: z.string().min(1).max(253).default('127.0.0.1'),
  PRINTER_PORT: zPort.default(9100),
  TILL_PAIRING_CODE: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^[A-Z0-9]{8}$/)
    .optional(),
});

export type HostSettings = {
  port: number;
  dataDir: string;
  apiUrl: string;
  fiscalUrl: string;
  fiscalFactoryId: string;
  printerHost: string;
  printerPort: number;
  /** Pairs by itself at the first start. */
  pairingCode: string | null;
};

/** Reads the environment. Throws one readable line naming every bad setting. */
export function readHostSettings(env: Readonly<Record<string, string | undefined>>): HostSettings {
  const present = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = zEnv.safeParse(present);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new Error(`Bad settings of the till: ${lines.join('; ')}`);
  }
  const values = parsed.data;
  return {
    port: values.TILL_PORT,
    dataDir: resolve(values.TILL_DATA ?? values.TILL_DATA_DIR ?? '.data/till'),
    apiUrl: values.API_URL.replace(/\/+$/, ''),
    fiscalUrl: values.FISCAL_URL,
    fiscalFactoryId: values.FISCAL_FACTORY_ID,
    printerHost: values.PRINTER_HOST,
    printerPort: values.PRINTER_PORT,
    pairingCode: values.TILL_PAIRING_CODE ?? null,
  };
}
