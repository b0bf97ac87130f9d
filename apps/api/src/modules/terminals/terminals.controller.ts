import {
  type PairRequest,
  type PairResponse,
  type Terminal,
  zPairingCode,
  zPairRequest,
  zPairResponse,
  zTerminal,
  zTerminalInput,
  zTerminalList,
} from '@jowi/contracts/http/terminals';
import { zId } from '@jowi/contracts/scalar';
import { Body, Controller, Get, Param, Post, Put, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { CurrentPerson, type Person, Public, Requires } from '../../platform/auth/access.ts';
import { Answers } from '../../platform/http/answers.ts';
import { CreatePairingCodeUseCase } from './create-pairing-code.usecase.ts';
import { CreateTerminalUseCase } from './create-terminal.usecase.ts';
import { PairTerminalUseCase } from './pair-terminal.usecase.ts';
import { RevokeTerminalUseCase } from './revoke-terminal.usecase.ts';
import { TerminalsRepository } from './terminals.repository.ts';
import { UpdateTerminalUseCase } from './update-terminal.usecase.ts';

@Controller('v1/terminals')
@Requires('terminals/read')
export class TerminalsController {
  constructor(
    private readonly repository: TerminalsRepository,
    private readonly createTerminal: CreateTerminalUseCase,
    private readonly createPairingCode: CreatePairingCodeUseCase,
    private readonly pairTerminal: PairTerminalUseCase,
    private readonly revokeTerminal: RevokeTerminalUseCase,
    private readonly updateTerminal: UpdateTerminalUseCase,
  ) {}

  @Get()
  @Answers(zTerminalList)
  async list(@CurrentPerson() person: Person): Promise<z.infer<typeof zTerminalList>> {
    return { items: await this.repository.list(person.tenantId) };
  }

  @Post()
  @Requires('terminals/manage')
  @Answers(zTerminal, 201)
  create(
    @CurrentPerson() person: Person,
    @Body({ schema: zTerminalInput }) input: z.infer<typeof zTerminalInput>,
  ): Promise<Terminal> {
    return this.createTerminal.execute(person.tenantId, input);
  }

  @Post('pair')
  @Public()
  @Answers(zPairResponse)
  pair(
    @Body({ schema: zPairRequest }) request: PairRequest,
    @Req() { ip }: FastifyRequest,
  ): Promise<PairResponse> {
    return this.pairTerminal.execute(request, ip);
  }

  @Put(':id')
  @Requires('terminals/manage')
  @Answers(zTerminal)
  update(
    @CurrentPerson() person: Person,
    @Param('id', { schema: zId }) id: string,
    @Body({ schema: zTerminalInput }) input: z.infer<typeof zTerminalInput>,
  ): Promise<Terminal> {
    return this.updateTerminal.execute(person.tenantId, id, input);
  }

  @Post(':id/pairing-code')
  @Requires('terminals/manage')
  @Answers(zPairingCode)
  pairingCode(
    @CurrentPerson() person: Person,
    @Param('id', { schema: zId }) id: string,
  ): Promise<z.infer<typeof zPairingCode>> {
    return this.createPairingCode.execute(person.tenantId, id);
  }

  @Post(':id/revoke')
  @Requires('terminals/manage')
  @Answers(null)
  revoke(@CurrentPerson() person: Person, @Param('id', { schema: zId }) id: string): Promise<void> {
    return this.revokeTerminal.execute(person.tenantId, id);
  }
}
