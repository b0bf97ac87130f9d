import { type Canvas, createCanvas, type SKRSContext2D } from '@napi-rs/canvas';
import bwipjs from 'bwip-js/node';
import type { DotImage, EscPosCommand } from './escpos.parser.ts';
import { CELL_HEIGHT, CELL_WIDTH, drawCells } from './paper-font.ts';

const PAPER = {
  58: { printableDots: 384, marginDots: 40 },
  80: { printableDots: 576, marginDots: 32 },
} as const;
const PAPER_COLOUR = '#fdfdfa';
const INK = '#16161a';
const TOP_DOTS = 32;
const DEFAULT_LINE_SPACING_DOTS = 30;

interface Style {
  bold: boolean;
  widthTimes: number;
  heightTimes: number;
}
type Segment = (Style & { readonly text: string }) | { readonly image: DotImage };
interface Strip {
  readonly heightDots: number;
  readonly draw: (context: SKRSContext2D, left: number, top: number) => void;
}

/** A piece of paper in the making: takes commands in order, becomes a picture at the cut. */
export class ReceiptPaper {
  readonly #printable: number;
  readonly #margin: number;
  #strips: Strip[] = [];
  #line: Segment[] = [];
  #style: Style = { bold: false, widthTimes: 1, heightTimes: 1 };
  #align: 'left' | 'center' | 'right' = 'left';
  #lineSpacing = DEFAULT_LINE_SPACING_DOTS;
  readonly #text: string[] = [];
  readonly #qrCodes: string[] = [];
  readonly #images: DotImage[] = [];

  constructor(paperMm: 58 | 80) {
    this.#printable = PAPER[paperMm].printableDots;
    this.#margin = PAPER[paperMm].marginDots;
  }

  get isBlank(): boolean {
    return (
      this.#text.every((line) => line.trim() === '') &&
      this.#images.length === 0 &&
      this.#qrCodes.length === 0
    );
  }

  /** What was written with the printer's own letters; drawn lines read `[image]`. */
  get text(): string {
    return this.#text.join('\n').trimEnd();
  }

  get qrCodes(): readonly string[] {
    return this.#qrCodes;
  }

  get images(): readonly DotImage[] {
    return this.#images;
  }

  apply(command: EscPosCommand): void {
    switch (command.kind) {
      case 'initialize':
        this.#style = { bold: false, widthTimes: 1, heightTimes: 1 };
        this.#align = 'left';
        this.#lineSpacing = DEFAULT_LINE_SPACING_DOTS;
        return;
      case 'text':
        this.#write(command.text);
        return;
      case 'line-feed':
        this.#endLine();
        return;
      case 'feed-lines':
        this.#endLine();
        this.#strips.push({ heightDots: this.#lineSpacing * Math.max(0, command.lines - 1), draw: () => {} });
        return;
      case 'bold':
        this.#style.bold = command.on;
        return;
      case 'size':
        this.#style = { ...this.#style, widthTimes: command.widthTimes, heightTimes: command.heightTimes };
        return;
      case 'align':
        this.#align = command.align;
        return;
      case 'line-spacing':
        this.#lineSpacing = command.dots;
        return;
      case 'image':
        this.#images.push(command.image);
        if (command.inLine) this.#line.push({ image: command.image });
        else this.#addImage(command.image);
        return;
      case 'qr':
        this.#addQr(command.data, command.moduleDots, command.level);
        return;
      default:
        return;
    }
  }

  /** The finished piece as a picture, 8 dots a millimetre. */
  draw(): Canvas {
    if (this.#line.length > 0) this.#endLine();
    const height = this.#strips.reduce((sum, strip) => sum + strip.heightDots, 2 * TOP_DOTS);
    const canvas = createCanvas(this.#printable + 2 * this.#margin, height);
    const context = canvas.getContext('2d');
    context.fillStyle = PAPER_COLOUR;
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.fillStyle = INK;
    let top = TOP_DOTS;
    for (const strip of this.#strips) {
      strip.draw(context, this.#margin, top);
      top += strip.heightDots;
    }
    return canvas;
  }

  /** A printer starts a new line by itself when the letters no longer fit. */
  #write(text: string): void {
    let part = '';
    const style = { ...this.#style };
    let room = this.#printable - this.#lineWidth();
    for (const letter of text) {
      if (room < CELL_WIDTH * style.widthTimes) {
        this.#line.push({ ...style, text: part });
        this.#endLine();
        part = '';
        room = this.#printable;
      }
      part += letter;
      room -= CELL_WIDTH * style.widthTimes;
    }
    if (part !== '') this.#line.push({ ...style, text: part });
  }

  #lineWidth(): number {
    return this.#line.reduce((sum, segment) => sum + segmentWidth(segment), 0);
  }

  #endLine(): void {
    const segments = this.#line;
    const width = this.#lineWidth();
    const tallest = Math.max(0, ...segments.map(segmentHeight));
    const left = this.#left(width);
    this.#strips.push({
      heightDots: Math.max(this.#lineSpacing, tallest),
      draw: (context, marginLeft, top) => {
        let x = marginLeft + left;
        for (const segment of segments) {
          const y = top + tallest - segmentHeight(segment);
          if ('image' in segment) drawDots(context, segment.image, x, y);
          else drawCells(context, segment.text, { x, y }, segment);
          x += segmentWidth(segment);
        }
      },
    });
    this.#text.push(segments.map((segment) => ('text' in segment ? segment.text : '[image]')).join(''));
    this.#line = [];
  }

  #left(width: number): number {
    const room = Math.max(0, this.#printable - width);
    if (this.#align === 'left') return 0;
    return this.#align === 'right' ? room : Math.floor(room / 2);
  }

  #addImage(image: DotImage): void {
    const left = this.#left(image.widthBytes * 8);
    this.#strips.push({
      heightDots: image.height,
      draw: (context, marginLeft, top) => drawDots(context, image, marginLeft + left, top),
    });
    this.#text.push('[image]');
  }

  #addQr(data: string, moduleDots: number, level: string): void {
    const code = bwipjs.raw({ bcid: 'qrcode', text: data, eclevel: level } as Parameters<
      typeof bwipjs.raw
    >[0])[0];
    if (code === undefined || !('pixs' in code)) throw new Error('A QR code without dots');
    const { pixs, pixx: modules } = code;
    const left = this.#left(modules * moduleDots);
    this.#qrCodes.push(data);
    this.#text.push(`[QR ${data}]`);
    this.#strips.push({
      heightDots: modules * moduleDots + 8,
      draw: (context, marginLeft, top) => {
        pixs.forEach((black, index) => {
          if (black !== 1) return;
          const x = marginLeft + left + (index % modules) * moduleDots;
          context.fillRect(x, top + Math.floor(index / modules) * moduleDots, moduleDots, moduleDots);
        });
      },
    });
  }
}

const segmentWidth = (segment: Segment): number =>
  'image' in segment
    ? segment.image.widthBytes * 8
    : Array.from(segment.text).length * CELL_WIDTH * segment.widthTimes;
const segmentHeight = (segment: Segment): number =>
  'image' in segment ? segment.image.height : CELL_HEIGHT * segment.heightTimes;

function drawDots(context: SKRSContext2D, image: DotImage, left: number, top: number): void {
  for (let y = 0; y < image.height; y += 1) {
    for (let x = 0; x < image.widthBytes * 8; x += 1) {
      const byte = image.bits[y * image.widthBytes + (x >> 3)] ?? 0;
      if ((byte >> (7 - (x & 7))) & 1) context.fillRect(left + x, top + y, 1, 1);
    }
  }
}
