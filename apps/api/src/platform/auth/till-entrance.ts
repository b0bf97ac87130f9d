import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { GateName } from '../config/admission.config.ts';
import { AddRouteConfig } from '../http/route-config.ts';
import { addressKey } from '../limits/address-key.ts';
import type { Admission } from '../limits/admission.ts';
import type { RequestLimits } from '../limits/request-limits.ts';
import type { TerminalAssertions } from './terminal-assertions.ts';

type TillGate = Extract<GateName, 'sync' | 'snapshot' | 'listen'>;
interface EntranceConfig {
  readonly tillGate: TillGate;
}

/** For a route of tills: they wait for their turn at this gate before their body is read. */
export const WaitsAt = (tillGate: TillGate) => AddRouteConfig({ tillGate } satisfies EntranceConfig);

/** A sale with its signature is about so long. */
const BYTES_A_SALE = 2_500;

/**
 * Who a till is is found out, and its business's turn awaited, before anything of its body is read: what waits or is sent
 * away holds a socket and no memory worth speaking of. The guard finds the work done.
 */
export function registerTillEntrance(
  server: FastifyInstance,
  assertions: TerminalAssertions,
  admission: Admission,
  limits: RequestLimits,
): void {
  server.addHook('onRequest', async (request, reply) => {
    const { tillGate } = request.routeOptions.config as Partial<EntranceConfig>;
    if (!tillGate) return;
    const { authorization } = request.headers;
    const checked = assertions.hasChecked(authorization)
      ? await assertions.authenticate(authorization)
      : await admission.run('entrance', addressKey(request.scope.ip), () =>
          assertions.authenticate(authorization),
        );
    request.terminal = checked.terminal;
    request.assertion = checked.assertion;
    limits.countTerminal(checked.terminal);
    await admission.enter(tillGate, checked.terminal.tenantId, reply, costOf(request));
  });
}

function costOf({ headers }: FastifyRequest): number {
  return 1 + Math.floor(Number(headers['content-length'] ?? 0) / BYTES_A_SALE);
}
