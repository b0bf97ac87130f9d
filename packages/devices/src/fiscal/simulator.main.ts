import { mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { startFiscalSimulator } from './fiscal-drive-api.simulator.ts';

/** `FISCAL_SIM_PORT` (3448), `FISCAL_SIM_DATA` (.data/fiscal-simulator.sqlite). */
const port = Number(process.env.FISCAL_SIM_PORT ?? 3448);
const dataFile = resolve(process.env.FISCAL_SIM_DATA ?? '.data/fiscal-simulator.sqlite');
mkdirSync(dirname(dataFile), { recursive: true });
try {
  const simulator = await startFiscalSimulator({ port, dataFile });
  console.log(`fiscal simulator: ${simulator.url} (FactoryID ${simulator.factoryId})`);
  const stop = () => void simulator.stop().then(() => process.exit(0));
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
} catch (error) {
  console.error(`fiscal simulator: cannot listen on port ${port}: ${(error as Error).message}`);
  process.exitCode = 1;
}
