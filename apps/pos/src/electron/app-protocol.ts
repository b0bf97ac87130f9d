import { newNonce, pageWith, securityHeaders } from '../host/page-security.ts';
import type { StaticFiles } from '../host/static-files.ts';
import { APP_ORIGIN } from './channels.ts';

/** Answers the page's own scheme from memory; file:// is never used. */
export function answerApp(files: StaticFiles, request: { url: string; method: string }): Response {
  const nonce = newNonce();
  const headers = securityHeaders({ nonce, connect: null });
  const url = URL.parse(request.url);
  // a scheme of one's own has the origin "null" by the standard, so the parts are compared
  const ours = url !== null && `${url.protocol}//${url.host}` === APP_ORIGIN;
  if (!ours || request.method !== 'GET') return new Response(null, { status: 403, headers });
  const file = files.get(url.pathname === '/' ? '/index.html' : url.pathname);
  if (!file) return new Response(null, { status: 404, headers });
  const body = file.type.startsWith('text/html')
    ? pageWith(file.body.toString('utf8'), { 'jowi-nonce': nonce })
    : new Uint8Array(file.body);
  return new Response(body, { headers: { ...headers, 'content-type': file.type } });
}
