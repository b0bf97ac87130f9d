/** The sign-in page that brings the person back to `from`. */
export function signInPath(from: string): string {
  return from === '/' ? '/sign-in' : `/sign-in?from=${encodeURIComponent(from)}`;
}

/** Only a path of this very site: `//evil.example`, `/\evil.example` and full addresses lead home. */
export function safeReturnPath(from: string | null): string {
  if (!from?.startsWith('/') || /^\/[/\\]/.test(from) || from.startsWith('/sign-in')) return '/';
  return from;
}
