import type { ErrorCode } from '@jowi/contracts/error-codes';
import type { Problem } from '@jowi/contracts/errors';

/** The certificate is the server's or may be, but not at this hour: on a till that is nearly always the till's own clock. */
const NOT_NOW: readonly string[] = ['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID'];
const NO_SUCH_NAME: readonly string[] = ['ENOTFOUND', 'EAI_AGAIN', 'EAI_NODATA', 'EAI_NONAME'];
/** What Node says of a certificate that does not lead to a known root, is of another name, or was withdrawn. */
const NOT_ITS_CERTIFICATE =
  /^(CERT_|CRL_|UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|ERR_TLS_CERT_|HOSTNAME_MISMATCH|INVALID_CA|INVALID_PURPOSE)/;
/** Somebody answers, and it is neither TLS nor HTTP, or says it is packed and is not. */
const NOT_THE_PROTOCOL = /^(HPE_|UND_ERR_HEADERS_OVERFLOW|ERR_SSL_|EPROTO$|Z_)/;

/**
 * What stands between this till and its server, where that can be told from how a request failed and a person can do
 * something about it. null: simply no connection.
 */
export function obstacleOf(error: unknown): Problem | null {
  // `fetch` wraps what happened in an error of its own, sometimes twice.
  for (let cause = error, depth = 0; cause instanceof Error && depth < 5; cause = cause.cause, depth++) {
    if (isGarbled(cause)) return { code: 'till/server-foreign' };
    const code = 'code' in cause && typeof cause.code === 'string' ? codeOf(cause.code) : null;
    if (code) return { code };
  }
  return null;
}

/** No HTTP, no JSON, or more of it than there can be. */
function isGarbled(error: Error): boolean {
  return error instanceof SyntaxError || error instanceof RangeError || error.name === 'HTTPParserError';
}

function codeOf(code: string): ErrorCode | null {
  if (NOT_NOW.includes(code)) return 'till/certificate-date';
  if (NOT_ITS_CERTIFICATE.test(code)) return 'till/certificate-foreign';
  if (NO_SUCH_NAME.includes(code)) return 'till/server-name-unknown';
  return NOT_THE_PROTOCOL.test(code) ? 'till/server-foreign' : null;
}

/**
 * The same of an answer that came, but not from our server: a page where data were asked for, or the way to one. Our
 * server never sends anybody elsewhere. null: may be ours.
 */
export function strangerOf(response: Response, mediaType: string): Problem | null {
  const { status } = response;
  if (status === 511 || (status >= 300 && status < 400)) return { code: 'till/network-portal' };
  const type = response.headers.get('content-type');
  if (!response.ok || type === null || type.startsWith(mediaType)) return null;
  return { code: type.startsWith('text/html') ? 'till/network-portal' : 'till/server-foreign' };
}
