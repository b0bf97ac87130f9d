import { type Bridge, createBridge, type Transport } from '../../bridge/bridge.ts';
import { hostValue } from './host-value.ts';
import { webSocketTransport } from './websocket-transport.ts';

/** What Electron's preload puts on `window`; absent in a browser. */
export type PreloadBridge = {
  request: (raw: unknown) => Promise<unknown>;
  onMessage: (listener: (raw: unknown) => void) => () => void;
};

declare global {
  interface Window {
    jowiTill?: PreloadBridge;
  }
}

/** Finds out which host the page runs in and opens the bridge to it. */
export function connectToHost(): Bridge {
  if (window.jowiTill) return createBridge(ipcTransport(window.jowiTill));
  const url = `${location.origin.replace(/^http/, 'ws')}/bridge`;
  return createBridge(reloadOnNewHost(webSocketTransport(url, hostValue('jowi-token'))));
}

function ipcTransport(preload: PreloadBridge): Transport {
  return {
    request: (request) => preload.request(request),
    onMessage: (listener) => preload.onMessage(listener),
    onLink: (listener) => {
      listener(true);
      return () => {};
    },
  };
}

/**
 * A restarted host has a new token and perhaps a new page, so the old page can never connect again: it watches
 * for the host to answer and loads afresh. Nothing is lost, every line lives in the engine.
 */
function reloadOnNewHost(transport: Transport): Transport {
  let wasUp = false;
  let watching: number | undefined;
  transport.onLink((up) => {
    window.clearInterval(watching);
    if (up) wasUp = true;
    else if (wasUp) watching = window.setInterval(reloadIfHostAnswers, 700);
  });
  return transport;
}

async function reloadIfHostAnswers(): Promise<void> {
  const answer = await fetch('/health', { cache: 'no-store' }).catch(() => null);
  if (answer?.ok) location.reload();
}
