import { z } from 'zod';

const PROVIDERS = ['telegram', 'eskiz', 'playmobile', 'smtp'] as const;
export type ProviderName = (typeof PROVIDERS)[number];

/** An empty variable is one that is not set. */
const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema.optional());

const zProviders = z
  .string()
  .transform((list) => list.split(',').map((name) => name.trim()))
  .pipe(z.array(z.enum(PROVIDERS)))
  .refine((names) => new Set(names).size === names.length, 'names a provider twice');

const count = (usual: number) => z.coerce.number().int().min(1).max(10_000_000).default(usual);

/** Messages to people and the limits that keep them affordable. */
export const messageVariables = {
  /** Where limits are counted when there are several API servers; without it PostgreSQL counts. */
  REDIS_URL: optional(z.url({ protocol: /^rediss?$/ })),
  /** In the order in which they are tried: telegram,eskiz,playmobile,smtp. */
  MESSAGE_PROVIDERS: optional(zProviders),
  /** 1: messages are not sent but shown at /dev/messages, to everybody. For a demo on one's own machine only. */
  DEV_MESSAGES: optional(z.enum(['0', '1'])),
  NODE_ENV: z.string().optional(),
  /** Where providers reach this API from outside, for delivery reports: https://shop.example/api */
  PUBLIC_API_URL: optional(z.url({ protocol: /^https?$/ })),
  ESKIZ_EMAIL: optional(z.string()),
  ESKIZ_PASSWORD: optional(z.string()),
  ESKIZ_FROM: z.string().default('4546'),
  ESKIZ_URL: z.url({ protocol: /^https?$/ }).default('https://notify.eskiz.uz/api'),
  PLAYMOBILE_LOGIN: optional(z.string()),
  PLAYMOBILE_PASSWORD: optional(z.string()),
  PLAYMOBILE_ORIGINATOR: optional(z.string()),
  /** Last part of the address that is given to PlayMobile for delivery reports; they sign nothing. */
  PLAYMOBILE_CALLBACK_SECRET: optional(z.string().regex(/^[A-Za-z0-9_-]{24,200}$/)),
  PLAYMOBILE_URL: z.url({ protocol: /^https?$/ }).default('https://send.smsxabar.uz/broker-api'),
  TELEGRAM_GATEWAY_TOKEN: optional(z.string().min(10)),
  TELEGRAM_GATEWAY_SENDER: optional(z.string()),
  TELEGRAM_GATEWAY_URL: z.url({ protocol: /^https?$/ }).default('https://gatewayapi.telegram.org'),
  SMTP_URL: optional(z.url({ protocol: /^smtps?$/ })),
  SMTP_FROM: optional(z.string().min(3)),
  /** In ten seconds on each server, of everything. */
  REQUESTS_PER_ADDRESS: count(3_000),
  REQUESTS_PER_ACCOUNT: count(600),
  REQUESTS_PER_TENANT: count(6_000),
  REQUESTS_PER_TERMINAL: count(600),
  CODES_PER_ADDRESS_10_MIN: count(20),
  CODES_PER_ADDRESS_DAY: count(100),
  CODES_PER_PREFIX_HOUR: count(30),
  /** Of the whole installation: the most that a day of codes can cost. */
  CODES_PER_DAY: count(2_000),
} as const;

const zMessageVariables = z.object(messageVariables);
type Variables = z.infer<typeof zMessageVariables>;

/** What each provider cannot do without. */
const NEEDED: Readonly<Record<ProviderName, readonly (keyof Variables)[]>> = {
  telegram: ['TELEGRAM_GATEWAY_TOKEN'],
  eskiz: ['ESKIZ_EMAIL', 'ESKIZ_PASSWORD'],
  playmobile: ['PLAYMOBILE_LOGIN', 'PLAYMOBILE_PASSWORD', 'PLAYMOBILE_ORIGINATOR'],
  smtp: ['SMTP_URL', 'SMTP_FROM'],
};

/** What one variable alone cannot show. */
export function checkMessageVariables(it: Variables, context: z.RefinementCtx): void {
  const wrong = (path: keyof Variables, message: string) =>
    context.addIssue({ code: 'custom', path: [path], message });
  for (const name of it.MESSAGE_PROVIDERS ?? []) {
    for (const variable of NEEDED[name]) {
      if (it[variable] === undefined) wrong(variable, `needed by ${name} in MESSAGE_PROVIDERS`);
    }
  }
  if (it.DEV_MESSAGES === '1') {
    if (it.NODE_ENV === 'production')
      wrong('DEV_MESSAGES', 'shows every code to everybody: not with NODE_ENV=production');
    if (it.MESSAGE_PROVIDERS?.length)
      wrong('DEV_MESSAGES', 'shows messages instead of sending them: not together with MESSAGE_PROVIDERS');
  }
}

export interface MessagesConfig {
  readonly redisUrl: string | null;
  readonly providers: readonly ProviderName[];
  readonly showsMessages: boolean;
  readonly publicApiUrl: string | null;
  readonly eskiz: {
    readonly url: string;
    readonly email: string;
    readonly password: string;
    readonly from: string;
  };
  readonly playmobile: {
    readonly url: string;
    readonly login: string;
    readonly password: string;
    readonly originator: string;
    readonly callbackSecret: string | null;
  };
  readonly telegram: { readonly url: string; readonly token: string; readonly sender: string | null };
  readonly smtp: { readonly url: string; readonly from: string };
  readonly codes: {
    readonly lifeMs: number;
    readonly perAddress10Min: number;
    readonly perAddressDay: number;
    readonly perPrefixHour: number;
    readonly perDay: number;
  };
}

/** In ten seconds, on each server. */
export interface RequestLimitsConfig {
  readonly perAddress: number;
  readonly perAccount: number;
  readonly perTenant: number;
  readonly perTerminal: number;
}

export function toRequestLimits(it: Variables): RequestLimitsConfig {
  return {
    perAddress: it.REQUESTS_PER_ADDRESS,
    perAccount: it.REQUESTS_PER_ACCOUNT,
    perTenant: it.REQUESTS_PER_TENANT,
    perTerminal: it.REQUESTS_PER_TERMINAL,
  };
}

export function toMessagesConfig(it: Variables): MessagesConfig {
  return {
    redisUrl: it.REDIS_URL ?? null,
    providers: it.MESSAGE_PROVIDERS ?? [],
    showsMessages: it.DEV_MESSAGES === '1',
    publicApiUrl: it.PUBLIC_API_URL?.replace(/\/$/, '') ?? null,
    eskiz: {
      url: it.ESKIZ_URL,
      email: it.ESKIZ_EMAIL ?? '',
      password: it.ESKIZ_PASSWORD ?? '',
      from: it.ESKIZ_FROM,
    },
    playmobile: {
      url: it.PLAYMOBILE_URL,
      login: it.PLAYMOBILE_LOGIN ?? '',
      password: it.PLAYMOBILE_PASSWORD ?? '',
      originator: it.PLAYMOBILE_ORIGINATOR ?? '',
      callbackSecret: it.PLAYMOBILE_CALLBACK_SECRET ?? null,
    },
    telegram: {
      url: it.TELEGRAM_GATEWAY_URL,
      token: it.TELEGRAM_GATEWAY_TOKEN ?? '',
      sender: it.TELEGRAM_GATEWAY_SENDER ?? null,
    },
    smtp: { url: it.SMTP_URL ?? '', from: it.SMTP_FROM ?? '' },
    codes: {
      lifeMs: 10 * 60_000,
      perAddress10Min: it.CODES_PER_ADDRESS_10_MIN,
      perAddressDay: it.CODES_PER_ADDRESS_DAY,
      perPrefixHour: it.CODES_PER_PREFIX_HOUR,
      perDay: it.CODES_PER_DAY,
    },
  };
}
