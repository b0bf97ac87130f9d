import { serveApproval } from './approval/server.ts';
import { type BridgeServer, createBridgeServer, type Log } from './bridge-server.ts';
import { serveCatalogue } from './catalogue/server.ts';
import { serveDevice } from './device/server.ts';
import { serveSale } from './sale/server.ts';
import { serveSession } from './session/server.ts';
import { serveShift } from './shift/server.ts';
import type { TillEngine } from './till-engine.ts';

/** All domains of the till behind one bridge. */
export function serveTill(engine: TillEngine, log: Log): BridgeServer {
  const domains = {
    device: serveDevice(engine),
    session: serveSession(engine),
    shift: serveShift(engine),
    sale: serveSale(engine),
    approval: serveApproval(engine),
    catalogue: serveCatalogue(engine),
  };
  return createBridgeServer(domains, log);
}
