/** The sign-in page that brings the person back to `from`. */
export function signInPath(from: string): string {
  return from === '/' ? '/sign-in' : `/sign-in?from=${encodeURIComponent(from)}`;
}

/** Where a second factor that is asked for is set up; nothing else is open before. */
export const SECOND_FACTOR_PATH = '/second-factor';

/** The same way, when a second factor has to be set up first. */
export function secondFactorPath(from: string | null): string {
  const path = safeReturnPath(from);
  return path === '/' ? SECOND_FACTOR_PATH : `${SECOND_FACTOR_PATH}?from=${encodeURIComponent(path)}`;
}

/** What a browser leaves out of an address before it reads it: `/<tab>/evil.example` is another site. */
const LEFT_OUT = /[\t\n\r]/;

/** Only a path of this very site: `//evil.example`, `/\evil.example` and full addresses lead home. */
export function safeReturnPath(from: string | null): string {
  if (!from?.startsWith('/') || /^\/[/\\]/.test(from) || LEFT_OUT.test(from)) return '/';
  return from.startsWith('/sign-in') || from.startsWith(SECOND_FACTOR_PATH) ? '/' : from;
}
