import { writeSync } from 'node:fs';
import { loadCatalogue, openLoadingTill } from './loading-till.ts';

// A first load in a process of its own, to be killed. Arguments: data directory, server, pairing code. Says how many
// lines came and how many products it holds, on each step; ends when the catalogue is whole.
const [dataDir, serverUrl, code] = process.argv.slice(2);
const loading = openLoadingTill(dataDir!);
await loadCatalogue(loading, { serverUrl: serverUrl!, code: code! }, (have) => {
  writeSync(1, `${loading.received()} ${have}\n`);
});
writeSync(1, `${loading.received()} whole\n`);
await loading.till.close();
