/** Digits of an Uzbek number as typed -> `+998 90 123-45-67`, growing as one types. */
export function showPhone(typed: string): string {
  const all = typed.replace(/\D/g, '');
  // erasing into the prefix must not turn its rest into the person's digits
  if (typed.startsWith('+') && '998'.startsWith(all)) return '+998';
  const national = (all.startsWith('998') ? all.slice(3) : all).slice(0, 9);
  const subscriber = [national.slice(2, 5), national.slice(5, 7), national.slice(7, 9)];
  return ['+998', national.slice(0, 2), subscriber.filter((group) => group !== '').join('-')]
    .filter((group) => group !== '')
    .join(' ');
}

/** What is shown -> the wire form `+998901234567`. */
export function phoneToWire(shown: string): string {
  return shown.replace(/[^\d+]/g, '');
}
