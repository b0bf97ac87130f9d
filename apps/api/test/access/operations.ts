import type { Permission } from '@jowi/contracts/permissions';
import type { TestApi } from '../support/api.ts';

/** The part of JSON Schema that OpenAPI makes of our zod schemas. */
export interface Schema {
  readonly type?: string;
  readonly nullable?: boolean;
  readonly format?: string;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly allOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
}

export interface Parameter {
  readonly in: 'path' | 'query' | 'header' | 'cookie';
  readonly name: string;
  readonly required?: boolean;
  readonly schema?: Schema;
}

/** A route as the server's own description has it; `audience` and `permissions` are what its guard goes by. */
export interface Operation {
  /** e.g. `GET /v1/products/{id}` */
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly audience: 'person' | 'terminal' | 'public';
  readonly permissions: readonly Permission[];
  readonly parameters: readonly Parameter[];
  readonly body?: { readonly contentType: string; readonly schema: Schema };
}

interface Described {
  readonly 'x-audience'?: Operation['audience'];
  readonly 'x-requires'?: readonly Permission[];
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content?: Readonly<Record<string, { schema?: Schema }>> };
}

/** Pages and files that hold no data and are described nowhere. */
const UNDESCRIBED = [
  'GET /openapi.json',
  'GET /docs',
  'GET /docs/start.js',
  'GET /docs/swagger-ui.css',
  'GET /docs/swagger-ui-bundle.js',
];

/**
 * Every operation of the server, from OpenAPI.
 *
 * @throws Error naming what is served and not described, or described without saying who may call it
 */
export async function readOperations(api: TestApi): Promise<Operation[]> {
  const { body } = await api.nobody.ask('GET', '/openapi.json');
  const paths = body.paths as Record<string, Record<string, Described>>;
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([verb, described]): Operation => {
      const method = verb.toUpperCase();
      const name = `${method} ${path}`;
      const { 'x-audience': audience, 'x-requires': permissions = [], parameters = [] } = described;
      if (!audience) throw new Error(`${name} does not say in OpenAPI who may call it (x-audience)`);
      const [content] = Object.entries(described.requestBody?.content ?? {});
      return {
        ...{ name, method, path, audience, permissions, parameters },
        ...(content && { body: { contentType: content[0], schema: content[1].schema ?? {} } }),
      };
    }),
  );
  const known = new Set([...operations.map(({ name }) => name), ...UNDESCRIBED]);
  const table = api.app.getHttpAdapter().getInstance().printRoutes({ commonPrefix: false });
  const hidden = servedRoutes(table).filter((name) => !known.has(name));
  if (hidden.length > 0) throw new Error(`Served, and not in OpenAPI: ${hidden.join(', ')}`);
  return operations;
}

/** Fastify prints its table as a tree; each line is a whole path here, with its methods. */
function servedRoutes(tree: string): string[] {
  const stack: string[] = [];
  const found: string[] = [];
  for (const line of tree.split('\n')) {
    const match = /^([│ ]*)[├└]── (\S*)(?: \(([A-Z, ]+)\))?$/.exec(line);
    if (!match) continue;
    const [, indent = '', part = '', methods = ''] = match;
    const depth = indent.length / 4;
    stack.length = depth;
    stack[depth] = part;
    const path = stack.join('').replace(/:(\w+)/g, '{$1}');
    // HEAD comes with GET, OPTIONS are CORS.
    for (const method of methods.split(', ').filter((it) => it && it !== 'HEAD' && it !== 'OPTIONS'))
      found.push(`${method} ${path}`);
  }
  return found;
}
