/** The longest line our server sends is a product with all its codes: a few thousand. */
const LONGEST_LINE = 2 ** 20;

/**
 * Lines of a byte stream as they arrive, without their ends; a last line that was cut off is not given out. Throws
 * a `RangeError` for a line without end.
 */
export async function* textLines(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const bytes of body) {
    const lines = (rest + decoder.decode(bytes, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > LONGEST_LINE) throw new RangeError(`A line is longer than ${LONGEST_LINE}`);
    for (const line of lines) yield line.endsWith('\r') ? line.slice(0, -1) : line;
  }
}
