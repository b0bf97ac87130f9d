import { fileURLToPath } from 'node:url';
import { readHostSettings } from '../host/host-settings.ts';
import { bridgeLog } from '../host/log.ts';
import { openHost } from '../host/open-host.ts';
import { startFailure } from '../host/start-failure.ts';
import { loadStaticFiles } from '../host/static-files.ts';
import { startKiosk } from './kiosk-server.ts';

/** `pnpm --filter @jowi/pos kiosk`: the till for a browser on this machine (chromium --app or --kiosk). */
async function main(): Promise<void> {
  const settings = readHostSettings(process.env);
  const files = await loadStaticFiles(fileURLToPath(new URL('../../dist/renderer', import.meta.url)));
  const host = openHost(settings);
  const kiosk = await startKiosk({ port: settings.port, files, bridge: host.bridge, log: bridgeLog });
  host.onEvent(kiosk.broadcast);
  console.log(`till: ${kiosk.url}`);

  const stop = async () => {
    await kiosk.close();
    await host.close();
    process.exit(0);
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

main().catch((error: unknown) => {
  console.error(startFailure(error));
  process.exit(1);
});
