import { resolve } from 'node:path';
import { startPrinterSimulator } from './printer.simulator.ts';

/** `PRINTER_PORT` (9100), `PRINTER_HTTP_PORT` (9180), `PRINTER_DATA` (.data/printer), `PRINTER_PAPER_MM` (80 or 58). */
const { PRINTER_PORT = '9100', PRINTER_HTTP_PORT = '9180', PRINTER_DATA = '.data/printer' } = process.env;
try {
  const simulator = await startPrinterSimulator({
    port: Number(PRINTER_PORT),
    httpPort: Number(PRINTER_HTTP_PORT),
    dataDir: resolve(PRINTER_DATA),
    paperMm: process.env.PRINTER_PAPER_MM === '58' ? 58 : 80,
  });
  console.log(`printer simulator: tcp 127.0.0.1:${simulator.port}, receipts at ${simulator.pageUrl}`);
  const stop = () => void simulator.stop().then(() => process.exit(0));
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
} catch (error) {
  console.error(
    `printer simulator: cannot listen on ports ${PRINTER_PORT}, ${PRINTER_HTTP_PORT}: ${(error as Error).message}`,
  );
  process.exitCode = 1;
}
