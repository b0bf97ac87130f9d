/** What a person typed -> `DD.MM.YYYY`, growing as one types: dots come by themselves. */
export function showDateText(typed: string): string {
  const digits = typed.replace(/\D/g, '').slice(0, 8);
  return [digits.slice(0, 2), digits.slice(2, 4), digits.slice(4)].filter((part) => part !== '').join('.');
}

/** `23.11.2026` -> `2026-11-23`; '' for an empty field; null for what is not a day of the calendar (yet). */
export function parseDateText(shown: string): string | null {
  if (shown === '') return '';
  const match = /^(\d{2})\.(\d{2})\.(\d{4})$/.exec(shown);
  if (!match) return null;
  const iso = `${match[3]}-${match[2]}-${match[1]}`;
  const at = new Date(`${iso}T00:00:00Z`);
  return Number.isNaN(at.getTime()) || at.toISOString().slice(0, 10) !== iso ? null : iso;
}

/** `2026-11-23` -> `23.11.2026`. */
export function dateTextOf(iso: string): string {
  return iso.split('-').reverse().join('.');
}
