import { loadCatalogue } from '@jowi/i18n/catalogues';
import type { Catalogue } from '@jowi/i18n/languages';
import type { Message } from './message.ts';

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
      text: forPhones(fill(this.#find(language, template, 'text'), params)),
      subject: fill(this.#find(language, template, 'subject'), params),
    };
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
