import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installDependencies, requireDiskSpace } from './dependencies.mjs';
import { exitWith, Failure } from './failure.mjs';
import { step } from './progress.mjs';
import { exitOnSignals } from './run-quietly.mjs';
import { installTools, linkTools, NODE_VERSION, PNPM_VERSION, toolEnvironment, toolPaths } from './tools.mjs';

/** How many steps each command has in all; the set-up is the first two. */
const commands = {
  start: { script: 'tooling/dev/start.ts', steps: 6 },
  test: { script: 'tooling/test/run.ts', steps: 8 },
  'demo-reset': { script: 'tooling/dev/reset.ts', steps: 2 },
  run: { script: null, steps: 2 },
};

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

async function main() {
  const [name = '', ...rest] = process.argv.slice(2);
  if (!Object.hasOwn(commands, name)) {
    throw new Failure(`There is no command "${name}": ${Object.keys(commands).join(', ')}.`);
  }
  const { script, steps } = commands[/** @type {keyof typeof commands} */ (name)];
  requireDiskSpace(root);
  const stayOnSignals = exitOnSignals();
  await setUp(steps);
  linkTools(root);
  const args = script ? [join(root, script), ...rest] : rest;
  stayOnSignals();
  handOver(toolPaths(root).node, args);
}

/** @param {number} steps */
async function setUp(steps) {
  const there = (/** @type {boolean} */ didSomething) => (didSomething ? '' : '=there');
  await step(`1/${steps} Node ${NODE_VERSION} and pnpm ${PNPM_VERSION}`, async () =>
    there(await installTools(root)),
  );
  await step(`2/${steps} Dependencies`, async () => there(await installDependencies(root)));
}

/**
 * Runs the command on the pinned Node and ends as it ends. Signals are passed on and waited out: the command
 * has things to stop.
 *
 * @param {string} node
 * @param {string[]} args
 */
function handOver(node, args) {
  const child = spawn(node, args, { cwd: root, env: toolEnvironment(root), stdio: 'inherit' });
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => child.kill(signal));
  }
  child.once('error', exitWith);
  child.once('exit', (code, signal) => {
    process.exit(code ?? (signal === 'SIGINT' ? 130 : 1));
  });
}

main().catch(exitWith);
