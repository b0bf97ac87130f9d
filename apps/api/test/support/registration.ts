import { LEGAL_VERSIONS } from '@jowi/contracts/http/registration';
import type { Asker, TestApi } from './api.ts';

export const NEW_PASSWORD = 'granatli-qozon-2026';

/** What a person types into the last step; every business has its own STIR. */
export function newBusiness(taxId: string, changes: Record<string, unknown> = {}) {
  return {
    name: 'Yangi Savdo',
    kind: 'grocery',
    taxId,
    vatPayer: true,
    store: {
      name: 'Yangi Savdo, Yunusobod',
      address: 'Toshkent, Yunusobod 4',
      latitude: 41.3667,
      longitude: 69.2833,
    },
    ownerName: 'Gulnora Azimova',
    password: NEW_PASSWORD,
    language: 'uz',
    consent: LEGAL_VERSIONS,
    ...changes,
  };
}

/** The code that was sent to this phone last, as the development messages show it. */
export async function codeOf(api: TestApi, phone: string): Promise<string> {
  for (let i = 0; i < 100; i++) {
    const { body } = await api.nobody.ask('GET', `/v1/dev/messages?to=${encodeURIComponent(phone)}`);
    const [message] = body.items as { code: string | null; atMs: number }[];
    if (message?.code && message.atMs >= api.clock.now() - 1_000) return message.code;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('No code came');
}

/** A browser that has proved the phone and stands before the last step. */
export async function provePhone(api: TestApi, phone: string, visitor: Asker = api.nobody): Promise<Asker> {
  const asked = await visitor.ask('POST', '/v1/registration/code', { body: { phone, language: 'uz' } });
  if (asked.status !== 200) throw new Error(`No code: ${asked.text}`);
  const proved = await visitor.ask('POST', '/v1/registration/verify', {
    body: { code: await codeOf(api, phone) },
  });
  if (proved.status !== 200) throw new Error(`Not proved: ${proved.text}`);
  return visitor;
}
