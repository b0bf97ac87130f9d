import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { beforeAll, describe, expect, it } from 'vitest';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import { createCodePageTest, toPlainForms } from './code-page.ts';
import { encodeDrawerKick, encodeReceipt, type PrinterProfile, qrModuleDots } from './escpos.encoder.ts';
import { type EscPosCommand, EscPosParser } from './escpos.parser.ts';
import { MARK, receiptDocument } from './receipt.fixture.ts';
import type { ReceiptDocument } from './receipt-document.ts';
import { ReceiptPaper } from './receipt-paper.ts';

function print(document: ReceiptDocument, profile: PrinterProfile, options = {}) {
  const commands = new EscPosParser().push(encodeReceipt(document, profile, options));
  const paper = new ReceiptPaper(profile.paperMm);
  for (const command of commands) paper.apply(command);
  return { paper, commands };
}

beforeAll(() => {
  const wasm = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm');
  prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(readFileSync(wasm)).buffer } });
});

const unknownOnes = (commands: EscPosCommand[]) => commands.filter(({ kind }) => kind === 'unknown');

describe('a receipt on paper', () => {
  it.each([
    ['ru', 58],
    ['ru', 80],
    ['uz', 58],
    ['uz', 80],
  ] as const)('%s on %i mm: readable, with the fiscal code', async (language, paperMm) => {
    const { paper, commands } = print(receiptDocument(language), { paperMm });
    expect(unknownOnes(commands)).toEqual([]);
    expect(commands.at(-2)).toEqual({ kind: 'cut' });
    expect(paper.text.replaceAll(MARK.qrUrl, '')).not.toContain('?');
    expect(paper.qrCodes).toEqual([MARK.qrUrl]);
    const found = await readBarcodes(new Uint8Array(paper.draw().toBuffer('image/png')), {
      formats: ['QRCode'],
    });
    expect(found.map(({ text }) => text)).toEqual([MARK.qrUrl]);
  });

  it('writes with the letters of the printer where it has them, and draws the line where it has not', () => {
    const { paper } = print(receiptDocument('uz'), { paperMm: 80 });
    expect(paper.text).toContain("Amir Temur shoh ko'chasi");
    expect(paper.text).toContain('QQS 12 %');
    // "4. Қутадғу билиг китоби": one line, drawn.
    expect(paper.text.match(/\[image\]/g)).toHaveLength(1);
    expect(paper.text).not.toContain('билиг');
    const ink = paper.images[0]?.bits.filter((byte) => byte !== 0).length ?? 0;
    expect(ink).toBeGreaterThan(200);
  });

  it('draws the letters that are meant, never a question mark for them', () => {
    const [line] = receiptDocument('ru').lines;
    if (line === undefined) throw new Error('the fixture has lines');
    const dots = (name: string) => {
      const document = receiptDocument('ru', { lines: [{ ...line, name }] });
      const { paper } = print(document, { paperMm: 80, letters: 'raster' });
      expect(paper.text.replace(/\[QR .*\]|\[image\]|\s/g, '')).toBe('');
      return Buffer.concat(paper.images.map(({ bits }) => bits)).toString('base64');
    };
    expect(dots('Қатиқ')).toBe(dots('Қатиқ'));
    expect(new Set(['Қатиқ', 'Катик', '?ати?', 'қатиқ', 'Oʻrik', 'Orik', 'O?rik'].map(dots)).size).toBe(7);
  });

  it('prints the shop’s own lines, those it has no letters for as a picture', () => {
    const change = { header: ['Xush kelibsiz, oʻzimizniki!'], footer: ['Ҳаёт гўзал', 'Спасибо!'] };
    const { paper, commands } = print(receiptDocument('ru', change), { paperMm: 58 });
    expect(unknownOnes(commands)).toEqual([]);
    expect(paper.text.split('\n')[0]?.trim()).toBe("Xush kelibsiz, o'zimizniki!");
    expect(paper.text).toMatch(/\[image\]\s*Спасибо!$/);
    expect(paper.text).not.toContain('гўзал');
  });

  it('opens the drawer only when asked', () => {
    const kicks = (options: object) =>
      print(receiptDocument('ru'), { paperMm: 80 }, options).commands.filter(({ kind }) => kind === 'drawer');
    expect(kicks({})).toHaveLength(0);
    expect(kicks({ openDrawer: true })).toHaveLength(1);
    expect(new EscPosParser().push(encodeDrawerKick({ paperMm: 58 }))).toContainEqual({ kind: 'drawer' });
  });

  it('makes the code at least 30 mm wide', () => {
    for (const length of [20, 82, 84, 85, 106, 107]) {
      const data = 'x'.repeat(length);
      const paper = new ReceiptPaper(58);
      paper.apply({ kind: 'qr', data, moduleDots: qrModuleDots(data), level: 'M' });
      const version = [14, 26, 42, 62, 84, 106, 122].findIndex((capacity) => length <= capacity) + 1;
      expect((17 + 4 * version) * qrModuleDots(data)).toBeGreaterThanOrEqual(length < 27 ? 200 : 240);
    }
    expect(qrModuleDots(MARK.qrUrl)).toBe(7);
  });
});

describe('the code page', () => {
  const canWrite = createCodePageTest(17);

  it.each(['Ёлка № 5', 'Ўрик ў', "ko'cha?", '──'])('has %s', (text) => expect(canWrite(text)).toBe(true));
  it.each(['Қ', 'ғ', 'Ҳ', 'ʻ', 'ö', '«'])('lacks %s', (text) => expect(canWrite(text)).toBe(false));

  it('typographic marks have a plain form, letters have none', () => {
    expect(toPlainForms('Oʻzbek «gʻisht» — 1\u202f000 × 2…')).toBe('O\'zbek "g\'isht" - 1 000 x 2...');
    expect(toPlainForms('Қатиқ')).toBe('Қатиқ');
  });
});

describe('the parser', () => {
  it('reads the same from any chunks', () => {
    const bytes = encodeReceipt(receiptDocument('ru'), { paperMm: 58 });
    const whole = print(receiptDocument('ru'), { paperMm: 58 }).paper;
    for (const size of [1, 7, 1000]) {
      const parser = new EscPosParser();
      const paper = new ReceiptPaper(58);
      for (let at = 0; at < bytes.length; at += size) {
        for (const command of parser.push(bytes.subarray(at, at + size))) paper.apply(command);
      }
      expect(paper.text).toBe(whole.text);
      expect(paper.images).toEqual(whole.images);
    }
  });

  it('turns column images into rows', () => {
    const [command] = new EscPosParser().push(Uint8Array.of(0x1b, 0x2a, 33, 2, 0, 0x80, 0, 0, 0, 0, 0x01));
    expect(command).toMatchObject({ kind: 'image', inLine: true });
    if (command?.kind !== 'image') return;
    expect(command.image.bits[0]).toBe(0x80);
    expect(command.image.bits[23]).toBe(0x40);
  });
});
