import { PIN } from './shop-server.ts';
import { startTillStand } from './till-stand.ts';

/** `node apps/pos/test/try-till.ts`: a till to play with at http://127.0.0.1:4100, forgotten at Ctrl-C. */
const stand = await startTillStand({ port: Number(process.env.TILL_PORT ?? 4100) });
console.log(`till: ${stand.url}  PIN ${PIN}  printed receipts: ${stand.printer.pageUrl}`);
process.once('SIGINT', () => void stand.stop().then(() => process.exit(0)));
