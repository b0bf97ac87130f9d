import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findElectron } from './find-electron.ts';

/** `pnpm --filter @jowi/pos electron`: builds the shell and runs it, where a binary of Electron is to be had. */
const root = fileURLToPath(new URL('../..', import.meta.url));
const packageDir = dirname(fileURLToPath(import.meta.resolve('electron/package.json')));
const binary = findElectron(process.env, packageDir, process.platform, existsSync);
if (!binary) {
  console.error(
    'NO ELECTRON HERE: its binary is not installed. Set ELECTRON_OVERRIDE_DIST_PATH to an unpacked Electron, ' +
      'or run `node node_modules/electron/install.js` where github.com can be reached. The kiosk host does the same.',
  );
  process.exit(1);
}
await import('./build-shell.ts');
spawn(binary, [join(root, 'dist/electron/main.js'), ...process.argv.slice(2)], { stdio: 'inherit' }).on(
  'exit',
  (code) => process.exit(code ?? 1),
);
