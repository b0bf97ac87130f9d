/** The bars that the words of the command line name, in their own order; all of them without words. */
export function chooseBars<B extends { readonly bar: string; readonly groups: readonly string[] }>(
  bars: readonly B[],
  words: readonly string[],
): B[] {
  const wanted = new Set(words.map((word) => word.toLowerCase()));
  return bars.filter(
    ({ bar, groups }) =>
      wanted.size === 0 || wanted.has(bar.toLowerCase()) || groups.some((group) => wanted.has(group)),
  );
}
