import { type NextRequest, NextResponse } from 'next/server';
import { hasSessionCookie } from './session/session-cookie.ts';

/**
 * Three jobs at the door of the back office:
 * - `/api/*` goes to the API of the same origin's cookies (API_URL, read at run time, not baked into the build);
 * - whoever opens the front door without a session is shown what this is (/welcome);
 * - every page gets a Content Security Policy with a nonce of its own.
 */
export function proxy(request: NextRequest): NextResponse {
  const { pathname, search } = request.nextUrl;
  if (pathname.startsWith('/api/')) {
    const apiUrl = process.env.API_URL ?? 'http://127.0.0.1:4000';
    return NextResponse.rewrite(new URL(pathname.slice('/api'.length) + search, apiUrl));
  }

  if (pathname === '/' && !hasSessionCookie((name) => request.cookies.has(name))) {
    const welcome = NextResponse.redirect(new URL('/welcome', request.url), 307);
    // Remembered by nobody: the same address is the back office once one has signed in.
    welcome.headers.set('Cache-Control', 'no-store');
    return welcome;
  }

  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64');
  const policy = contentSecurityPolicy(nonce);
  const headers = new Headers(request.headers);
  headers.set('x-nonce', nonce);
  headers.set('Content-Security-Policy', policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set('Content-Security-Policy', policy);
  return response;
}

function contentSecurityPolicy(nonce: string): string {
  const dev = process.env.NODE_ENV === 'development';
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${dev ? " 'unsafe-eval'" : ''}`,
    // charts and floating layers place themselves with style attributes; no foreign style sheet can load
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src 'self'${dev ? ' ws:' : ''}`,
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
}

export const config = {
  matcher: ['/((?!_next/static|_next/image|favicon.ico|icon.svg).*)'],
};
