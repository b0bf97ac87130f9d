import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { explain } from './failure.mjs';

/**
 * Runs a program, keeps its output in a log file and fails with one clear line when it fails.
 *
 * @param {string} what the step, as the subject of a sentence
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd: string, env: NodeJS.ProcessEnv, logFile: string }} options
 * @returns {Promise<void>}
 */
export function runQuietly(what, command, args, { cwd, env, logFile }) {
  mkdirSync(dirname(logFile), { recursive: true });
  return new Promise((resolve, reject) => {
    const log = createWriteStream(logFile);
    // A full disk must not hide the reason of the failure: the output is kept in memory as well.
    log.on('error', () => undefined);
    let output = '';
    const child = spawn(command, args, {
      cwd,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32',
      // A group of its own, so that whatever it started ends with us.
      detached: process.platform !== 'win32',
    });
    const killGroup = () => {
      if (child.pid !== undefined) killTree(child.pid);
    };
    process.on('exit', killGroup);
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => {
        output = (output + chunk).slice(-100_000);
        log.write(chunk);
      });
    }
    child.once('error', (error) => reject(explain(what, String(error))));
    child.once('close', (code) => {
      process.off('exit', killGroup);
      log.end();
      if (code === 0) resolve();
      else reject(explain(what, output, logFile));
    });
  });
}

/** @param {number} pid leader of a process group */
function killTree(pid) {
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, 'SIGTERM');
  } catch {
    // It ended in the meantime.
  }
}

/** Makes the usual signals an ordinary exit, so that what `runQuietly` runs is ended too. Returns the undo. */
export function exitOnSignals() {
  const leave = (/** @type {NodeJS.Signals} */ signal) => process.exit(signal === 'SIGINT' ? 130 : 143);
  /** @type {NodeJS.Signals[]} */
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const signal of signals) process.on(signal, leave);
  return () => {
    for (const signal of signals) process.off(signal, leave);
  };
}
