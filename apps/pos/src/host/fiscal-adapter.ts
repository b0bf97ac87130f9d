import { createFiscalDriveApi } from '@jowi/devices/fiscal/fiscal-drive-api.driver';
import type { FiscalProvider } from '@jowi/devices/fiscal/fiscal-provider.port';
import { callJsonRpc } from '@jowi/devices/fiscal/json-rpc.client';
import type { FiscalPort } from '@jowi/till/ports';
import { z } from 'zod';

export type FiscalSettings = {
  url: string;
  /** Empty = take the only module the service has. */
  factoryId: string;
};

const zDrives = z.looseObject({ FactoryID: z.array(z.string()) });
const MISSING = { code: 'fiscal/module-missing', retryable: true } as const;

/** The engine's fiscal port over FiscalDriveAPI. A module plugged in later, or in place of another, is found at the next try. */
export function createFiscalPort({ url, factoryId }: FiscalSettings): FiscalPort {
  let known: FiscalProvider | null = factoryId ? createFiscalDriveApi({ url, factoryId }) : null;

  async function findModule(): Promise<FiscalProvider | 'unreachable' | null> {
    if (known) return known;
    const answer = await callJsonRpc(
      { url, connectTimeoutMs: 3000, readTimeoutMs: 10_000 },
      'Api.ListFiscalDrives',
      {},
    );
    if (answer.kind !== 'result') return 'unreachable';
    const drives = zDrives.safeParse(answer.result);
    const ids = drives.success ? drives.data.FactoryID : [];
    // with two modules in the readers a person must say which one belongs to this till
    if (ids.length === 1 && ids[0]) known = createFiscalDriveApi({ url, factoryId: ids[0] });
    return known;
  }

  const whyNot = (found: 'unreachable' | null) =>
    found === null ? MISSING : ({ code: 'fiscal/unreachable', retryable: true } as const);

  return {
    async position() {
      const found = await findModule();
      if (found === null || found === 'unreachable') return { kind: 'refused', ...whyNot(found) };
      const last = await found.findLastReceipt();
      if (last.kind === 'refused') return last;
      if (last.kind === 'found') return { kind: 'position', ...last.mark };
      const status = await found.status();
      if (status.kind === 'refused') return status;
      return { kind: 'position', terminalId: status.terminalId, receiptSeq: '0' };
    },
    async prepare(receipt) {
      const found = await findModule();
      if (found === null || found === 'unreachable') return { kind: 'refused', ...whyNot(found) };
      const prepared = await found.prepare(receipt);
      const isGone = prepared.kind === 'refused' && prepared.code === MISSING.code;
      if (isGone && !factoryId) known = null;
      return prepared;
    },
    async registerSale(receipt, token) {
      const found = await findModule();
      if (found === null || found === 'unreachable') return { kind: 'refused', ...whyNot(found) };
      return found.registerSale(receipt, token);
    },
    async resolve(receipt, token) {
      const found = await findModule();
      if (found === null || found === 'unreachable') return { kind: 'unknown', ...whyNot(found) };
      return found.resolve(receipt, token);
    },
  };
}
