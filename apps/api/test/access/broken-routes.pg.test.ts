import { withClient } from '@jowi/testkit/postgres';
import { Controller, Get, Header, Module, type OnModuleInit, Param, Post, Res } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyReply } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { Public, Requires } from '../../src/platform/auth/access.ts';
import { ProblemError } from '../../src/platform/errors/problem-error.ts';
import { Answers } from '../../src/platform/http/answers.ts';
import { startTestApi, type TestApi } from '../support/api.ts';
import { asksTooLittle, attack, type Stage } from './matrix.ts';
import { type Operation, readOperations } from './operations.ts';
import { setStage } from './stage.ts';

const zThing = z.object({ id: z.string() });
const zPath = z.uuid();
let adminUrl = '';
const readEverybodys = (table: string, id: string) =>
  withClient(adminUrl, async (client) => {
    const { rows } = await client.query(`SELECT * FROM ${table} WHERE id = $1`, [id]);
    return rows[0];
  });

/** Every mistake that the matrix is there for. Served to these tests only. */
@Controller('v1/broken')
class BrokenController {
  @Get('products/:id')
  @Requires('products/read')
  @Answers(zThing)
  withoutTenant(@Param('id', { schema: zPath }) id: string) {
    return readEverybodys('product', id);
  }

  @Post('products/:id/rename')
  @Requires('products/edit')
  @Answers(null)
  async writesWithoutTenant(@Param('id', { schema: zPath }) id: string): Promise<void> {
    await withClient(adminUrl, (client) =>
      client.query(`UPDATE product SET name_ru = 'x' WHERE id = $1`, [id]),
    );
  }

  @Get('terminals/:id')
  @Requires('terminals/read')
  @Answers(zThing)
  withoutStore(@Param('id', { schema: zPath }) id: string) {
    return readEverybodys('terminal', id);
  }

  @Get('stores/:id')
  @Public()
  @Answers(zThing)
  async tellsInHeader(
    @Param('id', { schema: zPath }) id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<never> {
    void reply.header('x-belongs-to', (await readEverybodys('store', id))?.tenant_id);
    throw new ProblemError('common/not-found');
  }

  @Get('receipts/export')
  @Requires('receipts/read')
  @Header('content-type', 'text/csv')
  async everybodysFile() {
    return withClient(adminUrl, async (client) => {
      const { rows } = await client.query('SELECT id, total_tiyin FROM receipt');
      return rows.map((row) => `${row.id};${row.total_tiyin}`).join('\n');
    });
  }

  @Get('deliveries/:id')
  @Requires('deliveries/read')
  @Answers(zThing)
  fallsOver(): never {
    throw new Error('not today');
  }

  @Get('widgets/:id')
  @Requires('products/read')
  @Answers(zThing)
  ofSomethingNew(@Param('id', { schema: zPath }) id: string) {
    return { id };
  }

  @Post('prices')
  @Requires('products/read')
  @Answers(null)
  changesForReaders(): void {}
}

@Module({ controllers: [BrokenController] })
class BrokenModule {}

/** Past Nest, its guard and its description. */
@Module({})
class BackDoorModule implements OnModuleInit {
  constructor(private readonly host: HttpAdapterHost) {}

  onModuleInit(): void {
    this.host.httpAdapter.getInstance().get('/v1/back-door', async () => 'welcome');
  }
}

/** The test of the test: what it would say if somebody wrote such a route. */
describe('the matrix of routes', () => {
  let api: TestApi;
  let stage: Stage;
  let operations: Operation[];

  beforeAll(async () => {
    api = await startTestApi({}, [BrokenModule]);
    adminUrl = api.database.adminUrl;
    stage = await setStage(api);
    operations = await readOperations(api);
  });
  afterAll(() => api.close());

  const operationOf = (name: string) => {
    const operation = operations.find((it) => it.name === name);
    if (!operation) throw new Error(`${name} is not in OpenAPI`);
    return operation;
  };
  const faultsOf = async (name: string) =>
    (await attack(stage, operationOf(name))).flatMap(({ attack: kind, fault }) =>
      fault === null ? [] : [`${kind}: ${fault}`],
    );

  it.each([
    ['GET /v1/broken/products/{id}', /^other business: takes ids of others/],
    ['POST /v1/broken/products/{id}/rename', /^other business: changes rows of others in public\.product/],
    ['GET /v1/broken/terminals/{id}', /^other store: takes ids of others/],
    ['GET /v1/broken/stores/{id}', /^other business: shows [0-9a-f-]{36}/],
    ['GET /v1/broken/receipts/export', /^other business: shows [0-9a-f-]{36}/],
    ['GET /v1/broken/receipts/export', /^other store: shows [0-9a-f-]{36}/],
    ['GET /v1/broken/deliveries/{id}', /^other business: falls over/],
  ])('finds that %s %s', async (name, fault) => {
    expect(await faultsOf(name)).toContainEqual(expect.stringMatching(fault));
  });

  it('does not pass over a route whose ids it cannot fill, and says what to add', async () => {
    await expect(faultsOf('GET /v1/broken/widgets/{id}')).rejects.toThrow(
      /path id names a widget, and the worlds have none\. Make one in makeWorld\(\)/,
    );
  });

  it('knows that reading is not enough to change something', () => {
    expect(asksTooLittle(operationOf('POST /v1/broken/prices'))).toBe(true);
    expect(asksTooLittle(operationOf('POST /v1/products'))).toBe(false);
  });

  it('finds a guard that lets somebody in', async () => {
    // As if the guard did not look: the same route, described as one that asks for more than it does.
    const described = { ...operationOf('GET /v1/products'), permissions: ['products/edit'] as const };
    const faults = (await attack(stage, described)).filter(({ fault }) => fault !== null);
    expect(faults.map((it) => it.attack)).toContain('each permission but one');
    expect(faults.map((it) => it.attack)).toContain('role without it');
  });

  it('finds a route that is served and described nowhere', async () => {
    await using other = await startTestApi({}, [BackDoorModule]);
    await expect(readOperations(other)).rejects.toThrow('Served, and not in OpenAPI: GET /v1/back-door');
  });
});
