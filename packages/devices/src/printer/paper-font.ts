import { createRequire } from 'node:module';
import { GlobalFonts, type SKRSContext2D } from '@napi-rs/canvas';

const FAMILY = 'Receipt Mono';
/** A letter of font A of a 203 dpi printer, in dots. */
export const CELL_WIDTH = 12;
export const CELL_HEIGHT = 24;

let registered = false;

/** The font comes with the program: a till has whatever fonts its system has, often none with Қ Ғ Ҳ. */
function registerFonts(): void {
  if (registered) return;
  const require = createRequire(import.meta.url);
  GlobalFonts.registerFromPath(require.resolve('dejavu-fonts-ttf/ttf/DejaVuSansMono.ttf'), FAMILY);
  GlobalFonts.registerFromPath(require.resolve('dejavu-fonts-ttf/ttf/DejaVuSansMono-Bold.ttf'), FAMILY);
  registered = true;
}

export interface CellStyle {
  readonly bold: boolean;
  readonly widthTimes: number;
  readonly heightTimes: number;
}

/** Draws text one letter a cell, so that columns stand under each other as the printer's own letters do. */
export function drawCells(
  context: SKRSContext2D,
  text: string,
  at: { readonly x: number; readonly y: number },
  style: CellStyle,
): void {
  registerFonts();
  context.save();
  context.translate(at.x, at.y);
  context.scale(style.widthTimes, style.heightTimes);
  context.font = `${style.bold ? 'bold ' : ''}20px "${FAMILY}"`;
  context.textBaseline = 'alphabetic';
  Array.from(text).forEach((letter, index) => {
    context.fillText(letter, index * CELL_WIDTH, 19);
  });
  context.restore();
}
