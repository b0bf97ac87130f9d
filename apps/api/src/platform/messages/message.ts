import { z } from 'zod';

/** Every message we send, with the values it needs. Texts: i18n, catalogue messages. */
export const zTemplate = z.discriminatedUnion('template', [
  z.object({ template: z.literal('code'), params: z.object({ code: z.string().regex(/^\d{6}$/) }) }),
  z.object({
    template: z.literal('invitation'),
    params: z.object({ business: z.string().min(1), url: z.url() }),
  }),
]);

export const zMessage = z
  .object({
    /** +998… or an e-mail address. */
    to: z.union([z.string().regex(/^\+998\d{9}$/), z.email()]),
    language: z.enum(['ru', 'uz']),
    /** Only by this way; without it the first that takes the address and works. */
    channel: z.enum(['telegram', 'sms', 'email']).optional(),
  })
  .and(zTemplate);

export type Message = z.infer<typeof zMessage>;
export type Channel = NonNullable<Message['channel']>;

/** For logs and pages that people look at: enough to recognise one's own, too little to call anybody. */
export function maskAddress(to: string): string {
  if (to.startsWith('+')) return `${to.slice(0, 4)} ${to.slice(4, 6)} *** ** ${to.slice(-2)}`;
  const [name = '', host = ''] = to.split('@');
  return `${name.slice(0, 1)}***@${host}`;
}
