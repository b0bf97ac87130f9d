import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import type { FastifyInstance } from 'fastify';
import { AccessRules, routeName } from '../auth/access-rules.ts';

const UI_FILES = { 'swagger-ui.css': 'text/css', 'swagger-ui-bundle.js': 'text/javascript' } as const;

const PAGE = `<!doctype html><html lang="en"><meta charset="utf-8"><title>JOWi Shop API</title>
<link rel="stylesheet" href="docs/swagger-ui.css"><div id="ui"></div>
<script src="docs/swagger-ui-bundle.js"></script><script src="docs/start.js"></script>`;
const START = `SwaggerUIBundle({ url: 'openapi.json', dom_id: '#ui', supportedSubmitMethods: [] });`;
const PAGE_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'";

export function createOpenApi(app: NestFastifyApplication): OpenAPIObject {
  const config = new DocumentBuilder()
    .setTitle('JOWi Shop')
    .setDescription(
      'Back office (cookie of a signed-in person) and tills (bearer assertion signed by the till).',
    )
    .setVersion('1')
    .addCookieAuth('__Host-jowi_access', { type: 'apiKey', in: 'cookie' }, 'person')
    .addBearerAuth({ type: 'http', scheme: 'bearer', bearerFormat: 'JWT' }, 'terminal')
    .build();
  const document = SwaggerModule.createDocument(app, config, { operationIdFactory: routeName });
  tellWhoMayCall(document, app.get(AccessRules, { strict: false }));
  return document;
}

const METHODS = ['get', 'put', 'post', 'delete', 'patch', 'head', 'options'] as const;

/** What the guard itself goes by: decorators on a controller and on its method add up otherwise. */
function tellWhoMayCall({ paths }: OpenAPIObject, rules: AccessRules): void {
  for (const path of Object.values(paths)) {
    for (const method of METHODS) {
      const operation = path[method];
      const rule = operation && rules.findByName(operation.operationId ?? '');
      if (!rule) continue;
      Object.assign(operation, {
        'x-audience': rule.audience,
        'x-requires': rule.permissions,
        security: rule.audience === 'public' ? [] : [{ [rule.audience]: [] }],
      });
    }
  }
}

/** GET /openapi.json and a page to read it on, GET /docs. Both are the same for everybody and hold no data. */
export function serveOpenApi(server: FastifyInstance, document: () => OpenAPIObject): void {
  const folder = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
  let json: string | undefined;
  server.get('/openapi.json', async (_request, reply) => {
    json ??= JSON.stringify(document());
    return reply.type('application/json').send(json);
  });
  server.get('/docs', async (_request, reply) =>
    reply.header('content-security-policy', PAGE_POLICY).type('text/html').send(PAGE),
  );
  server.get('/docs/start.js', async (_request, reply) => reply.type('text/javascript').send(START));
  for (const [file, type] of Object.entries(UI_FILES)) {
    server.get(`/docs/${file}`, async (_request, reply) =>
      reply.type(type).send(readFileSync(join(folder, file))),
    );
  }
}
