import type { ErrorCode } from '@jowi/contracts/error-codes';
import type { Problem } from '@jowi/contracts/errors';

export interface ProblemOptions {
  /** Fill the blanks of the code's text. */
  readonly params?: Record<string, string | number>;
  /** Path of the input it is about, joined with dots. */
  readonly field?: string;
  /** HTTP status; most codes know their own. */
  readonly status?: number;
  readonly details?: readonly Problem[];
  readonly serverTimeMs?: number;
  readonly retryAfterSeconds?: number;
  readonly cause?: unknown;
}

/** A refusal that a person can be told about. Thrown by use cases, turned into the wire's error body in one place. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly problem: Problem;
  readonly status: number;
  readonly options: ProblemOptions;

  constructor(code: ErrorCode, options: ProblemOptions = {}) {
    super(code, { cause: options.cause });
    this.problem = {
      code,
      ...(options.params && { params: options.params }),
      ...(options.field !== undefined && { field: options.field }),
    };
    this.status = options.status ?? STATUS[code] ?? 422;
    this.options = options;
  }
}

/** Codes that are not a 422 (understood, but the business refuses). */
const STATUS: Partial<Record<ErrorCode, number>> = {
  'common/internal': 500,
  'common/not-found': 404,
  'common/too-large': 413,
  'common/too-many-requests': 429,
  'common/unavailable': 503,
  'common/busy': 503,
  'common/conflict': 409,
  'auth/sign-in-failed': 401,
  'auth/required': 401,
  'auth/forbidden': 403,
  'auth/origin': 403,
  'auth/assertion-invalid': 401,
  'auth/assertion-time': 401,
  'auth/terminal-revoked': 401,
  'auth/challenge-over': 401,
  'auth/second-factor-locked': 429,
  'auth/second-factor-required': 403,
  'auth/passkey-failed': 401,
  'account/second-factor-on': 409,
  'account/second-factor-off': 409,
  'account/second-factor-not-begun': 409,
  'codes/limit': 429,
  'messages/unavailable': 503,
  'registration/account-exists': 409,
  'registration/business-exists': 409,
  'staff/phone-taken': 409,
  'staff/version-conflict': 409,
  'staff/above-you': 403,
  'staff/last-owner': 409,
  'invitations/unknown': 404,
  'roles/name-taken': 409,
  'roles/version-conflict': 409,
  'roles/in-use': 409,
  'roles/above-you': 403,
  'terminals/name-taken': 409,
  'terminals/unsent': 409,
  'terminals/away': 409,
  'terminals/shift-open': 409,
  'settings/version-conflict': 409,
  'settings/store-name-taken': 409,
  'settings/store-closed': 409,
  'settings/store-has-tills': 409,
  'settings/store-last': 409,
  'settings/return-outdated': 409,
  'settings/owner-only': 403,
  'catalogue/barcode-taken': 409,
  'catalogue/sku-taken': 409,
  'catalogue/version-conflict': 409,
  'sync/wire-too-old': 426,
  'sync/epoch-unknown': 409,
};
