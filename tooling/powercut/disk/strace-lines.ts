/** A system call as strace wrote it down. Quoted arguments are bytes, everything else is text. */
export interface Syscall {
  readonly name: string;
  readonly args: readonly (Buffer | string)[];
  readonly result: number;
  /** EIO, ENOSPC, ...; null when it went well. */
  readonly error: string | null;
}

const LINE = /^(\d+)\s+(.*)$/;
const RESUMED = /^<\.\.\. \w+ resumed>(.*)$/;
const UNFINISHED = ' <unfinished ...>';

/**
 * Reads `strace -f -xx`: every string in hexadecimal, calls of several threads among each other. A call counts at the
 * moment it returned.
 */
export function parseStrace(text: string): Syscall[] {
  const begun = new Map<string, string>();
  const calls: Syscall[] = [];
  for (const line of text.split('\n')) {
    const [, pid, rest] = LINE.exec(line) ?? [];
    if (pid === undefined || rest === undefined) continue;
    if (rest.endsWith(UNFINISHED)) {
      begun.set(pid, rest.slice(0, -UNFINISHED.length));
      continue;
    }
    const resumed = RESUMED.exec(rest)?.[1];
    const call = parseCall(resumed === undefined ? rest : `${begun.get(pid) ?? ''}${resumed}`);
    if (call) calls.push(call);
  }
  return calls;
}

function parseCall(text: string): Syscall | null {
  const open = text.indexOf('(');
  // Strings are hexadecimal: the only " = " stands before the result.
  const equals = text.lastIndexOf(' = ');
  const close = text.lastIndexOf(')', equals);
  if (open < 1 || close < open) return null;
  const [number = '', error] = text.slice(equals + 3).split(' ');
  const result = Number(number);
  if (Number.isNaN(result)) return null;
  const args = splitArguments(text.slice(open + 1, close));
  return { name: text.slice(0, open), args, result, error: result === -1 ? (error ?? 'EIO') : null };
}

function splitArguments(text: string): (Buffer | string)[] {
  const args: (Buffer | string)[] = [];
  let from = 0;
  while (from < text.length) {
    if (text[from] === '"') {
      const end = text.indexOf('"', from + 1);
      if (text.startsWith('...', end + 1)) throw new Error('strace cut a string short: raise its -s');
      args.push(Buffer.from(text.slice(from + 1, end).replaceAll('\\x', ''), 'hex'));
      from = end + 3;
    } else {
      const comma = endOfWord(text, from);
      args.push(text.slice(from, comma));
      from = comma + 2;
    }
  }
  return args;
}

/** The next comma outside brackets of any kind. */
function endOfWord(text: string, from: number): number {
  let depth = 0;
  for (let i = from; i < text.length; i++) {
    const char = text[i]!;
    if ('[{('.includes(char)) depth++;
    else if (']})'.includes(char)) depth--;
    else if (char === ',' && depth === 0) return i;
  }
  return text.length;
}
