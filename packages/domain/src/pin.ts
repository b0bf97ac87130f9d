/** A PIN people type at a till: four to six digits. */
export const PIN_PATTERN = /^\d{4,6}$/;

/** What an onlooker or a colleague would try first: 1111, 1234, 1212, 2580, a year of birth. */
export function isWeakPin(pin: string): boolean {
  const digits = [...pin].map(Number);
  const steps = digits.slice(1).map((digit, i) => digit - digits[i]!);
  const isStraight = steps.every((step) => step === steps[0]) && Math.abs(steps[0] ?? 0) <= 1;
  const isRepeated = pin.length % 2 === 0 && /^(\d\d)\1+$/.test(pin);
  const isMirrorOfTwo = pin.length === 6 && /^(\d{3})\1$/.test(pin);
  const isPaired = /^(?:(\d)\1)(?:(\d)\2)+$/.test(pin);
  const isYear = /^(19[3-9]\d|20[0-4]\d)$/.test(pin);
  return isStraight || isRepeated || isMirrorOfTwo || isPaired || isYear || MIDDLE_COLUMN.has(pin);
}

/** Down and up the middle of a keypad. */
const MIDDLE_COLUMN = new Set(['2580', '0852']);
