import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { ErrorCode } from '@jowi/contracts/error-codes';
import type { ErrorBody } from '@jowi/contracts/errors';
import { SECURITY_HEADERS } from './security-headers.ts';

/** What does not even become a request (no HTTP, two lengths, headers without end) is refused in the one shape too. */
export function answerClientError(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const [status, code] = refusalOf(error.code);
  const requestId = randomUUID();
  const body = JSON.stringify({ error: { code, requestId } } satisfies ErrorBody);
  const headers = [
    ...SECURITY_HEADERS,
    ['x-request-id', requestId],
    ['content-type', 'application/json; charset=utf-8'],
    ['content-length', String(Buffer.byteLength(body))],
    ['connection', 'close'],
  ];
  const head = headers.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${head}\r\n${body}`);
}

function refusalOf(code: string | undefined): [number, ErrorCode] {
  if (code === 'HPE_HEADER_OVERFLOW') return [431, 'common/too-large'];
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return [408, 'common/validation'];
  return [400, 'common/validation'];
}
