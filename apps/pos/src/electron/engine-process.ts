import { readHostSettings } from '../host/host-settings.ts';
import { openHost } from '../host/open-host.ts';
import { startFailure } from '../host/start-failure.ts';

/** Electron gives a utility process this port to its parent; plain Node has none. */
type ParentPort = {
  postMessage: (message: unknown) => void;
  on: (event: 'message', listener: (message: { data: unknown }) => void) => void;
};

/** The engine in its own process: a slow disk never freezes the window. */
function main(port: ParentPort): void {
  const host = openHost(readHostSettings(process.env));
  host.onEvent((event) => port.postMessage(event));
  port.on('message', async ({ data }) => {
    const response = await host.bridge(data);
    if (response) port.postMessage(response);
  });
  port.postMessage({ notice: 'ready' });
}

const parent = (process as unknown as { parentPort?: ParentPort }).parentPort;
if (!parent) throw new Error('engine-process runs inside Electron only');
try {
  main(parent);
} catch (error) {
  parent.postMessage({ notice: 'failed', message: startFailure(error) });
}
