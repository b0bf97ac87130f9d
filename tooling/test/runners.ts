import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { toolEnvironment } from '../bootstrap/tools.mjs';
import { repositoryRoot } from '../repository-root.ts';
import type { Tally } from './gates.ts';

const reports = join(repositoryRoot, 'artifacts/reports');

/** Runs the vitest projects of these names; the counts come from vitest's own report. */
export function runVitest(...projects: string[]): Promise<Tally> {
  const chosen = projects.flatMap((name) => ['--project', name]);
  return runVitestWith(projects.join('-'), [...chosen, '--passWithNoTests']);
}

/** Runs the tests in these folders. */
export function runVitestFiles(name: string, folders: readonly string[]): Promise<Tally> {
  return runVitestWith(name, folders);
}

async function runVitestWith(name: string, options: readonly string[]): Promise<Tally> {
  const report = join(reports, `${name}.json`);
  const args = ['run', ...options];
  const ok = await run(
    'vitest',
    [...args, '--reporter=default', '--reporter=json', `--outputFile=${report}`],
    report,
  );
  const counts = read(report) as { numPassedTests?: number; numFailedTests?: number } | null;
  return honest(ok, counts?.numPassedTests ?? 0, counts?.numFailedTests ?? 0);
}

/** Runs the browser tests. */
export async function runPlaywright(...args: string[]): Promise<Tally> {
  const report = join(reports, 'browser.json');
  const config = join(repositoryRoot, 'tooling/e2e/playwright.config.ts');
  const ok = await run('playwright', ['test', '--config', config, '--pass-with-no-tests', ...args], report);
  const stats = (read(report) as { stats?: { expected: number; unexpected: number; flaky: number } } | null)
    ?.stats;
  return honest(ok, stats?.expected ?? 0, (stats?.unexpected ?? 0) + (stats?.flaky ?? 0));
}

/** A runner that failed without a failing test (a file that does not load, a crash) counts as one failure. */
function honest(ok: boolean, passed: number, failed: number): Tally {
  return { passed, failed: ok ? failed : Math.max(failed, 1) };
}

function run(program: string, args: string[], report: string): Promise<boolean> {
  mkdirSync(dirname(report), { recursive: true });
  rmSync(report, { force: true });
  return new Promise((resolve, reject) => {
    const child = spawn('pnpm', ['exec', program, ...args], {
      cwd: repositoryRoot,
      env: toolEnvironment(repositoryRoot),
      stdio: ['ignore', 'inherit', 'inherit'],
      shell: process.platform === 'win32',
    });
    const end = () => child.kill();
    process.on('exit', end);
    child.once('error', reject);
    child.once('close', (code) => {
      process.off('exit', end);
      resolve(code === 0);
    });
  });
}

function read(path: string): unknown {
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : null;
}
