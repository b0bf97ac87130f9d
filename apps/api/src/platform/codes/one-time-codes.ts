import type { CodeDelivery, CodeRequested } from '@jowi/contracts/http/codes';

/** What a code is good for; one made for one purpose opens nothing else. */
export type CodePurpose = 'register' | 'sign-in' | 'reset-password' | 'invite';

export interface CodeRequest {
  /** +998 and nine digits. */
  readonly phone: string;
  readonly purpose: CodePurpose;
  readonly language: 'ru' | 'uz';
  /** Who asks: the request's IP. */
  readonly address: string;
  /**
   * False for a phone that nobody here has: the answer and the work are the same, the limits count, but no message
   * leaves. The code that was made is told to nobody, so it cannot be guessed better than any other.
   */
  readonly deliver?: boolean;
}

/** The person's browser keeps it: a code is worth nothing without its requestId. */
export type RequestedCode = Readonly<CodeRequested>;

export interface PresentedCode {
  readonly requestId: string;
  /** Six digits. */
  readonly code: string;
  readonly purpose: CodePurpose;
}

/** Proof that somebody holds a phone: six digits, once, for ten minutes, at most five guesses. */
export abstract class OneTimeCodes {
  /**
   * The message leaves after the answer.
   *
   * @throws ProblemError codes/phone-foreign, codes/limit with Retry-After, messages/unavailable
   */
  abstract request(request: CodeRequest): Promise<RequestedCode>;

  /**
   * Uses the code up. Of many right answers at once one wins.
   *
   * @throws ProblemError codes/wrong (params.left: tries left), codes/expired, codes/spent
   */
  abstract verify(presented: PresentedCode): Promise<{ readonly phone: string }>;

  /**
   * For the screen that waits for the code; null when there is no such request, and for those of sign-in and of a new
   * password: how the message fares would tell known phones from others.
   */
  abstract findDelivery(requestId: string): Promise<CodeDelivery['state'] | null>;
}
