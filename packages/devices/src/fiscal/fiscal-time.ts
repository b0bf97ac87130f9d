const DASHED = /^(\d{4})-(\d{2})-(\d{2})[ T](\d{2}):(\d{2}):(\d{2})/;
const PLAIN = /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})$/;

/** `YYYY-MM-DD HH:MM:SS` as the service wants it, in the module's fixed offset (Tashkent: 300, no summer time). */
export function toDeviceTime(timeMs: number, utcOffsetMinutes: number): string {
  return new Date(timeMs + utcOffsetMinutes * 60_000).toISOString().slice(0, 19).replace('T', ' ');
}

/** `YYYY-MM-DD` in the module's offset; such days compare as text. */
export const toDeviceDay = (timeMs: number, utcOffsetMinutes: number): string =>
  toDeviceTime(timeMs, utcOffsetMinutes).slice(0, 10);

/** Either form the service uses, to ms; null = not a time. */
export function parseDeviceTime(text: string, utcOffsetMinutes: number): number | null {
  const match = DASHED.exec(text) ?? PLAIN.exec(text);
  if (match === null) return null;
  const [year, month, day, hour, minute, second] = match.slice(1).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const ms = Date.UTC(year, month - 1, day, hour, minute, second);
  const roundTrip = new Date(ms);
  if (roundTrip.getUTCMonth() !== month - 1 || roundTrip.getUTCDate() !== day || hour > 23) return null;
  return ms - utcOffsetMinutes * 60_000;
}

/** 14 digits, as in the QR code and the fiscal mark. */
export const toFourteenDigits = (deviceTime: string): string => deviceTime.replace(/\D/g, '').slice(0, 14);
