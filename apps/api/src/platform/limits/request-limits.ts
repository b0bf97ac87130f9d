import { Inject, Injectable } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';
import { Clock } from '../clock/clock.ts';
import { CONFIG, type Config } from '../config/config.ts';
import type { RequestLimitsConfig } from '../config/messages.config.ts';
import { addressKey } from './address-key.ts';
import { WindowCounter } from './window-counter.ts';

/**
 * Before anything is read or checked. Tills, who bring an assertion, are counted apart from browsers: a shop has one
 * address, and whatever a browser there does, its tills go on sending their sales.
 */
export function registerAddressLimit(
  server: FastifyInstance,
  limits: RequestLimitsConfig,
  clock: Clock,
): void {
  const browsers = new WindowCounter(limits.perAddress);
  const tills = new WindowCounter(limits.perAddress);
  server.addHook('onRequest', ({ scope, headers }, _reply, done) => {
    const counter = headers.authorization?.startsWith('Bearer ') ? tills : browsers;
    try {
      counter.count(addressKey(scope.ip), clock.nowMs());
      done();
    } catch (error) {
      done(error as Error);
    }
  });
}

/** Once it is known who asks. People and tills of a business are counted apart as well. */
@Injectable()
export class RequestLimits {
  readonly #accounts: WindowCounter;
  readonly #tenants: WindowCounter;
  readonly #terminals: WindowCounter;
  readonly #tillsOfTenants: WindowCounter;

  constructor(
    @Inject(CONFIG) config: Config,
    private readonly clock: Clock,
  ) {
    const { perAccount, perTenant, perTerminal } = config.requestLimits;
    this.#accounts = new WindowCounter(perAccount);
    this.#tenants = new WindowCounter(perTenant);
    this.#terminals = new WindowCounter(perTerminal);
    this.#tillsOfTenants = new WindowCounter(perTenant);
  }

  /** @throws ProblemError common/too-many-requests */
  countPerson({ tenantId, employeeId }: { readonly tenantId: string; readonly employeeId: string }): void {
    const nowMs = this.clock.nowMs();
    this.#accounts.count(employeeId, nowMs);
    this.#tenants.count(tenantId, nowMs);
  }

  /** @throws ProblemError common/too-many-requests */
  countTerminal({ tenantId, terminalId }: { readonly tenantId: string; readonly terminalId: string }): void {
    const nowMs = this.clock.nowMs();
    this.#terminals.count(terminalId, nowMs);
    this.#tillsOfTenants.count(tenantId, nowMs);
  }
}
