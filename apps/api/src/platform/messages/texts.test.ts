import { describe, expect, it } from 'vitest';
import type { Message } from './message.ts';
import { forPhones, MessageTexts } from './texts.ts';

/** GSM 03.38 without its escape table: one place each. */
const GSM = /^[@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&'()*+,\-./0-9:;<=>?¡A-ZÄÖÑÜ§¿a-zäöñüà]*$/;

const LONG_NAME = 'Oʻzbegim savdo uyi «Mustaqillik»';
const URL_OF_INVITATION = 'https://shop.example/invitations/0123456789abcdef0123456789';

const messages = (language: 'ru' | 'uz'): Message[] => [
  { to: '+998901234567', language, template: 'code', params: { code: '012345' } },
  {
    to: '+998901234567',
    language,
    template: 'invitation',
    params: { business: LONG_NAME, url: URL_OF_INVITATION },
  },
];

describe('texts of messages', () => {
  it('are one SMS of the GSM alphabet each in Uzbek', async () => {
    const texts = await MessageTexts.load();
    for (const message of messages('uz')) {
      const { text } = texts.compose(message);
      expect(text).toMatch(GSM);
      expect(text.length, text).toBeLessThan(160);
    }
  });

  it('cut a long name rather than the link behind it', async () => {
    const texts = await MessageTexts.load();
    const [, invitation] = messages('uz') as [Message, Extract<Message, { template: 'invitation' }>];
    const params = { ...invitation.params, business: 'Oʻzbekiston savdo uyi '.repeat(9) };
    const { text } = texts.compose({ ...invitation, params });
    expect(text.length).toBeLessThan(160);
    expect(text).toMatch(/^O'zbekiston savdo uyi.*\.\.\. sizni/);
    expect(text.endsWith(URL_OF_INVITATION)).toBe(true);
  });

  it('keep a Russian code in one SMS of 70 letters', async () => {
    const texts = await MessageTexts.load();
    const [code] = messages('ru');
    const { text } = texts.compose(code as Message);
    expect(text).toContain('012345');
    expect(text.length, text).toBeLessThanOrEqual(70);
  });

  it('write every apostrophe and quotation mark so that it costs one place', () => {
    expect(forPhones('oʻ gʻ maʼno ‘a’ «b» “c” — d\u00A0e')).toBe(`o' g' ma'no 'a' "b" "c" - d e`);
  });

  it('have a subject for a letter', async () => {
    const texts = await MessageTexts.load();
    for (const language of ['ru', 'uz'] as const)
      for (const message of messages(language)) expect(texts.compose(message).subject).not.toBe('');
  });
});
