import { scryptSync } from 'node:crypto';
import { AuditKeys } from '../../src/platform/audit/audit-keys.ts';
import { ServerKey } from '../../src/platform/signing/server-key.ts';

export const AUDIT_KEYS = new AuditKeys(['the audit secret of every simulation']);
export const SERVER_KEY = new ServerKey(['the signing secret of every simulation']);

/** The store of every business of a simulation, apart from its name. */
export const STORE_PLACE = { address: 'Toshkent, Navoiy 1', latitude: 41.31, longitude: 69.24 } as const;
export const PRICING_POLICY = {
  vatPer: 'line',
  vatRounding: 'half-up',
  lineRounding: 'half-up',
  cashRoundingTiyin: '0',
} as const;

const PIN_SALT = Buffer.alloc(16, 7);
const hashes = new Map<string, string>();

/** Made once a process: scrypt is meant to be slow. */
export function pinOf(pin: string): { pinSalt: string; pinHash: string } {
  let pinHash = hashes.get(pin);
  if (pinHash === undefined) {
    pinHash = scryptSync(pin, PIN_SALT, 32, { N: 16_384, r: 8, p: 1 }).toString('base64url');
    hashes.set(pin, pinHash);
  }
  return { pinSalt: PIN_SALT.toString('base64url'), pinHash };
}
