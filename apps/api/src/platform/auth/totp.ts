import { generateSecret, generateURI, verifySync } from 'otplib';

const ISSUER = 'JOWi Shop';
const STEP_SECONDS = 30;

/** RFC 6238 as every authenticator application does it: SHA-1, six digits, thirty seconds. Base32 of 160 random bits. */
export function newTotpSecret(): string {
  return generateSecret({ length: 20 });
}

/** What the QR code says. `account` is shown in the application beside the code. */
export function totpUri(secret: string, account: string): string {
  return generateURI({ issuer: ISSUER, label: account, secret });
}

/**
 * The time step this code belongs to: now, the one before or the one after, for clocks that are a little off; null when
 * it belongs to none of them. Whether that step was used already is for the caller to know.
 */
export function findTotpStep(secret: string, code: string, nowMs: number): number | null {
  if (!/^\d{6}$/.test(code)) return null;
  const result = verifySync({
    secret,
    token: code,
    epoch: Math.floor(nowMs / 1000),
    // Steps, not seconds: a code of the neighbouring step is good however far into this one we are.
    epochTolerance: STEP_SECONDS,
  });
  return result.valid && 'timeStep' in result ? result.timeStep : null;
}
