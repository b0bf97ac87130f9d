import fc from 'fast-check';
import { testId } from '../support/business.ts';
import type { Operation, Parameter, Schema } from './operations.ts';

/** Ids of one world by the name of what they belong to: `product`, `store`, `terminal`, ... (real-ids.ts). */
export type Ids = Readonly<Record<string, string>>;

/** A place of a request that names something: `kind` says which of the ids goes there. */
export interface Slot {
  readonly where: 'path' | 'query' | 'body';
  /** As it is written in paths and bodies. */
  readonly name: string;
  readonly kind: string;
}

export interface FilledRequest {
  readonly method: string;
  readonly path: string;
  readonly body?: unknown;
  readonly contentType?: string;
}

/** Words in paths and fields that mean a thing kept under another name. */
const ALIASES: Readonly<Record<string, string>> = {
  staff: 'employee',
  employees: 'employee',
  people: 'employee',
  actor: 'employee',
  approver: 'employee',
  person: 'employee',
  business: 'tenant',
  likeStore: 'store',
  quarantine: 'journal_quarantine',
  replacement: 'product',
  // What is being asked for by a one-time code; where a first load goes on; what a provider was given to send.
  request: 'code',
  after: 'product',
  eskiz: 'outbox',
};

/** Fields whose pattern allows more than makes sense. */
const BY_NAME: readonly (readonly [RegExp, unknown])[] = [
  [/^phone$/, '+998909999999'],
  [/[dD]ate$|^from$|^to$/, '2026-11-23'],
  [/[pP]assword$/, 'walnut-harbour-lantern-7'],
  [/^taxId$/, '301234567'],
  [/^pin$/, '4827'],
  [/^search$/, '1'],
  [/^latitude$/, 41.3],
  [/^longitude$/, 69.2],
  [/^email$/, 'somebody@example.uz'],
  [/^vatRateBps$/, 1200],
];

const UUID_PATTERN = /0000-0000-0000/;

export function slotsOf(operation: Operation): Slot[] {
  const slots: Slot[] = [];
  const parts = operation.path.split('/');
  for (const { name, in: where, schema } of operation.parameters) {
    if (where === 'path') {
      const before = parts[parts.indexOf(`{${name}}`) - 1] ?? '';
      slots.push({ where, name, kind: name === 'id' ? kindOfSegment(before) : kindOfField(name) });
    } else if (where === 'query' && schema && isId(schema))
      slots.push({ where, name, kind: kindOfField(name) });
  }
  if (operation.body) collect(operation.body.schema, '', slots);
  return slots;
}

function collect(schema: Schema, name: string, slots: Slot[]): void {
  if (isId(schema)) {
    // A new id that the client makes itself names nothing yet.
    if (name === 'id') return;
    if (!slots.some((it) => it.where === 'body' && it.name === name))
      slots.push({ where: 'body', name, kind: kindOfField(name) });
    return;
  }
  for (const part of [...(schema.allOf ?? []), ...(schema.anyOf ?? []), ...(schema.oneOf ?? [])])
    collect(part, name, slots);
  for (const [key, value] of Object.entries(schema.properties ?? {})) collect(value, key, slots);
  if (schema.items) collect(schema.items, name, slots);
}

function isId(schema: Schema): boolean {
  if (schema.pattern && UUID_PATTERN.test(schema.pattern)) return true;
  if (schema.format === 'uuid') return true;
  return [...(schema.allOf ?? []), ...(schema.anyOf ?? [])].some(isId);
}

function kindOfSegment(segment: string): string {
  const singular = segment.replace(/ies$/, 'y').replace(/s$/, '');
  return ALIASES[segment] ?? ALIASES[singular] ?? singular;
}

function kindOfField(name: string): string {
  const bare = name.replace(/Ids?$/, '');
  return ALIASES[bare] ?? bare;
}

/**
 * A request that is in order but for what the slots are given. `idOf` answers each slot's id.
 *
 * @throws Error when a body of another kind than JSON needs an example of its own
 */
export function fillRequest(
  operation: Operation,
  idOf: (slot: Slot) => string,
  example?: { readonly body?: unknown; readonly query?: Readonly<Record<string, string>> },
): FilledRequest {
  const slots = slotsOf(operation);
  const find = (where: Slot['where'], name: string) =>
    slots.find((slot) => slot.where === where && slot.name === name);
  const textOf = ({ in: where, name, schema }: Parameter) => {
    const slot = find(where as Slot['where'], name);
    return slot ? idOf(slot) : String(sample(schema ?? {}, name, () => null));
  };
  let path = operation.path;
  const query = new URLSearchParams();
  for (const parameter of operation.parameters) {
    if (parameter.in === 'path')
      path = path.replace(`{${parameter.name}}`, encodeURIComponent(textOf(parameter)));
    else if (parameter.in === 'query' && (parameter.required || find('query', parameter.name)))
      query.set(parameter.name, textOf(parameter));
  }
  for (const [name, value] of Object.entries(example?.query ?? {})) query.set(name, value);
  const { method, body } = operation;
  const url = query.size > 0 ? `${path}?${query}` : path;
  if (!body) return { method, path: url };
  if (body.contentType !== 'application/json') {
    if (example?.body === undefined)
      throw new Error(`${operation.name} takes ${body.contentType}: give it an example in routes.ts`);
    return { method, path: url, body: example.body, contentType: body.contentType };
  }
  const idOfField = (name: string) => {
    const slot = find('body', name);
    return slot ? idOf(slot) : null;
  };
  return { method, path: url, body: example?.body ?? sample(body.schema, '', idOfField) };
}

let samples = 0;

/** A value that the schema takes. */
export function sample(schema: Schema, name: string, idOf: (field: string) => string | null): unknown {
  if (isId(schema)) return idOf(name) ?? testId();
  const options = schema.anyOf ?? schema.oneOf;
  if (options) return sample(options.find((it) => it.type !== 'null') ?? options[0]!, name, idOf);
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  for (const [names, value] of BY_NAME) {
    const fits = typeof value === (schema.type === 'string' || schema.allOf ? 'string' : 'number');
    if (names.test(name) && fits) return value;
  }
  if (schema.allOf) return sample(Object.assign({}, ...schema.allOf), name, idOf);
  switch (schema.type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(schema.properties ?? {})
          .filter(([key, value]) => schema.required?.includes(key) || mentionsId(value))
          .map(([key, value]) => [key, sample(value, key, idOf)]),
      );
    case 'array':
      return schema.minItems || (schema.items && mentionsId(schema.items))
        ? [sample(schema.items ?? {}, name, idOf)]
        : [];
    case 'integer':
    case 'number':
      return Math.max(schema.minimum ?? 1, 1);
    case 'boolean':
      return true;
    case 'string':
      if (schema.pattern)
        return fc.sample(fc.stringMatching(new RegExp(schema.pattern)), { seed: 1, numRuns: 1 })[0];
      // Names are often unique in a business.
      return `x${++samples}`.padEnd(schema.minLength ?? 0, 'x').slice(0, schema.maxLength ?? 40);
    default:
      return null;
  }
}

function mentionsId(schema: Schema): boolean {
  if (isId(schema)) return true;
  const parts = [...(schema.allOf ?? []), ...(schema.anyOf ?? []), ...(schema.oneOf ?? [])];
  return [...parts, ...Object.values(schema.properties ?? {}), ...(schema.items ? [schema.items] : [])].some(
    mentionsId,
  );
}
