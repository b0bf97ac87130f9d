import { auditActionText } from '@jowi/i18n/audit-diff';
import { formatDateTime, formatPhone } from '@jowi/i18n/format';
import type { Catalogue } from '@jowi/i18n/languages';
import type { PersonExport } from './person-export.ts';

export interface HtmlWords {
  /** Namespace `personal-data`. */
  readonly words: Catalogue;
  readonly audit: Catalogue;
  readonly language: 'ru' | 'uz';
}

const STYLE = `body{font:15px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#171717}
h1{font-size:1.5rem}h2{font-size:1.1rem;margin-top:2rem}table{border-collapse:collapse;width:100%}
th,td{text-align:left;vertical-align:top;padding:.35rem .75rem .35rem 0;border-bottom:1px solid #e5e5e5}
th{font-weight:500;color:#525252}.none{color:#737373}td{overflow-wrap:anywhere}`;

/** The same as the JSON, for a person to read and to print. One file, nothing from elsewhere. */
export function personHtml(data: PersonExport, { words, audit, language }: HtmlWords): string {
  const t = (key: string) => String((words.export as Catalogue)[key] ?? key);
  const yesNo = (it: boolean) => t(it ? 'yes' : 'no');
  const when = (ms: number | null) => (ms === null ? '—' : formatDateTime(ms));
  const { person, account } = data;
  const kinds = (audit.value as Catalogue).kind as Catalogue;
  const facts: [string, string][] = [
    [t('name'), person.name],
    [t('phone'), person.phone === null ? '—' : formatPhone(person.phone)],
    [t('role'), String(kinds[person.role] ?? person.role)],
    [t('stores'), person.stores === null ? t('allStores') : person.stores.join(', ') || '—'],
    [t('active'), yesNo(person.active)],
    [t('pin'), yesNo(person.hasPin)],
  ];
  const accountFacts: [string, string][] = account
    ? [
        [t('name'), account.name],
        [t('phone'), account.phone === null ? '—' : formatPhone(account.phone)],
        [t('since'), when(account.createdAtMs)],
        [t('secondFactor'), yesNo(account.hasSecondFactor)],
        [t('passkeys'), account.passkeys.map(({ name }) => name).join(', ') || '—'],
      ]
    : [];
  const sources = (audit.value as Catalogue).source as Catalogue;
  const sections = [
    section(t('person'), pairs(facts)),
    section(
      t('consents'),
      table(
        [t('when'), t('what'), t('text'), t('where')],
        data.consents.map((it) => [when(it.atMs), t(it.kind), it.textVersion, String(sources[it.source])]),
      ),
    ),
    section(t('account'), account ? pairs(accountFacts) : none()),
    section(
      t('sessions'),
      table(
        [t('began'), t('ends'), t('address'), t('device')],
        (account?.sessions ?? []).map((it) => [
          when(it.createdAtMs),
          when(it.expiresAtMs),
          it.ip ?? '—',
          it.device ?? '—',
        ]),
      ),
    ),
    section(
      t('invitations'),
      table(
        [t('sent'), t('ends'), t('accepted')],
        data.invitations.map((it) => [when(it.createdAtMs), when(it.expiresAtMs), when(it.acceptedAtMs)]),
      ),
    ),
    section(t('work'), pairs(Object.entries(data.work).map(([key, count]) => [t(key), String(count)]))),
    section(
      t('entries'),
      table(
        [t('when'), t('what'), t('subject'), t('address'), t('device')],
        data.entries.map((it) => [
          when(it.atMs),
          `${auditActionText(audit, it.action)} (${t(it.side)})`,
          it.subject ?? '—',
          it.ip ?? '—',
          it.device ?? '—',
        ]),
      ),
    ),
  ];
  const title = `${t('title')}: ${person.name}`;
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><title>${safe(title)}</title><style>${STYLE}</style></head>
<body><h1>${safe(title)}</h1><p>${safe(data.business)} · ${when(data.exportedAtMs)}</p>
${sections.join('\n')}
<p>${safe(t('secrets'))}</p></body></html>
`;

  function none(): string {
    return `<p class="none">${safe(t('none'))}</p>`;
  }
  function pairs(rows: readonly (readonly [string, string])[]): string {
    const cells = rows.map(
      ([name, value]) => `<tr><th scope="row">${safe(name)}</th><td>${safe(value)}</td></tr>`,
    );
    return `<table>${cells.join('')}</table>`;
  }
  function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
    if (rows.length === 0) return none();
    const line = (cells: readonly string[], tag: string) =>
      `<tr>${cells.map((cell) => `<${tag}>${safe(cell)}</${tag}>`).join('')}</tr>`;
    return `<table>${line(head, 'th')}${rows.map((row) => line(row, 'td')).join('')}</table>`;
  }
}

const section = (title: string, content: string) => `<h2>${safe(title)}</h2>${content}`;

function safe(text: string): string {
  return text.replace(/[&<>"']/g, (it) => `&#${it.charCodeAt(0)};`);
}
