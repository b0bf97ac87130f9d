import { createTcpPrinter } from '@jowi/devices/printer/tcp.printer';
import { nodePorts } from '@jowi/till/node-ports';
import { openTill } from '@jowi/till/open-till';
import type { BridgeServer } from '../bridge/bridge-server.ts';
import type { TillEngine } from '../bridge/till-engine.ts';
import { serveTill } from '../bridge/till-server.ts';
import { type BridgeEvent, EVENT_NAMES } from '../bridge/wire.ts';
import { pairAtFirstStart } from './auto-pair.ts';
import { createFiscalPort } from './fiscal-adapter.ts';
import type { HostSettings } from './host-settings.ts';
import { bridgeLog, writeLog } from './log.ts';
import { printerPortOf } from './printer-adapter.ts';

export type TillHost = {
  bridge: BridgeServer;
  onEvent: (listener: (event: BridgeEvent) => void) => void;
  close: () => Promise<void>;
};

/** The engine with its devices, as both hosts run it. Throws a `TillError` when the data cannot be opened. */
export function openHost(settings: HostSettings): TillHost {
  const till = openTill({
    ...nodePorts,
    dataDir: settings.dataDir,
    fiscal: createFiscalPort({ url: settings.fiscalUrl, factoryId: settings.fiscalFactoryId }),
    printer: printerPortOf(
      createTcpPrinter({
        host: settings.printerHost,
        port: settings.printerPort,
        profile: { paperMm: 80 },
      }),
    ),
    log: writeLog,
  });
  if (settings.pairingCode) {
    void pairAtFirstStart(till.device, settings.pairingCode, settings.apiUrl, console.log);
  }
  return {
    bridge: serveTill(withUsualServer(till, settings.apiUrl), bridgeLog),
    onEvent: (listener) => {
      for (const event of EVENT_NAMES) till.on(event, () => listener({ event }));
    },
    close: () => till.close(),
  };
}

/** The pairing screen of a new till already names the server this machine was set up with. */
function withUsualServer(till: TillEngine, apiUrl: string): TillEngine {
  const serverUrl: TillEngine['device']['serverUrl'] = async () => {
    const answer = await till.device.serverUrl();
    return answer.ok && answer.value === null ? { ok: true, value: apiUrl } : answer;
  };
  const { session, shift, sale, approval, catalogue } = till;
  return { device: { ...till.device, serverUrl }, session, shift, sale, approval, catalogue };
}
