import { PERMISSIONS } from '@jowi/contracts/permissions';
import ru from '@jowi/i18n/locales/ru/errors.json' with { type: 'json' };
import uz from '@jowi/i18n/locales/uz/errors.json' with { type: 'json' };
import { createRng } from '@jowi/testkit/rng';
import { afterAll, describe, expect, it } from 'vitest';
import { type Answer, type Asker, startTestApi } from '../support/api.ts';
import { note } from './counts.ts';
import { fillRequest } from './fill-request.ts';
import { NASTY_TEXTS, nastyValues, WRONG_TYPES } from './fuzz-values.ts';
import { type Operation, readOperations, type Schema } from './operations.ts';
import { PECULIAR } from './routes.ts';
import { setStage } from './stage.ts';

const SEED = 20_261_123;
/** Of the nasty values, tried at each field; those of a wrong type all are. */
const NASTY_PER_FIELD = 14;

const api = await startTestApi();
const stage = await setStage(api);
const operations = await readOperations(api);
const everything = await stage.withPermissions(PERMISSIONS);
const counts = { requests: 0, fields: 0, parameters: 0, refused: 0, taken: 0 };

afterAll(async () => {
  note('fuzz', counts);
  await api.close();
});

type Path = readonly (string | number)[];

/** Any value in any place of any request: an answer in order or a refusal a person can read, and nothing else. */
describe('bad input', () => {
  const withBody = operations.filter((it) => it.body?.contentType === 'application/json');
  it.each(withBody)('$name, field by field', async (operation) => {
    const request = requestOf(operation);
    const hasVersion = withVersion(operation);
    const rng = createRng(SEED);
    const { schema } = operation.body!;
    for (const path of pathsIn(request.body)) {
      counts.fields++;
      for (const value of [...nastyValues(rng, NASTY_PER_FIELD), undefined]) {
        // Otherwise the first change that is taken would turn all others away for their version.
        const whole = hasVersion
          ? { ...(request.body as object), version: await readVersion(request.path) }
          : request.body;
        const body = replaced(whole, path, value);
        const answer = await askerOf(operation).ask(operation.method, request.path, {
          body: JSON.stringify(body),
          headers: { 'content-type': 'application/json' },
        });
        const what = `${path.join('.')} = ${JSON.stringify(value)?.slice(0, 60)}`;
        expectReadable(answer, what);
        // A type that the schema does not know is refused at its place.
        if (WRONG_TYPES.includes(value) && isRefusedBy(schema, path, value))
          expectFieldNamed(answer, path, what);
      }
    }
  });

  it.each(operations.filter((it) => it.parameters.length > 0 && !PECULIAR[it.name]?.isStream))(
    '$name, parameter by parameter',
    async (operation) => {
      const request = requestOf(operation);
      for (const { name, in: where } of operation.parameters) {
        if (where !== 'path' && where !== 'query') continue;
        counts.parameters++;
        for (const text of NASTY_TEXTS) {
          const written = encodeURIComponent(text.toWellFormed());
          const path =
            where === 'path'
              ? operation.path.replace(`{${name}}`, written).replaceAll(/\{\w+\}/g, 'x')
              : withQuery(request.path, name, written);
          const answer = await askerOf(operation).ask(
            operation.method,
            path,
            optionsOf(request.body, operation),
          );
          expectReadable(answer, `${name}=${JSON.stringify(text).slice(0, 60)}`);
        }
      }
    },
  );

  function withVersion({ body }: Operation): boolean {
    return body?.schema.properties?.version !== undefined;
  }

  /** Of what is kept there, or under the address before the verb. */
  async function readVersion(path: string): Promise<number> {
    for (const place of [path, path.slice(0, path.lastIndexOf('/'))]) {
      const { status, body } = await everything.ask('GET', place);
      const version = body?.version ?? body?.employee?.version;
      if (status === 200 && typeof version === 'number') return version;
    }
    return 1;
  }

  function requestOf(operation: Operation) {
    const { body, query } = PECULIAR[operation.name] ?? {};
    const example = { ...(body && { body: body(stage.own, stage.own) }), ...(query && { query }) };
    return fillRequest(operation, ({ kind }) => stage.ownIds[kind] ?? 'x', example);
  }

  function askerOf({ audience }: Operation): Pick<Asker, 'ask'> {
    if (audience === 'terminal')
      return { ask: (method, path, options) => api.askAs(stage.own.till, method, path, options) };
    return audience === 'person' ? everything : api.nobody;
  }
});

function optionsOf(body: unknown, operation: Operation) {
  if (body === undefined) return {};
  return { body, headers: { 'content-type': operation.body?.contentType ?? 'application/json' } };
}

function withQuery(path: string, name: string, written: string): string {
  const [bare, query = ''] = path.split('?');
  const others = query.split('&').filter((pair) => pair && !pair.startsWith(`${name}=`));
  return `${bare}?${[...others, `${name}=${written}`].join('&')}`;
}

/** Never a 5xx; a refusal has a text in both languages, and one for what was typed names a field. */
function expectReadable({ status, body, text }: Answer, what: string): void {
  counts.requests++;
  expect(status, `${what}: ${text.slice(0, 300)}`).toBeLessThan(500);
  if (status < 400) {
    counts.taken++;
    return;
  }
  counts.refused++;
  const problems = body.error ? [body.error, ...(body.error.details ?? [])] : [];
  for (const { code } of problems) {
    expect(textOf(ru, code), `${code} in Russian`).toBeTruthy();
    expect(textOf(uz, code), `${code} in Uzbek`).toBeTruthy();
  }
}

function textOf(texts: unknown, code: string): unknown {
  return code
    .split('/')
    .reduce<unknown>((at, part) => (at as Record<string, unknown> | undefined)?.[part], texts);
}

function expectFieldNamed({ status, body, text }: Answer, path: Path, what: string): void {
  const told = `${what}: ${status} ${text.slice(0, 300)}`;
  // Somebody who is asked for a right first is not told about fields.
  if ([401, 403, 404, 429].includes(status)) return;
  expect([400, 422], told).toContain(status);
  const named = [body.error, ...(body.error.details ?? [])].map(({ field }) => field ?? '');
  const own = path.join('.');
  expect(
    named.some((field) => field === own || own.startsWith(`${field}.`) || field.startsWith(`${own}.`)),
    told,
  ).toBe(true);
}

/** Places of a body, each branch and each leaf of it. */
function pathsIn(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return path.length > 0 ? [path] : [];
  const inside = Object.entries(value).flatMap(([key, it]) =>
    pathsIn(it, [...path, Array.isArray(value) ? Number(key) : key]),
  );
  return path.length > 0 ? [path, ...inside] : inside;
}

function replaced(value: unknown, [first, ...rest]: Path, by: unknown): unknown {
  if (first === undefined) return by;
  const copy = Array.isArray(value) ? [...value] : { ...(value as object) };
  const at = copy as Record<string | number, unknown>;
  at[first] = replaced(at[first], rest, by);
  return copy;
}

/** Whether the schema itself, as it is described, has no room for a value of this type. */
function isRefusedBy(schema: Schema, path: Path, value: unknown): boolean {
  const [first, ...rest] = path;
  if (first === undefined && value === null && schema.nullable) return false;
  const options = schema.anyOf ?? schema.oneOf;
  if (options) return options.every((it) => isRefusedBy(it, path, value));
  if (schema.allOf) return schema.allOf.some((it) => isRefusedBy(it, path, value));
  if (first === undefined) return schema.type !== undefined && !isOfType(schema.type, value);
  const inside = typeof first === 'number' ? schema.items : schema.properties?.[first];
  return inside !== undefined && isRefusedBy(inside, rest, value);
}

function isOfType(type: string, value: unknown): boolean {
  if (value === null) return type === 'null';
  if (Array.isArray(value)) return type === 'array';
  if (type === 'integer') return typeof value === 'number';
  return typeof value === type;
}
