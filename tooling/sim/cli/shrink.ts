/** So many runs a failure is worth. */
const PATIENCE = 120;

/**
 * Leaves out whatever is not needed to break it: halves first, then quarters, down to single steps (delta debugging,
 * within a bound).
 */
export async function shrink(
  steps: readonly number[],
  stillBreaks: (left: readonly number[]) => Promise<boolean>,
): Promise<readonly number[]> {
  let left = steps;
  let runs = 0;
  for (let size = Math.ceil(left.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let from = 0; from < left.length && runs < PATIENCE; ) {
      const without = [...left.slice(0, from), ...left.slice(from + size)];
      runs += 1;
      if (await stillBreaks(without)) left = without;
      else from += size;
    }
  }
  return left;
}
