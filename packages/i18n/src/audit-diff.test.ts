import {
  AUDIT_ACTIONS,
  AUDIT_ACTORS,
  AUDIT_DAMAGE,
  AUDIT_GROUPS,
  AUDIT_SUBJECTS,
} from '@jowi/contracts/audit';
import { describe, expect, it } from 'vitest';
import { auditActionText, auditDiff, auditPlaceText } from './audit-diff.ts';
import { loadCatalogue } from './catalogues.ts';

const words = { ru: await loadCatalogue('ru', 'audit'), uz: await loadCatalogue('uz', 'audit') };
const permissions = await loadCatalogue('ru', 'permissions');

describe('the words of the audit log', () => {
  it.each(['ru', 'uz'] as const)('has words for everything in %s', (language) => {
    for (const action of AUDIT_ACTIONS) {
      expect(auditActionText(words[language], action), action).not.toBe(action);
      expect(AUDIT_GROUPS).toContain(action.split('/')[0]);
    }
    const places = {
      group: AUDIT_GROUPS,
      actor: AUDIT_ACTORS,
      subject: AUDIT_SUBJECTS,
      damage: AUDIT_DAMAGE,
    };
    for (const [place, keys] of Object.entries(places))
      for (const key of keys)
        expect(auditPlaceText(words[language], place as 'group', key), `${place} ${key}`).not.toBe(key);
  });

  it('leaves an action of a newer version as it is', () => {
    expect(auditActionText(words.ru, 'moon/land')).toBe('moon/land');
    expect(auditActionText(words.ru, '__proto__/toString')).toBe('__proto__/toString');
  });
});

describe('auditDiff', () => {
  const diff = (before: object | null, after: object | null, language: 'ru' | 'uz' = 'ru') =>
    auditDiff({ before: before as never, after: after as never }, { audit: words[language], language });

  it('writes money, percent and yes or no as people do', () => {
    expect(
      diff(
        { priceTiyin: '1250000', vatRateBps: 1200, archived: false },
        { priceTiyin: '1300050', vatRateBps: null, archived: true },
      ),
    ).toEqual([
      { label: 'Цена', before: '12\u202f500\u00a0сум', after: '13\u202f000,50\u00a0сум' },
      { label: 'НДС', before: '12\u00a0%', after: 'без НДС' },
      { label: 'Снят с продажи', before: 'нет', after: 'да' },
    ]);
  });

  it('opens objects into fields, and names in two languages into one', () => {
    expect(
      diff(
        { name: { ru: 'Чай', uz: 'Choy' }, limits: { discountBps: 1000, refundTiyin: null } },
        { name: { ru: 'Кофе', uz: 'Qahva' }, limits: { discountBps: 500, refundTiyin: '100' } },
        'uz',
      ),
    ).toEqual([
      { label: 'Nomi', before: 'Чай / Choy', after: 'Кофе / Qahva' },
      { label: 'Chegaralar, Chegirma chegarasi', before: '10\u00a0%', after: '5\u00a0%' },
      { label: 'Chegaralar, Qaytarish chegarasi', before: 'chegarasiz', after: '1\u00a0soʻm' },
    ]);
  });

  it('shows of long lists what is new and what is gone', () => {
    const [line] = diff({ permissions: ['a/b', 'c/d'] }, { permissions: ['c/d', 'e/f'] });
    expect(line).toEqual({ label: 'Права', before: 'a/b', after: 'e/f' });
    const named = auditDiff(
      { before: null, after: { permissions: ['products/edit', 'x/y'] } },
      { audit: words.ru, permissions, language: 'ru' },
    );
    expect(named[0]?.after).toBe('Добавлять и менять товары и цены, x/y');
  });

  it('says of a secret that it changed, and of what was forgotten that it was', () => {
    expect(diff({ pin: null }, { pin: '***' })).toEqual([{ label: 'PIN', before: '—', after: 'скрыто' }]);
    expect(diff({ phone: '…' }, { phone: '…' })[0]?.after).toBe('удалено по сроку или закону');
  });

  it('calls people and stores by their names, and a role once', () => {
    const reading = { audit: words.ru, language: 'ru', names: new Map([['s-1', 'Чиланзар']]) } as const;
    const after = { name: 'Азиз', role: 'cashier', roleId: 'r-1', storeIds: ['s-1', 's-2'] };
    const before = { name: 'Азиз Т.', role: 'Старший', roleId: 'r-2', storeIds: null };
    expect(auditDiff({ before, after, subject: { kind: 'employee' } }, reading)).toEqual([
      { label: 'Имя', before: 'Азиз Т.', after: 'Азиз' },
      { label: 'Роль', before: 'Старший', after: 'кассир' },
      { label: 'Магазины', before: 'все', after: 'Чиланзар, s-2' },
    ]);
  });

  it('knows sides that were not there, and fields of a newer version', () => {
    expect(diff(null, { somethingNew: 7, when: [], priceTiyin: '100', ikpu: null })).toEqual([
      { label: 'Цена', before: null, after: '1\u00a0сум' },
      { label: 'somethingNew', before: null, after: '7' },
    ]);
    expect(diff({ documentDate: '2026-11-23' }, null)).toEqual([
      { label: 'Дата документа', before: '23.11.2026', after: null },
    ]);
    expect(diff(null, null)).toEqual([]);
  });
});
