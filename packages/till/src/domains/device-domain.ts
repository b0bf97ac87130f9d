import { answer } from '../result.ts';
import type { SyncRunner } from '../sync/sync-runner.ts';
import type { DeviceDomain } from '../till.ts';
import type { TillContext } from '../till-context.ts';
import { deviceState } from '../use-cases/device-state.usecase.ts';
import { pairDevice } from '../use-cases/pair-device.usecase.ts';
import type { FiscalWorker } from '../workers/fiscal.worker.ts';
import type { PrintWorker } from '../workers/print.worker.ts';

type Workers = { sync: SyncRunner; fiscal: FiscalWorker; print: PrintWorker };

export function deviceDomain(till: TillContext, { sync, fiscal, print }: Workers): DeviceDomain {
  return {
    state: () =>
      answer(till.log, () =>
        deviceState(till, {
          ...{ online: sync.online, obstacle: sync.obstacle },
          ...{ fiscal: fiscal.light(), printer: print.light() },
        }),
      ),
    serverUrl: () => answer(till.log, () => till.meta.findIdentity()?.serverUrl ?? null),
    pair: ({ code, serverUrl }) =>
      answer(till.log, async () => {
        await pairDevice(till, code, serverUrl);
        return null;
      }),
  };
}
