import { createReadStream } from 'node:fs';

/** Far more than an entry may be; a file without line breaks is none of ours. */
const LONGEST_LINE = 32 * 2 ** 20;

/** The lines of a file of any size, without their breaks; the last one even where it was cut off. */
export async function* fileLines(path: string): AsyncGenerator<string> {
  let rest = '';
  for await (const text of createReadStream(path, { encoding: 'utf8', highWaterMark: 2 ** 18 })) {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > LONGEST_LINE) throw new RangeError(`a line is longer than ${LONGEST_LINE} characters`);
    yield* lines;
  }
  if (rest !== '') yield rest;
}
