import { loadCatalogue } from '@jowi/i18n/catalogues';
import type { Catalogue } from '@jowi/i18n/languages';
import type { Message } from './message.ts';

const SMS_LETTERS = 159;
const SHORTEST_NAME = 12;
const CUT = '...';

/** The words of messages, loaded once. */
export class MessageTexts {
  private constructor(private readonly words: Readonly<Record<'ru' | 'uz', Catalogue>>) {}

  static async load(): Promise<MessageTexts> {
    return new MessageTexts({
      ru: await loadCatalogue('ru', 'messages'),
      uz: await loadCatalogue('uz', 'messages'),
    });
  }

  /** One SMS each: in Uzbek letters of the GSM alphabet only (160), in Russian 70. */
  compose({ template, language, params }: Message): { text: string; subject: string } {
    return {
      text: this.#fitting(this.#find(language, template, 'text'), params),
      subject: fill(this.#find(language, template, 'subject'), params),
    };
  }

  /** A long name of a business is cut, not the link behind it. */
  #fitting(pattern: string, params: Readonly<Record<string, string>>): string {
    const text = forPhones(fill(pattern, params));
    const { business } = params;
    const tooMany = text.length - SMS_LETTERS;
    if (business === undefined || tooMany <= 0) return text;
    const kept = Math.max(SHORTEST_NAME, business.length - tooMany - CUT.length);
    return forPhones(fill(pattern, { ...params, business: business.slice(0, kept).trimEnd() + CUT }));
  }

  #find(language: 'ru' | 'uz', template: string, part: string): string {
    const text = (this.words[language][template] as Catalogue | undefined)?.[part];
    if (typeof text !== 'string') throw new TypeError(`There is no text messages.${template}.${part}`);
    return text;
  }
}

function fill(text: string, params: Readonly<Record<string, string>>): string {
  return text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => params[name] ?? '');
}

/** A single ʻ would make the SMS a Unicode one of 70 letters: phones get the plain apostrophe, and plain quotes. */
export function forPhones(text: string): string {
  return text
    .replace(/[ʻʼ‘’`´]/g, "'")
    .replace(/[«»“”]/g, '"')
    .replace(/[–—]/g, '-')
    .replace(/[\u00A0\u202F]/g, ' ');
}
