import {
  type SettingsReturn,
  type StoreCreate,
  type StoreSettingsUpdate,
  type StoreSettingsView,
  zSettingsHistory,
  zSettingsHistoryQuery,
  zSettingsReturn,
  zSettingsVersion,
  zStoreCreate,
  zStoreList,
  zStoreSettingsUpdate,
  zStoreSettingsView,
} from '@jowi/contracts/http/settings';
import { zId } from '@jowi/contracts/scalar';
import { Body, Controller, Get, Param, Post, Put, Query } from '@nestjs/common';
import type { z } from 'zod';
import { CurrentPerson, type Person, Requires } from '../../platform/auth/access.ts';
import { Answers } from '../../platform/http/answers.ts';
import { CloseStoreUseCase } from './close-store.usecase.ts';
import { CreateStoreUseCase } from './create-store.usecase.ts';
import { type HistoryPage, ReadSettingsUseCase } from './read-settings.usecase.ts';
import { SaveStoreSettingsUseCase } from './save-store-settings.usecase.ts';

type Version = z.infer<typeof zSettingsVersion>;

/** Stores: what they are, how their tills sell and what stands on their receipts. */
@Controller('v1/settings/stores')
@Requires('settings/read')
export class StoreSettingsController {
  constructor(
    private readonly read: ReadSettingsUseCase,
    private readonly createStore: CreateStoreUseCase,
    private readonly save: SaveStoreSettingsUseCase,
    private readonly closeStore: CloseStoreUseCase,
  ) {}

  @Get()
  @Answers(zStoreList)
  list(@CurrentPerson() person: Person): Promise<z.infer<typeof zStoreList>> {
    return this.read.listStores(person);
  }

  @Post()
  @Requires('settings/manage')
  @Answers(zStoreSettingsView, 201)
  create(
    @CurrentPerson() person: Person,
    @Body({ schema: zStoreCreate }) input: StoreCreate,
  ): Promise<StoreSettingsView> {
    return this.createStore.execute(person, input);
  }

  @Get(':id')
  @Answers(zStoreSettingsView)
  get(@CurrentPerson() person: Person, @Param('id', { schema: zId }) id: string): Promise<StoreSettingsView> {
    return this.read.getStore(person.tenantId, id);
  }

  @Put(':id')
  @Requires('settings/manage')
  @Answers(zStoreSettingsView)
  change(
    @CurrentPerson() person: Person,
    @Param('id', { schema: zId }) id: string,
    @Body({ schema: zStoreSettingsUpdate }) update: StoreSettingsUpdate,
  ): Promise<StoreSettingsView> {
    return this.save.execute(person, id, update);
  }

  @Get(':id/history')
  @Answers(zSettingsHistory)
  history(
    @CurrentPerson() { tenantId }: Person,
    @Param('id', { schema: zId }) storeId: string,
    @Query({ schema: zSettingsHistoryQuery }) query: z.infer<typeof zSettingsHistoryQuery>,
  ): Promise<HistoryPage> {
    return this.read.listHistory({ tenantId, storeId }, query);
  }

  @Post(':id/return')
  @Requires('settings/manage')
  @Answers(zStoreSettingsView)
  returnTo(
    @CurrentPerson() person: Person,
    @Param('id', { schema: zId }) id: string,
    @Body({ schema: zSettingsReturn }) wish: SettingsReturn,
  ): Promise<StoreSettingsView> {
    return this.save.returnTo(person, id, wish);
  }

  @Post(':id/close')
  @Requires('settings/manage')
  @Answers(zStoreSettingsView)
  close(
    @CurrentPerson() person: Person,
    @Param('id', { schema: zId }) id: string,
    @Body({ schema: zSettingsVersion }) { version }: Version,
  ): Promise<StoreSettingsView> {
    return this.closeStore.close(person, id, version);
  }

  @Post(':id/reopen')
  @Requires('settings/manage')
  @Answers(zStoreSettingsView)
  reopen(
    @CurrentPerson() person: Person,
    @Param('id', { schema: zId }) id: string,
    @Body({ schema: zSettingsVersion }) { version }: Version,
  ): Promise<StoreSettingsView> {
    return this.closeStore.reopen(person, id, version);
  }
}
