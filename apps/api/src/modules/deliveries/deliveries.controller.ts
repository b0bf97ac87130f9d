import {
  type Delivery,
  type DeliveryInput,
  type DeliveryPage,
  zDelivery,
  zDeliveryInput,
  zDeliveryPage,
  zDeliveryQuery,
} from '@jowi/contracts/http/deliveries';
import { zId } from '@jowi/contracts/scalar';
import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import type { z } from 'zod';
import { CurrentPerson, type Person, Requires } from '../../platform/auth/access.ts';
import { Answers } from '../../platform/http/answers.ts';
import { ListDeliveriesUseCase } from './list-deliveries.usecase.ts';
import { PostDeliveryUseCase } from './post-delivery.usecase.ts';

/** Deliveries show what goods cost: cashiers do not see them. */
@Controller('v1/deliveries')
@Requires('deliveries/read')
export class DeliveriesController {
  constructor(
    private readonly listDeliveries: ListDeliveriesUseCase,
    private readonly postDelivery: PostDeliveryUseCase,
  ) {}

  @Get()
  @Answers(zDeliveryPage)
  list(
    @CurrentPerson() person: Person,
    @Query({ schema: zDeliveryQuery }) query: z.infer<typeof zDeliveryQuery>,
  ): Promise<DeliveryPage> {
    return this.listDeliveries.execute(person.tenantId, query);
  }

  @Get(':id')
  @Answers(zDelivery)
  get(@CurrentPerson() person: Person, @Param('id', { schema: zId }) id: string): Promise<Delivery> {
    return this.listDeliveries.get(person.tenantId, id);
  }

  @Post()
  @Requires('deliveries/post')
  @Answers(zDelivery, 201)
  post(
    @CurrentPerson() person: Person,
    @Body({ schema: zDeliveryInput }) input: DeliveryInput,
  ): Promise<Delivery> {
    return this.postDelivery.execute(person, input);
  }
}
