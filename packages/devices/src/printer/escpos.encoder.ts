import { createCanvas } from '@napi-rs/canvas';
import ReceiptPrinterEncoder from '@point-of-sale/receipt-printer-encoder';
import { createCodePageTest, toPlainForms } from './code-page.ts';
import { CELL_WIDTH, drawCells } from './paper-font.ts';
import type { PrintBlock } from './paper-text.ts';
import type { ReceiptDocument } from './receipt-document.ts';
import { layOutReceipt } from './receipt-layout.ts';
import type { ShiftReportDocument } from './shift-report-document.ts';
import { layOutShiftReport } from './shift-report-layout.ts';

export interface PrinterProfile {
  readonly paperMm: 58 | 80;
  /** Where cp866 sits in this printer (`ESC t n`): 17 on Epson and most others. */
  readonly codePageNumber?: number;
  /** `raster` draws every letter: for printers without Cyrillic. Slower, always right. */
  readonly letters?: 'code-page' | 'raster';
  readonly cut?: 'partial' | 'full';
  readonly feedLinesBeforeCut?: number;
}

const COLUMNS = { 58: 32, 80: 48 } as const;
/** 203 dpi. */
const DOTS_PER_MM = 8;
/** Required size of the fiscal code on paper. */
const QR_MIN_MM = 30;
/** Lines of drawn text, in dots; the image commands want multiples of 8. */
const DRAWN_LINE_DOTS = 32;

type TextBlock = Extract<PrintBlock, { kind: 'text' }>;
type OutputBlock = Exclude<PrintBlock, { kind: 'rule' }>;

type EncodeOptions = { readonly openDrawer?: boolean };

/** ESC/POS bytes of a receipt, cut at the end. */
export function encodeReceipt(
  document: ReceiptDocument,
  profile: PrinterProfile,
  options: EncodeOptions = {},
): Uint8Array {
  return encodePaper((columns) => layOutReceipt(document, columns), profile, options);
}

/** ESC/POS bytes of a Z, cut at the end. */
export function encodeShiftReport(document: ShiftReportDocument, profile: PrinterProfile): Uint8Array {
  return encodePaper((columns) => layOutShiftReport(document, columns), profile);
}

function encodePaper(
  layOut: (columns: number) => PrintBlock[],
  profile: PrinterProfile,
  options: EncodeOptions = {},
): Uint8Array {
  const columns = COLUMNS[profile.paperMm];
  const encoder = createEncoder(profile);
  const canWrite =
    profile.letters === 'raster' ? () => false : createCodePageTest(profile.codePageNumber ?? 17);
  if (options.openDrawer) encoder.pulse(0, 100, 500);

  // Neighbouring drawn lines go as one picture: printers stop for each.
  let drawn: TextBlock[] = [];
  const flushDrawn = () => {
    if (drawn.length > 0) drawLines(encoder, drawn, columns);
    drawn = [];
  };
  for (const block of layOut(columns).map((each) => ruleAsText(each, columns))) {
    if (block.kind === 'text' && !canWrite(toPlainForms(block.text))) {
      drawn.push(block);
      continue;
    }
    flushDrawn();
    writeBlock(encoder, block, columns);
  }
  flushDrawn();
  return encoder.cut(profile.cut ?? 'partial').encode();
}

/** The pulse that opens the drawer, without paper. */
export function encodeDrawerKick(profile: PrinterProfile): Uint8Array {
  return createEncoder(profile).pulse(0, 100, 500).encode();
}

function createEncoder(profile: PrinterProfile): ReceiptPrinterEncoder {
  return new ReceiptPrinterEncoder({
    columns: COLUMNS[profile.paperMm],
    language: 'esc-pos',
    codepageMapping: { cp866: profile.codePageNumber ?? 17 },
    newline: '\n',
    imageMode: 'raster',
    feedAfterBlock: false,
    feedBeforeCut: profile.feedLinesBeforeCut ?? 4,
  })
    .initialize()
    .codepage('cp866');
}

function writeBlock(encoder: ReceiptPrinterEncoder, block: OutputBlock, columns: number): void {
  switch (block.kind) {
    case 'gap':
      encoder.newline();
      return;
    case 'qr':
      encoder
        .align('center')
        .qrcode(block.data, { model: 2, size: qrModuleDots(block.data), errorlevel: 'm' })
        .align('left');
      return;
    case 'text':
      encoder
        .bold(block.bold)
        .size(block.size, block.size)
        .line(centered(toPlainForms(block.text), block, columns))
        .size(1, 1)
        .bold(false);
  }
}

function ruleAsText(block: PrintBlock, columns: number): OutputBlock {
  return block.kind === 'rule'
    ? { kind: 'text', text: '\u2500'.repeat(columns), bold: false, size: 1, center: false }
    : block;
}

/** By spaces, the same for written and drawn lines. */
function centered(text: string, block: TextBlock, columns: number): string {
  const room = Math.floor(columns / block.size) - text.length;
  return block.center && room > 0 ? ' '.repeat(Math.floor(room / 2)) + text : text;
}

function drawLines(encoder: ReceiptPrinterEncoder, lines: readonly TextBlock[], columns: number): void {
  const height = lines.reduce((sum, line) => sum + DRAWN_LINE_DOTS * line.size, 0);
  const canvas = createCanvas(columns * CELL_WIDTH, height);
  const context = canvas.getContext('2d');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.fillStyle = '#000';
  let y = 0;
  for (const line of lines) {
    const style = { bold: line.bold, widthTimes: line.size, heightTimes: line.size };
    drawCells(context, centered(line.text, line, columns), { x: 0, y: y + 4 * line.size }, style);
    y += DRAWN_LINE_DOTS * line.size;
  }
  const image = context.getImageData(0, 0, canvas.width, canvas.height);
  encoder.image(image, {
    width: canvas.width,
    height: canvas.height,
    algorithm: 'threshold',
    threshold: 160,
  });
}

/** Bytes a QR code of version 1, 2, ... holds at error level M. */
const QR_CAPACITY = [14, 26, 42, 62, 84, 106, 122, 152, 180, 213, 251, 287, 331, 362, 412];

/** Dots per module so that the code is at least 30 mm wide; 8 is the most the command knows. */
export function qrModuleDots(data: string): number {
  const version = QR_CAPACITY.findIndex((capacity) => data.length <= capacity) + 1 || QR_CAPACITY.length;
  const modules = 17 + 4 * version;
  return Math.min(8, Math.ceil((QR_MIN_MM * DOTS_PER_MM) / modules));
}
