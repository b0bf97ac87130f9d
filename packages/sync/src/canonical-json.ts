/** A value without an RFC 8785 form: not JSON, or JSON that two readers may understand differently. */
export class CanonicalJsonError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'CanonicalJsonError';
  }
}

/** Deeper documents are an attack on the stack, not a receipt. */
export const MAX_DEPTH = 64;

/**
 * The one text of a JSON value (RFC 8785, JCS): no white space, keys sorted by UTF-16 code units, numbers and strings
 * as ECMAScript prints them. Both ends hash this text, so both must get the same bytes whatever order or
 * spacing the message travelled in.
 * Throws `CanonicalJsonError` for what JSON cannot carry (undefined, bigint, NaN, functions), for a lone surrogate,
 * and beyond `MAX_DEPTH`: such a value would hash here and travel differently.
 */
export function canonicalJson(value: unknown): string {
  return write(value, 0);
}

function write(value: unknown, depth: number): string {
  if (depth > MAX_DEPTH) throw new CanonicalJsonError('nested too deeply');
  switch (typeof value) {
    case 'string':
      return writeString(value);
    case 'number':
      if (!Number.isFinite(value)) throw new CanonicalJsonError('not a finite number');
      return JSON.stringify(value);
    case 'boolean':
      return value ? 'true' : 'false';
    case 'object':
      if (value === null) return 'null';
      return Array.isArray(value) ? writeArray(value, depth) : writeObject(value, depth);
    default:
      throw new CanonicalJsonError(`a ${typeof value} is not JSON`);
  }
}

function writeString(value: string): string {
  // I-JSON, which RFC 8785 builds on, forbids half a surrogate pair: UTF-8 cannot carry it.
  if (!value.isWellFormed()) throw new CanonicalJsonError('lone surrogate');
  return JSON.stringify(value);
}

function writeArray(items: readonly unknown[], depth: number): string {
  let text = '[';
  for (let i = 0; i < items.length; i++) {
    if (i > 0) text += ',';
    text += write(items[i], depth + 1);
  }
  return `${text}]`;
}

function writeObject(value: object, depth: number): string {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== null && prototype !== Object.prototype)
    throw new CanonicalJsonError('not a plain object');
  const fields = value as Readonly<Record<string, unknown>>;
  let text = '{';
  // The default sort compares UTF-16 code units, which is exactly what the RFC asks for.
  for (const [i, key] of Object.keys(fields).sort().entries()) {
    if (i > 0) text += ',';
    text += `${writeString(key)}:${write(fields[key], depth + 1)}`;
  }
  return `${text}}`;
}
