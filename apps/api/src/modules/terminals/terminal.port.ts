import type { Terminal } from '@jowi/contracts/http/terminals';

/** A till as the server sees it. */
export abstract class TerminalPort {
  /** @throws ProblemError common/not-found */
  abstract get(tenantId: string, id: string): Promise<Terminal>;
}
