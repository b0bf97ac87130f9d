import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';

/** One paper that came out of the printer, as somebody with eyes and a phone sees it. */
export interface Paper {
  readonly picture: Buffer;
  /** What the printer was told to write in its own letters; a line drawn as a picture reads `[image]`. */
  readonly text: string;
  readonly receiptNumber: number;
  readonly isCopy: boolean;
  readonly isCut: boolean;
  /** Read from the picture, not from what the printer was told. */
  readonly qrCodes: readonly string[];
  /** Share of black dots, in percent: a blank or a black paper is no receipt. */
  readonly inkPercent: number;
}

interface Printed {
  readonly png: string;
  readonly text: string;
  readonly cut: boolean;
}

/**
 * Every paper of a receipt so far, oldest first. `numberPattern` finds the receipt number in the text (a paper without one
 * is none of a receipt), `copyWord` marks a copy.
 */
export async function readPapers(
  printerUrl: string,
  numberPattern: RegExp,
  copyWord: string,
): Promise<Paper[]> {
  const papers: Paper[] = [];
  for (const { png, text, cut } of await readPrinted(printerUrl)) {
    if (!numberPattern.test(text)) continue;
    const picture = Buffer.from(await (await fetch(`${printerUrl}/receipts/${png}`)).arrayBuffer());
    papers.push({
      picture,
      text,
      receiptNumber: Number(numberPattern.exec(text)?.[1]),
      isCopy: text.includes(copyWord),
      isCut: cut,
      qrCodes: await qrCodesIn(picture),
      inkPercent: await inkPercentOf(picture),
    });
  }
  return papers;
}

/** The texts of all papers that hold this word, oldest first. */
export async function readPapersWith(printerUrl: string, word: string): Promise<string[]> {
  const printed = await readPrinted(printerUrl);
  return printed.map(({ text }) => text).filter((text) => text.includes(word));
}

async function readPrinted(printerUrl: string): Promise<Printed[]> {
  const answer = await fetch(`${printerUrl}/receipts`);
  return ((await answer.json()) as Printed[]).toReversed();
}

let prepared = false;

async function qrCodesIn(picture: Buffer): Promise<string[]> {
  if (!prepared) {
    const wasm = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm');
    prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(readFileSync(wasm)).buffer } });
    prepared = true;
  }
  const found = await readBarcodes(new Uint8Array(picture), { formats: ['QRCode'] });
  return found.map(({ text }) => text);
}

async function inkPercentOf(picture: Buffer): Promise<number> {
  const image = await loadImage(picture);
  const context = createCanvas(image.width, image.height).getContext('2d');
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, image.width, image.height);
  let dark = 0;
  for (let i = 0; i < data.length; i += 4) if (data[i]! < 128) dark++;
  return (dark * 100) / (data.length / 4);
}
