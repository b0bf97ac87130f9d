import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Builds dist/electron (main, engine process, preload), and the renderer where there is none yet. */
const root = fileURLToPath(new URL('../..', import.meta.url));

if (!existsSync(join(root, 'dist/renderer/index.html'))) build(['build'], {});
for (const part of ['main', 'preload']) {
  build(['build', '--config', 'vite.electron.config.ts'], { ELECTRON_PART: part });
}

function build(args: string[], env: Record<string, string>): void {
  const vite = join(root, 'node_modules/vite/bin/vite.js');
  const done = spawnSync(process.execPath, [vite, ...args], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
  if (done.status !== 0) process.exit(done.status ?? 1);
}
