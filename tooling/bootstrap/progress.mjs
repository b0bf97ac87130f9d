const beatMs = 10_000;

/**
 * Runs one step under a line that shows it is alive: `2/6 Dependencies ... 10 s ... 14 s`.
 *
 * @template T
 * @param {string} label
 * @param {() => Promise<T>} work may return a string starting with `=`: shown instead of the duration
 * @returns {Promise<T>}
 */
export async function step(label, work) {
  const started = performance.now();
  process.stdout.write(`${label} ...`);
  const beat = setInterval(() => process.stdout.write(` ${seconds(started)} ...`), beatMs);
  beat.unref();
  try {
    const result = await work();
    const said = typeof result === 'string' && result.startsWith('=') ? result.slice(1) : seconds(started);
    process.stdout.write(` ${said}\n`);
    return result;
  } catch (error) {
    process.stdout.write(' failed\n');
    throw error;
  } finally {
    clearInterval(beat);
  }
}

/** @param {number} started of performance.now() */
export function seconds(started) {
  const passed = (performance.now() - started) / 1000;
  return `${passed < 10 ? passed.toFixed(1) : Math.round(passed)} s`;
}
