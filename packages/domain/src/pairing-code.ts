/** What a pairing code is made of: eight capital letters and digits. */
export const PAIRING_CODE_LENGTH = 8;

const QR_PREFIX = 'JOWI-PAIR:';

/** What the square beside a pairing code says: capitals and digits only, so that any scanner types it right. */
export function pairingQrText(code: string): string {
  return `${QR_PREFIX}${code}`;
}

/** As much of a pairing code as there is in what was typed, pasted or scanned; at most eight letters and digits. */
export function readPairingCode(text: string): string {
  const upper = text.normalize('NFKC').toUpperCase();
  const at = upper.indexOf(QR_PREFIX);
  const code = at < 0 ? upper : upper.slice(at + QR_PREFIX.length);
  return code.replace(/[^A-Z0-9]/g, '').slice(0, PAIRING_CODE_LENGTH);
}
