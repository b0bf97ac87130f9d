import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

export const PROTOCOL = 'jowi-till';
const TOKEN_PREFIX = 'token.';

export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/**
 * Another site's name pointed at 127.0.0.1 (DNS rebinding) still sends that name here: only our own
 * loopback names with our own port are answered.
 */
export function hostIsOurs(request: IncomingMessage, port: number): boolean {
  const host = request.headers.host;
  return host === `127.0.0.1:${port}` || host === `localhost:${port}`;
}

/** The page that opens the socket must be the page we served, not a page of some other origin or port. */
export function originIsOurs(request: IncomingMessage): boolean {
  return request.headers.origin === `http://${request.headers.host}`;
}

/** A browser tells where a request comes from; pages of other sites get nothing, not even a file. */
export function fetchSiteIsOurs(request: IncomingMessage): boolean {
  const site = request.headers['sec-fetch-site'];
  if (site === undefined || site === 'same-origin' || site === 'none') return true;
  // a link or a bookmark may open the till, a frame or a script of another site may not
  return request.headers['sec-fetch-mode'] === 'navigate' && request.headers['sec-fetch-dest'] === 'document';
}

/** The token travels as a second sub-protocol: it is never in an address, a log or a cookie other ports get. */
export function tokenIsRight(request: IncomingMessage, token: string): boolean {
  const offered = (request.headers['sec-websocket-protocol'] ?? '').split(',').map((name) => name.trim());
  if (!offered.includes(PROTOCOL)) return false;
  const given = offered.find((name) => name.startsWith(TOKEN_PREFIX))?.slice(TOKEN_PREFIX.length) ?? '';
  return timingSafeEqual(digest(given), digest(token));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
