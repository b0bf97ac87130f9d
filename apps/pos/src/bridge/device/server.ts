import { type ServedDomain, serve } from '../bridge-server.ts';
import type { TillEngine } from '../till-engine.ts';
import { deviceContract } from './contract.ts';

export function serveDevice({ device }: TillEngine): ServedDomain {
  return serve(deviceContract, {
    state: () => device.state(),
    serverUrl: () => device.serverUrl(),
    pair: (params) => device.pair(params),
  });
}
