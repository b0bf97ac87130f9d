import 'reflect-metadata';
import { Controller, Get, Module, type Type } from '@nestjs/common';
import { DiscoveryModule, NestFactory } from '@nestjs/core';
import { describe, expect, it } from 'vitest';
import { AnySignedIn, ForTerminal, Public, Requires } from './access.ts';
import { AccessRules } from './access-rules.ts';

@Controller('spoken')
@Requires('products/read')
class SpokenController {
  @Get('read')
  read() {}

  @Get('edit')
  @Requires('products/edit', 'margin/read')
  edit() {}

  @Get('me')
  @AnySignedIn()
  me() {}

  @Get('open')
  @Public()
  open() {}

  @Get('till')
  @ForTerminal()
  till() {}
}

@Controller('silent')
class SilentController {
  @Get('forgotten')
  forgotten() {}

  @Get('said')
  @AnySignedIn()
  said() {}
}

async function start(...controllers: Type[]): Promise<AccessRules> {
  class TestModule {}
  Module({ imports: [DiscoveryModule], controllers, providers: [AccessRules] })(TestModule);
  const app = await NestFactory.createApplicationContext(TestModule, { logger: false, abortOnError: false });
  return app.get(AccessRules);
}

describe('who may call a route', () => {
  it('is what the method says, and the controller where the method says nothing', async () => {
    const rules = await start(SpokenController);
    const ruleOf = (name: 'read' | 'edit' | 'me' | 'open' | 'till') =>
      rules.get(SpokenController.prototype[name], SpokenController);
    expect(ruleOf('read')).toMatchObject({ audience: 'person', permissions: ['products/read'] });
    expect(ruleOf('edit')).toMatchObject({
      audience: 'person',
      permissions: ['products/edit', 'margin/read'],
    });
    expect(ruleOf('me')).toMatchObject({ audience: 'person', permissions: [] });
    expect(ruleOf('open')).toMatchObject({ audience: 'public' });
    expect(ruleOf('till')).toMatchObject({ audience: 'terminal' });
  });

  it('must be said: a server with a route that forgot it does not start, and names it', async () => {
    await expect(start(SpokenController, SilentController)).rejects.toThrow(/SilentController\.forgotten/);
    await expect(start(SilentController)).rejects.not.toThrow(/said/);
  });
});
