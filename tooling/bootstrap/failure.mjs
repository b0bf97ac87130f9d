/** Something a person can do something about: shown as its message alone, without a stack. */
export class Failure extends Error {}

/** What tools add after they have said what is wrong. */
const noise = /^\s+at |ELIFECYCLE|ERR_PNPM_RECURSIVE|"pnpm recursive run" failed|errors: \[Getter/;

const causes = [
  [
    /ENOSPC|no space left on device/i,
    () => 'The disk is full: make room (a first start needs about 3 GB) and run the command again.',
  ],
  [
    /EACCES|EPERM|permission denied/i,
    (/** @type {string} */ output) => `No permission: ${lineWith(/EACCES|EPERM|permission denied/i, output)}`,
  ],
  [
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|socket hang up|network (error|request)|fetch failed|ERR_SOCKET_TIMEOUT|META_FETCH_FAIL/i,
    () =>
      'The npm registry cannot be reached: check the network, or the proxy and registry settings of npm, and run the command again.',
  ],
  [
    /ERR_PNPM_OUTDATED_LOCKFILE/,
    () => 'A package.json and pnpm-lock.yaml do not agree: run `.tools/node_modules/.bin/pnpm install`.',
  ],
];

/**
 * One clear line for what a tool printed while failing.
 *
 * @param {string} what the step that failed, as the subject of a sentence
 * @param {string} output
 * @param {string} [logFile] where all of it is
 */
export function explain(what, output, logFile) {
  for (const [pattern, sentence] of causes) {
    if (/** @type {RegExp} */ (pattern).test(output)) {
      return new Failure(/** @type {(output: string) => string} */ (sentence)(output));
    }
  }
  const told = output.split('\n').filter((line) => line.trim() !== '' && !noise.test(line));
  const tail = told.slice(-12).join('\n');
  return new Failure(`${what} failed:\n${tail}${logFile ? `\nAll of it: ${logFile}` : ''}`);
}

/**
 * @param {RegExp} pattern
 * @param {string} text
 */
function lineWith(pattern, text) {
  return (text.split('\n').find((line) => pattern.test(line)) ?? '').trim();
}

/**
 * A running command has done its own explaining: only a full disk is put better.
 *
 * @param {unknown} error
 */
export function asFailure(error) {
  if (error instanceof Failure) return error;
  return recognise(error) ?? new Failure(error instanceof Error ? error.message : String(error));
}

/**
 * Ends the process: with the sentence alone where the failure is one of the known ones.
 *
 * @param {unknown} error
 * @returns {never}
 */
export function exitWith(error) {
  const known = error instanceof Failure ? error : recognise(error);
  process.stderr.write(
    `\n${known ? known.message : (error instanceof Error && error.stack) || String(error)}\n`,
  );
  process.exit(1);
}

/** @param {unknown} error */
function recognise(error) {
  const text = `${/** @type {{ code?: unknown }} */ (error)?.code} ${error instanceof Error ? error.message : error}`;
  return /ENOSPC|no space left on device/i.test(text) ? explain('', text) : null;
}
