const QUOTE = '"';
const [COLON, BACKSLASH, BLANK] = [58, 92, 32] as const;

/** Keys written in a JSON text that is known to be sound: strings with a colon behind them. */
export function countKeys(json: string): number {
  let keys = 0;
  for (let start = json.indexOf(QUOTE); start >= 0; ) {
    const end = endOfString(json, start);
    if (isKeyBefore(json, end)) keys++;
    start = json.indexOf(QUOTE, end);
  }
  return keys;
}

/** The name that an object has twice, in JSON that is known to be sound; null when none has. */
export function findRepeatedKey(json: string): string | null {
  const objects: Set<string>[] = [];
  let read = 0;
  for (let start = json.indexOf(QUOTE); start >= 0; start = json.indexOf(QUOTE, read)) {
    for (; read < start; read++) {
      if (json[read] === '{') objects.push(new Set());
      else if (json[read] === '}') objects.pop();
    }
    read = endOfString(json, start);
    if (!isKeyBefore(json, read)) continue;
    const key = JSON.parse(json.slice(start, read)) as string;
    const object = objects.at(-1);
    if (object?.has(key)) return key;
    object?.add(key);
  }
  return null;
}

/** Keys of all objects in the value; null when it is nested deeper than `maxDepth`. */
export function countKeysIn(value: unknown, maxDepth: number): number | null {
  if (typeof value !== 'object' || value === null) return 0;
  if (maxDepth === 0) return null;
  let keys = 0;
  if (Array.isArray(value)) {
    for (const item of value) {
      const inside = countKeysIn(item, maxDepth - 1);
      if (inside === null) return null;
      keys += inside;
    }
    return keys;
  }
  for (const key in value) {
    const inside = countKeysIn((value as Record<string, unknown>)[key], maxDepth - 1);
    if (inside === null) return null;
    keys += inside + 1;
  }
  return keys;
}

/** How JSON writes what PostgreSQL cannot keep: a NUL, half of a character. The second may turn out to be whole. */
const SUSPECT = /\\u(0000|d[89a-f])/i;

/** Path, joined with dots, of the first text that PostgreSQL could not keep. */
export function findUnkeepable(json: string, value: unknown): string | null {
  return SUSPECT.test(json) ? findIn(value, '') : null;
}

function findIn(value: unknown, path: string): string | null {
  if (typeof value === 'string') return isUnkeepable(value) ? path : null;
  if (typeof value !== 'object' || value === null) return null;
  for (const [key, inside] of Object.entries(value)) {
    if (isUnkeepable(key)) return path;
    const found = findIn(inside, path === '' ? key : `${path}.${key}`);
    if (found !== null) return found;
  }
  return null;
}

function isUnkeepable(text: string): boolean {
  return text.includes('\0') || !text.isWellFormed();
}

/** Behind the closing quote. */
function endOfString(json: string, start: number): number {
  let close = json.indexOf(QUOTE, start + 1);
  while (isEscaped(json, close)) close = json.indexOf(QUOTE, close + 1);
  return close + 1;
}

function isKeyBefore(json: string, end: number): boolean {
  let next = end;
  while (json.charCodeAt(next) <= BLANK) next++;
  return json.charCodeAt(next) === COLON;
}

function isEscaped(json: string, at: number): boolean {
  let slashes = 0;
  while (json.charCodeAt(at - 1 - slashes) === BACKSLASH) slashes++;
  return slashes % 2 === 1;
}
