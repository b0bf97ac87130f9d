import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runQuietly } from '../bootstrap/run-quietly.mjs';
import { toolEnvironment, toolPaths } from '../bootstrap/tools.mjs';
import { repositoryRoot } from '../repository-root.ts';
import { apiRoom, type BuiltRoom, posRoom, webRoom } from './rooms.ts';

const stampName = '.built-from';
const notInputs = /(^|\/)(node_modules|dist|\.next|generated)$|\.test\.tsx?$/;

/**
 * Builds what changed since its last build, the two screens' builds beside each other.
 *
 * @returns the names of the rooms that were built
 */
export async function buildChanged(logDir: string): Promise<string[]> {
  const first = async () => [...(await buildRoom(apiRoom, logDir)), ...(await buildRoom(posRoom, logDir))];
  const built = await Promise.all([first(), buildRoom(webRoom, logDir)]);
  return built.flat();
}

/** The server alone, for those who need no screens. */
export function buildApi(logDir: string): Promise<string[]> {
  return buildRoom(apiRoom, logDir);
}

async function buildRoom(room: BuiltRoom, logDir: string): Promise<string[]> {
  const output = join(repositoryRoot, room.output);
  const stamp = join(output, stampName);
  const wanted = fingerprint(room.inputs);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return [];
  rmSync(stamp, { force: true });
  await runQuietly(
    `Building ${room.name}`,
    toolPaths(repositoryRoot).pnpm,
    ['--filter', room.packageName, 'run', 'build'],
    {
      cwd: repositoryRoot,
      env: { ...toolEnvironment(repositoryRoot), NODE_ENV: 'production' },
      logFile: join(logDir, `build-${room.name}.log`),
    },
  );
  writeFileSync(stamp, wanted);
  return [room.name];
}

function fingerprint(inputs: readonly string[]): string {
  const hash = createHash('sha256').update(process.version);
  for (const path of ['pnpm-lock.yaml', ...inputs]) addTo(hash, path);
  return hash.digest('hex');
}

function addTo(hash: ReturnType<typeof createHash>, path: string): void {
  const absolute = join(repositoryRoot, path);
  if (notInputs.test(path) || !existsSync(absolute)) return;
  if (statSync(absolute).isDirectory()) {
    for (const name of readdirSync(absolute).sort()) addTo(hash, `${path}/${name}`);
  } else {
    hash.update(`${path}\0`).update(readFileSync(absolute));
  }
}
