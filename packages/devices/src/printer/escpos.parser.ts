/** What the bytes of a receipt ask a printer to do. */
export type EscPosCommand =
  | { readonly kind: 'initialize' }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'line-feed' }
  | { readonly kind: 'feed-lines'; readonly lines: number }
  | { readonly kind: 'bold'; readonly on: boolean }
  | { readonly kind: 'size'; readonly widthTimes: number; readonly heightTimes: number }
  | { readonly kind: 'align'; readonly align: 'left' | 'center' | 'right' }
  | { readonly kind: 'line-spacing'; readonly dots: number }
  | { readonly kind: 'image'; readonly image: DotImage; readonly inLine: boolean }
  | {
      readonly kind: 'qr';
      readonly data: string;
      readonly moduleDots: number;
      readonly level: 'L' | 'M' | 'Q' | 'H';
    }
  | { readonly kind: 'cut' }
  | { readonly kind: 'drawer' }
  | { readonly kind: 'status'; readonly what: number }
  | { readonly kind: 'ordered-status'; readonly what: number }
  | { readonly kind: 'unknown'; readonly bytes: string };

/** Row by row, a byte is eight dots, the left one highest; 1 = black. */
export interface DotImage {
  readonly widthBytes: number;
  readonly height: number;
  readonly bits: Uint8Array;
}

const ESC = 0x1b;
const GS = 0x1d;
const FS = 0x1c;
const DLE = 0x10;
const LF = 0x0a;
const CR = 0x0d;

const DEFAULT_LINE_SPACING_DOTS = 30;
/** `ESC t n` as on Epson; a page nobody uses here shows its upper half as "?". */
const DECODERS: Readonly<Record<number, string>> = { 17: 'ibm866', 46: 'windows-1251' };
const LEVELS = { 48: 'L', 49: 'M', 50: 'Q', 51: 'H' } as const;

/** Too few bytes yet: keep them and wait. */
const NEED_MORE = null;
type Step = { readonly length: number; readonly command?: EscPosCommand };

/** Reads ESC/POS as it arrives: commands may be cut anywhere between two chunks. */
export class EscPosParser {
  #rest: Uint8Array = new Uint8Array();
  #codePage = 0;
  #qr = { data: '', moduleDots: 3, level: 'L' as 'L' | 'M' | 'Q' | 'H' };

  push(chunk: Uint8Array): EscPosCommand[] {
    const bytes = Buffer.concat([this.#rest, chunk]);
    const commands: EscPosCommand[] = [];
    let at = 0;
    while (at < bytes.length) {
      const step = this.#step(bytes.subarray(at));
      if (step === NEED_MORE) break;
      if (step.command !== undefined) commands.push(step.command);
      at += step.length;
    }
    this.#rest = bytes.subarray(at);
    return commands;
  }

  #step(bytes: Uint8Array): Step | null {
    switch (bytes[0]) {
      case LF:
        return { length: 1, command: { kind: 'line-feed' } };
      case CR:
        return { length: 1 };
      case ESC:
        return this.#escape(bytes);
      case GS:
        return this.#group(bytes);
      case FS:
        return bytes.length < 2 ? NEED_MORE : { length: 2 };
      case DLE:
        if (bytes.length < 3) return NEED_MORE;
        return { length: 3, command: { kind: 'status', what: bytes[2] ?? 0 } };
      default:
        return this.#text(bytes);
    }
  }

  #text(bytes: Uint8Array): Step {
    let end = 0;
    while (end < bytes.length && (bytes[end] ?? 0) >= 0x20) end += 1;
    if (end === 0) return { length: 1, command: { kind: 'unknown', bytes: hex(bytes.subarray(0, 1)) } };
    return { length: end, command: { kind: 'text', text: decode(bytes.subarray(0, end), this.#codePage) } };
  }

  #escape(bytes: Uint8Array): Step | null {
    if (bytes.length < 2) return NEED_MORE;
    const name = String.fromCharCode(bytes[1] ?? 0);
    if (name === '@') {
      this.#codePage = 0;
      return { length: 2, command: { kind: 'initialize' } };
    }
    if (name === '2')
      return { length: 2, command: { kind: 'line-spacing', dots: DEFAULT_LINE_SPACING_DOTS } };
    if (name === '*') return columnImage(bytes);
    if (name === 'p') return bytes.length < 5 ? NEED_MORE : { length: 5, command: { kind: 'drawer' } };
    if (bytes.length < 3) return NEED_MORE;
    const value = bytes[2] ?? 0;
    const known = this.#escapeWithValue(name, value);
    return known === undefined
      ? { length: 3, command: { kind: 'unknown', bytes: hex(bytes.subarray(0, 3)) } }
      : { length: 3, ...(known === 'ignored' ? {} : { command: known }) };
  }

  #escapeWithValue(name: string, value: number): EscPosCommand | 'ignored' | undefined {
    switch (name) {
      case 't':
        this.#codePage = value;
        return 'ignored';
      // Font, underline, italic, upside down, rotation, character set: not drawn differently.
      case 'M':
      case '-':
      case '4':
      case '{':
      case 'V':
      case 'R':
        return 'ignored';
      case 'E':
      case 'G':
        return { kind: 'bold', on: (value & 1) === 1 };
      case 'a':
        return { kind: 'align', align: (['left', 'center', 'right'] as const)[value % 48] ?? 'left' };
      case '3':
        return { kind: 'line-spacing', dots: value };
      case 'd':
        return { kind: 'feed-lines', lines: value };
      default:
        return undefined;
    }
  }

  #group(bytes: Uint8Array): Step | null {
    if (bytes.length < 3) return NEED_MORE;
    const name = String.fromCharCode(bytes[1] ?? 0);
    const value = bytes[2] ?? 0;
    switch (name) {
      case '!':
        return {
          length: 3,
          command: { kind: 'size', widthTimes: (value >> 4) + 1, heightTimes: (value & 0x0f) + 1 },
        };
      case 'B':
        return { length: 3 };
      case 'P':
        return bytes.length < 4 ? NEED_MORE : { length: 4 };
      case 'r':
        return { length: 3, command: { kind: 'ordered-status', what: value } };
      case 'V': {
        // Functions B and up carry one more byte: how far to feed first.
        const length = value === 0 || value === 1 || value === 48 || value === 49 ? 3 : 4;
        return bytes.length < length ? NEED_MORE : { length, command: { kind: 'cut' } };
      }
      case 'v':
        return rasterImage(bytes);
      case '(':
        return this.#extended(bytes);
      default:
        return { length: 3, command: { kind: 'unknown', bytes: hex(bytes.subarray(0, 3)) } };
    }
  }

  /** `GS ( k pL pH 49 fn ...`: the QR code is described piece by piece, then printed. */
  #extended(bytes: Uint8Array): Step | null {
    if (bytes.length < 5) return NEED_MORE;
    const length = 5 + word(bytes, 3);
    if (bytes.length < length) return NEED_MORE;
    const isQr = bytes[2] === 0x6b && bytes[5] === 0x31;
    if (!isQr) return { length, command: { kind: 'unknown', bytes: hex(bytes.subarray(0, 7)) } };
    const value = bytes[7] ?? 0;
    switch (bytes[6]) {
      case 0x43:
        this.#qr.moduleDots = value;
        return { length };
      case 0x45:
        this.#qr.level = LEVELS[value as keyof typeof LEVELS] ?? 'L';
        return { length };
      case 0x50:
        this.#qr.data = Buffer.from(bytes.subarray(8, length)).toString('latin1');
        return { length };
      case 0x51:
        return { length, command: { kind: 'qr', ...this.#qr } };
      default:
        return { length };
    }
  }
}

const word = (bytes: Uint8Array, at: number): number => (bytes[at] ?? 0) + (bytes[at + 1] ?? 0) * 256;
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

function decode(bytes: Uint8Array, codePage: number): string {
  const label = DECODERS[codePage];
  if (label !== undefined) return new TextDecoder(label).decode(bytes);
  return Array.from(bytes, (byte) => (byte < 0x80 ? String.fromCharCode(byte) : '?')).join('');
}

/** `GS v 0 m xL xH yL yH d...` */
function rasterImage(bytes: Uint8Array): Step | null {
  if (bytes.length < 8) return NEED_MORE;
  const widthBytes = word(bytes, 4);
  const height = word(bytes, 6);
  const length = 8 + widthBytes * height;
  if (bytes.length < length) return NEED_MORE;
  const bits = Uint8Array.from(bytes.subarray(8, length));
  return { length, command: { kind: 'image', image: { widthBytes, height, bits }, inLine: false } };
}

/** `ESC * m nL nH d...`: columns of 8 or 24 dots, turned into rows. */
function columnImage(bytes: Uint8Array): Step | null {
  if (bytes.length < 5) return NEED_MORE;
  const bytesPerColumn = (bytes[2] ?? 0) >= 32 ? 3 : 1;
  const width = word(bytes, 3);
  const length = 5 + width * bytesPerColumn;
  if (bytes.length < length) return NEED_MORE;
  const widthBytes = Math.ceil(width / 8);
  const height = bytesPerColumn * 8;
  const bits = new Uint8Array(widthBytes * height);
  for (let x = 0; x < width; x += 1) {
    for (let y = 0; y < height; y += 1) {
      const column = bytes[5 + x * bytesPerColumn + (y >> 3)] ?? 0;
      if ((column >> (7 - (y & 7))) & 1) {
        const at = y * widthBytes + (x >> 3);
        bits[at] = (bits[at] ?? 0) | (0x80 >> (x & 7));
      }
    }
  }
  return { length, command: { kind: 'image', image: { widthBytes, height, bits }, inLine: true } };
}
