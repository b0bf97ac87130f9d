import { z } from 'zod';

const zOrigins = z
  .string()
  .transform((list) => list.split(',').map((origin) => origin.trim()))
  .pipe(z.array(z.url({ protocol: /^https?$/ }).transform((url) => new URL(url).origin)).min(1));

const zConfig = z.object({
  /** Role jowi_app: every request of a feature. */
  APP_DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  /** Role jowi_auth: people's accounts and sessions, schema auth only. */
  AUTH_DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  /** Signs sessions and access tokens; changing it signs everybody out. */
  AUTH_SECRET: z.string().min(32),
  /** Where the back office is served from; several with commas. The only origins that may change anything. */
  WEB_ORIGIN: zOrigins,
  API_PORT: z.coerce.number().int().min(0).max(65_535).default(4000),
  DATABASE_POOL_SIZE: z.coerce.number().int().min(1).max(200).default(20),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
});

export interface Config {
  readonly appDatabaseUrl: string;
  readonly authDatabaseUrl: string;
  readonly authSecret: string;
  readonly webOrigins: readonly string[];
  readonly port: number;
  readonly databasePoolSize: number;
  readonly logLevel: z.infer<typeof zConfig>['LOG_LEVEL'];
}

/** Injection token of Config. */
export const CONFIG = Symbol('config');

/**
 * @throws Error whose message names every wrong variable in one line, and never shows a value
 */
export function loadConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const parsed = zConfig.safeParse(env);
  if (!parsed.success) {
    const wrong = parsed.error.issues.map((issue) => `${issue.path.map(String).join('.')}: ${issue.message}`);
    throw new Error(`The settings do not fit: ${wrong.join('; ')}`);
  }
  const it = parsed.data;
  return {
    appDatabaseUrl: it.APP_DATABASE_URL,
    authDatabaseUrl: it.AUTH_DATABASE_URL,
    authSecret: it.AUTH_SECRET,
    webOrigins: withLoopbackTwins(it.WEB_ORIGIN),
    port: it.API_PORT,
    databasePoolSize: it.DATABASE_POOL_SIZE,
    logLevel: it.LOG_LEVEL,
  };
}

/** On one's own machine people type localhost and 127.0.0.1 as they please. */
function withLoopbackTwins(origins: readonly string[]): string[] {
  const twins = origins.map((origin) => {
    const url = new URL(origin);
    if (url.hostname === 'localhost') url.hostname = '127.0.0.1';
    else if (url.hostname === '127.0.0.1') url.hostname = 'localhost';
    return url.origin;
  });
  return [...new Set([...origins, ...twins])];
}
