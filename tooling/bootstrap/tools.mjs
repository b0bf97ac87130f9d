import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { arch, platform } from 'node:os';
import { delimiter, join } from 'node:path';
import { Failure } from './failure.mjs';
import { runQuietly } from './run-quietly.mjs';

/** Pinned: everybody builds and runs with exactly these, whatever Node started the set-up. */
export const NODE_VERSION = '24.21.0';
export const PNPM_VERSION = '12.21.0';

/** @param {string} root */
export function toolPaths(root) {
  const dir = join(root, '.tools');
  const bin = join(dir, 'node_modules', '.bin');
  const windows = platform() === 'win32';
  return {
    dir,
    bin,
    node: windows
      ? join(dir, 'node_modules', `node-win-${arch()}`, 'bin', 'node.exe')
      : join(dir, 'node_modules', `node-${platform()}-${arch()}`, 'bin', 'node'),
    pnpm: join(bin, windows ? 'pnpm.cmd' : 'pnpm'),
  };
}

/**
 * The environment of everything that runs on the pinned tools.
 *
 * @param {string} root
 * @returns {NodeJS.ProcessEnv}
 */
export function toolEnvironment(root) {
  return {
    ...process.env,
    PATH: `${toolPaths(root).bin}${delimiter}${process.env.PATH ?? ''}`,
    PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '1',
    NEXT_TELEMETRY_DISABLED: '1',
  };
}

/**
 * Installs Node and pnpm into .tools unless they are there. Returns false when there was nothing to do.
 *
 * @param {string} root
 */
export async function installTools(root) {
  const { dir, node, pnpm } = toolPaths(root);
  const stamp = join(dir, 'ready');
  const wanted = `${platform()}-${arch()} node ${NODE_VERSION} pnpm ${PNPM_VERSION}`;
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted && existsSync(node) && existsSync(pnpm)) {
    return false;
  }
  rmSync(dir, { recursive: true, force: true });
  mkdirSync(dir, { recursive: true });
  // A package of its own, or npm would take the repository's for the one to install into.
  writeFileSync(join(dir, 'package.json'), '{ "private": true }\n');
  const system = platform() === 'win32' ? 'win' : platform();
  await runQuietly(
    'Installing Node and pnpm',
    'npm',
    [
      'install',
      '--no-audit',
      '--no-fund',
      '--no-update-notifier',
      '--loglevel=error',
      `node-${system}-${arch()}@${NODE_VERSION}`,
      `pnpm@${PNPM_VERSION}`,
    ],
    { cwd: dir, env: withoutNpmContext(process.env), logFile: join(dir, 'install.log') },
  );
  proveNodeRuns(node);
  writeFileSync(stamp, wanted);
  return true;
}

/**
 * npm puts node_modules/.bin first on the PATH of its scripts: with the tools linked there, `npm run anything`
 * runs on them too.
 *
 * @param {string} root
 */
export function linkTools(root) {
  if (platform() === 'win32') return;
  for (const name of ['node', 'pnpm']) {
    const link = join(root, 'node_modules', '.bin', name);
    if (!existsSync(link)) symlinkSync(join('..', '..', '.tools', 'node_modules', '.bin', name), link);
  }
}

/** @param {string} node */
function proveNodeRuns(node) {
  try {
    execFileSync(node, ['--version'], { stdio: 'ignore' });
  } catch {
    throw new Failure(
      `The Node ${NODE_VERSION} for ${platform()}-${arch()} from the npm registry does not run on this system (a C library other than glibc?).`,
    );
  }
}

/**
 * What npm tells its scripts about the package they belong to would mislead an npm inside.
 *
 * @param {NodeJS.ProcessEnv} env
 */
function withoutNpmContext(env) {
  const misleading =
    /^npm_(package_|lifecycle_|command$|config_(local_prefix|global_prefix|prefix|noproxy)$)/;
  return Object.fromEntries(Object.entries(env).filter(([name]) => !misleading.test(name)));
}
