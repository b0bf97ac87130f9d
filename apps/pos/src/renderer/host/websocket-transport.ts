import type { Transport } from '../../bridge/bridge.ts';

const FIRST_RETRY_MS = 200;
const LAST_RETRY_MS = 3000;
const ANSWER_MS = 30_000;

type Waiting = { resolve: (raw: unknown) => void; reject: (error: Error) => void; timer: number };

/**
 * The kiosk's socket. Reconnects for ever; a request under way when the host goes away is rejected, never sent
 * again by itself: only the caller knows whether asking twice is safe.
 */
export function webSocketTransport(url: string, token: string): Transport {
  const waiting = new Map<number, Waiting>();
  const messageListeners = new Set<(raw: unknown) => void>();
  const linkListeners = new Set<(up: boolean) => void>();
  let socket: WebSocket | null = null;
  let up = false;
  let retryMs = FIRST_RETRY_MS;

  function setLink(next: boolean) {
    if (up === next) return;
    up = next;
    for (const listener of linkListeners) listener(up);
  }

  function open() {
    const opening = new WebSocket(url, ['jowi-till', `token.${token}`]);
    socket = opening;
    opening.onopen = () => {
      retryMs = FIRST_RETRY_MS;
      setLink(true);
    };
    opening.onmessage = (message) => receive(String(message.data));
    opening.onclose = () => {
      for (const request of waiting.values()) {
        clearTimeout(request.timer);
        request.reject(new Error('host gone'));
      }
      waiting.clear();
      setLink(false);
      setTimeout(open, retryMs);
      retryMs = Math.min(LAST_RETRY_MS, retryMs * 2);
    };
  }

  function receive(text: string) {
    const raw: unknown = JSON.parse(text);
    const id = typeof raw === 'object' && raw !== null && 'id' in raw ? raw.id : undefined;
    if (typeof id !== 'number') {
      for (const listener of messageListeners) listener(raw);
      return;
    }
    const request = waiting.get(id);
    waiting.delete(id);
    if (request) {
      clearTimeout(request.timer);
      request.resolve(raw);
    }
  }

  open();
  return {
    request: (request) =>
      new Promise((resolve, reject) => {
        if (!up || !socket) return reject(new Error('host not connected'));
        const timer = window.setTimeout(() => {
          waiting.delete(request.id);
          reject(new Error('no answer'));
        }, ANSWER_MS);
        waiting.set(request.id, { resolve, reject, timer });
        socket.send(JSON.stringify(request));
      }),
    onMessage: (listener) => {
      messageListeners.add(listener);
      return () => messageListeners.delete(listener);
    },
    onLink: (listener) => {
      linkListeners.add(listener);
      listener(up);
      return () => linkListeners.delete(listener);
    },
  };
}
