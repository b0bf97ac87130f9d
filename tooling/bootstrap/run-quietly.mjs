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
    });
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => {
        output = (output + chunk).slice(-100_000);
        log.write(chunk);
      });
    }
    child.once('error', (error) => reject(explain(what, String(error))));
    child.once('close', (code) => {
      log.end();
      if (code === 0) resolve();
      else reject(explain(what, output));
    });
  });
}
