import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type TempDir, tempDir } from '@jowi/testkit/temp-dir';
import { waitFor } from '@jowi/testkit/wait-for';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fiscalReceipt } from './fiscal.fixture.ts';
import { createFiscalDriveApi } from './fiscal-drive-api.driver.ts';
import { type FiscalSimulator, startFiscalSimulator } from './fiscal-drive-api.simulator.ts';
import { registerOnce } from './register-once.fixture.ts';

let dir: TempDir;
let simulator: FiscalSimulator;

beforeEach(async () => {
  dir = await tempDir();
  simulator = await startFiscalSimulator({ port: 0, dataFile: join(dir.path, 'module.sqlite') });
});
afterEach(async () => {
  await simulator.stop();
  await dir.remove();
});

/** A till in a process of its own: writes the token to disk, then sends; to be killed on the way. */
function startTill(tokenFile: string, pauseAfterTokenMs: number) {
  const here = (file: string) => JSON.stringify(new URL(file, import.meta.url).href);
  const script = `
    import { setTimeout as sleep } from 'node:timers/promises';
    import { writeFileSync } from 'node:fs';
    import { createFiscalDriveApi } from ${here('./fiscal-drive-api.driver.ts')};
    import { registerOnce } from ${here('./register-once.fixture.ts')};
    import { fiscalReceipt } from ${here('./fiscal.fixture.ts')};
    const provider = createFiscalDriveApi(${JSON.stringify({ url: simulator.url, factoryId: simulator.factoryId })});
    await registerOnce(provider, fiscalReceipt(), {
      savedToken: null,
      saveToken: async (token) => {
        writeFileSync(${JSON.stringify(tokenFile)}, token, { flush: true });
        await sleep(${pauseAfterTokenMs});
      },
    });`;
  return spawn(process.execPath, ['--input-type=module', '--eval', script], {
    stdio: ['ignore', 'ignore', 'inherit'],
    cwd: new URL('../..', import.meta.url),
  });
}

async function resume(tokenFile: string) {
  const provider = createFiscalDriveApi({ url: simulator.url, factoryId: simulator.factoryId });
  return registerOnce(provider, fiscalReceipt(), {
    savedToken: readFileSync(tokenFile, 'utf8'),
    saveToken: (token) => writeFileSync(tokenFile, token),
  });
}

describe('a till killed while it registers', () => {
  it('after the module did its work, before the answer came: found, not repeated', async () => {
    const tokenFile = join(dir.path, 'token');
    simulator.control({ failNext: 'late-answer', ms: 20_000 });
    const till = startTill(tokenFile, 0);
    await waitFor(() => simulator.receipts().length === 1, { what: 'the receipt in the module' });
    till.kill('SIGKILL');
    await once(till, 'exit');
    expect(await resume(tokenFile)).toMatchObject({ kind: 'registered', mark: { receiptSeq: '1' } });
    expect(simulator.receipts()).toHaveLength(1);
  });

  it('after the token was written, before the receipt left: sent once', async () => {
    const tokenFile = join(dir.path, 'token');
    const till = startTill(tokenFile, 60_000);
    await waitFor(() => readFileSync(tokenFile, 'utf8') !== '', { what: 'the token on disk' });
    await sleep(50);
    till.kill('SIGKILL');
    await once(till, 'exit');
    expect(simulator.receipts()).toHaveLength(0);
    expect(await resume(tokenFile)).toMatchObject({ kind: 'registered', mark: { receiptSeq: '1' } });
    expect(await resume(tokenFile)).toMatchObject({ kind: 'registered', mark: { receiptSeq: '1' } });
    expect(simulator.receipts()).toHaveLength(1);
  });
});
