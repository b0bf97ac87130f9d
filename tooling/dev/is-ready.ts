import { connect } from 'node:net';

/** True once something serves this address without a server error. */
export function answersHttp(url: string): () => Promise<boolean> {
  return async () => {
    const response = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(5_000) });
    await response.arrayBuffer();
    return response.status < 400;
  };
}

/** True once something listens on this loopback port. */
export function answersTcp(port: number): () => Promise<boolean> {
  return () =>
    new Promise((resolve) => {
      const socket = connect({ port, host: '127.0.0.1', timeout: 1_000 });
      const end = (open: boolean) => {
        socket.destroy();
        resolve(open);
      };
      socket.once('connect', () => end(true));
      socket.once('error', () => end(false));
      socket.once('timeout', () => end(false));
    });
}
