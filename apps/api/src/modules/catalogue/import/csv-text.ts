/**
 * The text of a CSV file as spreadsheets of this country write it: UTF-8 (with or without a mark), UTF-16 with a
 * mark, else windows-1251. Null: it is no text at all (a renamed XLSX, say).
 */
export function decodeCsv(bytes: Buffer): string | null {
  const text = utf16(bytes) ?? decode('utf-8', bytes) ?? decode('windows-1251', bytes);
  // Control characters other than tab and line ends do not occur in text.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  return text === null || /[\x00-\x08\x0b\x0c\x0e-\x1f]/.test(text) ? null : text;
}

function utf16(bytes: Buffer): string | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decode('utf-16le', bytes);
  return bytes[0] === 0xfe && bytes[1] === 0xff ? decode('utf-16be', bytes) : null;
}

function decode(encoding: string, bytes: Buffer): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** The separator that occurs most in the first line, outside quotes; `;` when none does. */
export function findDelimiter(text: string): ';' | ',' | '\t' {
  const end = text.search(/[\r\n]/);
  const head = (end === -1 ? text : text.slice(0, end)).replace(/"[^"]*"/g, '');
  const count = (separator: string) => head.split(separator).length - 1;
  const ranked = ([';', ',', '\t'] as const).toSorted((a, b) => count(b) - count(a));
  return ranked[0]!;
}
