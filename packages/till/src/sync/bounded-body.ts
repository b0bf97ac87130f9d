/**
 * The JSON of an answer that may come from anybody on the way: read piece by piece and given up beyond `maxBytes`, so
 * that no answer fills the till's memory.
 *
 * @throws Error when it is longer, cut off or no JSON
 */
export async function readJson(response: Response, maxBytes: number): Promise<unknown> {
  if (!response.body) throw new SyntaxError('An answer without a body');
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  // Leaving the loop by an error cancels the body, and with it the connection.
  for await (const piece of response.body) {
    bytes += piece.length;
    if (bytes > maxBytes) throw new RangeError(`The answer is longer than ${maxBytes} bytes`);
    pieces.push(piece);
  }
  return JSON.parse(new TextDecoder().decode(Buffer.concat(pieces)));
}
