import { tiyin } from '@jowi/domain/money';
import { describe, expect, it } from 'vitest';
import { shiftReportDocument } from './shift-report.fixture.ts';
import type { ShiftReportDocument } from './shift-report-document.ts';
import { layOutShiftReport } from './shift-report-layout.ts';

function linesOf(document: ShiftReportDocument, columns = 48): string[] {
  return layOutShiftReport(document, columns).flatMap((block) =>
    block.kind === 'text' ? [block.text.replaceAll(/\s+/g, ' ').trim()] : [],
  );
}

describe('a Z on paper', () => {
  it.each([
    ['ru', 48],
    ['ru', 32],
    ['uz', 48],
    ['uz', 32],
  ] as const)('%s on %i columns never runs over the edge', (language, columns) => {
    const huge = tiyin(999_999_999_999_999n);
    const change = { salesTiyin: huge, countedTiyin: huge, closedBy: 'A'.repeat(90) };
    for (const block of layOutShiftReport(shiftReportDocument(language, change), columns)) {
      if (block.kind === 'text') expect(block.text.length * block.size).toBeLessThanOrEqual(columns);
    }
  });

  it('holds the figures the money is filed with, and the word of the server', () => {
    const page = linesOf(shiftReportDocument('ru')).join('\n');
    for (const part of [
      'Z-ОТЧЁТ',
      'Смена 12',
      'Номера 1201 - 1343',
      'Продажи 8 412 300,00',
      'Должно быть в кассе 8 612 300,00',
      'Не хватает 12 300,00',
      'На сервере 143 из 143 чеков',
      'Конец журнала 7f3a91c2',
    ]) {
      expect(page.replaceAll('\u202f', ' ')).toContain(part);
    }
    expect(page).not.toContain('расходятся');
  });

  it('says so when the drawer is right, has too much, or the server has not answered', () => {
    const even = shiftReportDocument('uz', { discrepancyTiyin: tiyin(0), statement: null });
    expect(linesOf(even)).toContain('Kassa toʻgʻri');
    expect(linesOf(even)).toContain('SERVER HALI TASDIQLAMADI');
    expect(linesOf(shiftReportDocument('ru', { discrepancyTiyin: tiyin(500) })).join()).toContain(
      'Лишнее 5,00',
    );
  });

  it('says so when both sides differ', () => {
    const statement = {
      ...{ receiptsHeld: 141, receiptsClaimed: 143, headShort: '7f3a91c2', atMs: 0 },
      agrees: false,
    };
    const page = linesOf(shiftReportDocument('ru', { statement })).join(' ');
    expect(page).toContain('На сервере 141 из 143 чеков');
    expect(page).toContain('расходятся');
  });

  it('is a copy when it was printed before, and has no numbers when nothing was sold', () => {
    const lines = linesOf(shiftReportDocument('ru', { copy: true, receiptCount: 0, receiptNumbers: null }));
    expect(lines[0]).toBe('КОПИЯ');
    expect(lines.some((line) => line.startsWith('Номера'))).toBe(false);
  });
});
