import { createHash } from 'node:crypto';
import { z } from 'zod';

/** What a refusal carries. */
export const zPlaymobileError = z.object({
  error_code: z.union([z.string(), z.number()]).transform(String).optional(),
  error_description: z.string().optional(),
});

const zStatus = z.object({ status: z.string().min(1).max(40) });

/** A delivery report; the status stands beside the id, or inside the channel. */
export const zPlaymobileReport = z.object({
  messages: z
    .array(
      z.object({
        'message-id': z.union([z.string(), z.number()]).transform(String),
        status: z.string().min(1).max(40).optional(),
        sms: zStatus.optional(),
      }),
    )
    .min(1)
    .max(1_000),
});

const NO_MONEY = /balan[cs]|баланс|средств|insufficient|not enough|limit/i;

export function isPlaymobileOutOfMoney({
  error_description = '',
}: z.infer<typeof zPlaymobileError>): boolean {
  return NO_MONEY.test(error_description);
}

/** Null: still on its way. */
export function readPlaymobileStatus(status: string): boolean | null {
  if (/^deliver/i.test(status)) return true;
  return /^(not ?deliver|undeliver|reject|expire|fail)/i.test(status) ? false : null;
}

/** They allow twenty characters: a digest of our id, the same at every try, so that theirs is the duplicate check. */
export function playmobileMessageId(id: string): string {
  return createHash('sha256').update(id).digest('hex').slice(0, 20);
}
