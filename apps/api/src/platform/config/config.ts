import { z } from 'zod';
import { type AdmissionConfig, admissionVariables, toAdmission } from './admission.config.ts';
import {
  checkMessageVariables,
  type MessagesConfig,
  messageVariables,
  type RequestLimitsConfig,
  toMessagesConfig,
  toRequestLimits,
} from './messages.config.ts';

const zOrigins = z
  .string()
  .transform((list) => list.split(',').map((origin) => origin.trim()))
  .pipe(z.array(z.url({ protocol: /^https?$/ }).transform((url) => new URL(url).origin)).min(1));

const zSecrets = z
  .string()
  .transform((list) => list.split(',').map((secret) => secret.trim()))
  .pipe(z.array(z.string().min(32)).min(1));

const zConfig = z.object({
  /** Role jowi_app: every request of a feature. */
  APP_DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  /** Role jowi_auth: people's accounts and sessions, schema auth only. */
  AUTH_DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  /** Signs sessions and access tokens; changing it signs everybody out. */
  AUTH_SECRET: z.string().min(32),
  /**
   * Key the audit log; several with commas, the first writes, all check. AUTH_SECRET when absent: set it before that is
   * ever changed, or the log up to then cannot be checked any more.
   */
  AUDIT_SECRETS: zSecrets.optional(),
  /** Where the heads of the audit logs are written, outside the database; best on another disk. */
  AUDIT_ANCHOR_DIR: z.string().min(1).optional(),
  /**
   * Make the key the server signs with: statements for tills, repairs. Several with commas, the first signs, all check.
   * AUTH_SECRET when absent: set it before that is ever changed, or what was signed up to then cannot be checked any more.
   */
  SIGNING_SECRETS: zSecrets.optional(),
  /** Where the back office is served from; several with commas. The only origins that may change anything. */
  WEB_ORIGIN: zOrigins,
  API_PORT: z.coerce.number().int().min(0).max(65_535).default(4000),
  DATABASE_POOL_SIZE: z.coerce.number().int().min(1).max(200).default(20),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
  ...messageVariables,
  ...admissionVariables,
});

export interface Config {
  readonly appDatabaseUrl: string;
  readonly authDatabaseUrl: string;
  readonly authSecret: string;
  readonly auditSecrets: readonly string[];
  /** Null: the audit log is anchored nowhere. */
  readonly auditAnchorDir: string | null;
  readonly signingSecrets: readonly string[];
  readonly webOrigins: readonly string[];
  readonly messages: MessagesConfig;
  readonly requestLimits: RequestLimitsConfig;
  readonly admission: AdmissionConfig;
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
  const parsed = zConfig.superRefine(checkMessageVariables).safeParse(env);
  if (!parsed.success) {
    const wrong = parsed.error.issues.map((issue) => `${issue.path.map(String).join('.')}: ${issue.message}`);
    throw new Error(`The settings do not fit: ${wrong.join('; ')}`);
  }
  const it = parsed.data;
  return {
    appDatabaseUrl: it.APP_DATABASE_URL,
    authDatabaseUrl: it.AUTH_DATABASE_URL,
    authSecret: it.AUTH_SECRET,
    auditSecrets: it.AUDIT_SECRETS ?? [it.AUTH_SECRET],
    auditAnchorDir: it.AUDIT_ANCHOR_DIR ?? null,
    signingSecrets: it.SIGNING_SECRETS ?? [it.AUTH_SECRET],
    webOrigins: withLoopbackTwins(it.WEB_ORIGIN),
    messages: toMessagesConfig(it),
    requestLimits: toRequestLimits(it),
    admission: toAdmission(it),
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
