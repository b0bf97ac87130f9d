import type { Bridge } from '../bridge.ts';

export function deviceClient(bridge: Bridge) {
  return {
    state: () => bridge.call('device', 'state', {}),
    serverUrl: () => bridge.call('device', 'serverUrl', {}),
    pair: (code: string, serverUrl: string) => bridge.call('device', 'pair', { code, serverUrl }),
  };
}
