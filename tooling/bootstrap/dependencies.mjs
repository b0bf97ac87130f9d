import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from './failure.mjs';
import { runQuietly } from './run-quietly.mjs';
import { toolEnvironment, toolPaths } from './tools.mjs';

const firstInstallMiB = 2_500;
const anyRunMiB = 200;

/**
 * Says so before the work starts when the disk cannot hold its result.
 *
 * @param {string} root
 */
export function requireDiskSpace(root) {
  const { bavail, bsize } = statfsSync(root);
  const freeMiB = Math.floor((bavail * bsize) / 2 ** 20);
  const neededMiB = existsSync(join(root, 'node_modules')) ? anyRunMiB : firstInstallMiB;
  if (freeMiB < neededMiB) {
    throw new Failure(
      `The disk is full: ${freeMiB} MB are free at ${root}, ${neededMiB} MB are needed. Make room and run the command again.`,
    );
  }
}

/**
 * Installs the workspace's dependencies unless nothing changed since the last time. Returns false when there
 * was nothing to do.
 *
 * @param {string} root
 */
export async function installDependencies(root) {
  const stamp = join(root, 'node_modules', '.jowi-install');
  const wanted = fingerprint(root);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return false;
  await runQuietly(
    'Installing the dependencies',
    toolPaths(root).pnpm,
    ['install', '--frozen-lockfile', '--prefer-offline', '--reporter=append-only'],
    // CI=1: pnpm asks nothing, also when it has to rebuild node_modules.
    {
      cwd: root,
      env: { ...toolEnvironment(root), CI: '1' },
      logFile: join(root, '.tools', 'dependencies.log'),
    },
  );
  writeFileSync(stamp, wanted);
  return true;
}

/** @param {string} root */
function fingerprint(root) {
  const hash = createHash('sha256');
  const rooms = ['apps', 'packages'].flatMap((parent) =>
    readdirSync(join(root, parent)).map((name) => join(parent, name)),
  );
  const files = [
    'pnpm-lock.yaml',
    'pnpm-workspace.yaml',
    ...['.', 'tooling', ...rooms.sort()].map((room) => join(room, 'package.json')),
  ];
  for (const file of files) {
    const path = join(root, file);
    if (existsSync(path)) hash.update(`${file}\n`).update(readFileSync(path));
  }
  return hash.digest('hex');
}
