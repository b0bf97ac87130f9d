import type { SentCode } from '@jowi/contracts/http/auth';

/** What the person was sent, and where. */
export interface Sent {
  readonly phone: string;
  readonly code: SentCode;
}

/** Where one is on the way in. The address stays /sign-in: a code in hand is worth nothing after a reload. */
export type Stage =
  | { readonly kind: 'first' }
  | { readonly kind: 'code'; readonly sent: Sent }
  | { readonly kind: 'reset-phone' }
  | { readonly kind: 'reset'; readonly sent: Sent }
  | { readonly kind: 'second-factor' };
