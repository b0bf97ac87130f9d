import {
  type Role,
  type RoleInput,
  type RoleList,
  type RoleUpdate,
  zRole,
  zRoleDelete,
  zRoleInput,
  zRoleList,
  zRoleUpdate,
} from '@jowi/contracts/http/roles';
import { zId } from '@jowi/contracts/scalar';
import { Body, Controller, Get, Param, Post, Put } from '@nestjs/common';
import type { z } from 'zod';
import { CurrentPerson, type Person, Requires } from '../../platform/auth/access.ts';
import { Answers } from '../../platform/http/answers.ts';
import { SaveRoleUseCase } from './save-role.usecase.ts';

@Controller('v1/roles')
@Requires('roles/manage')
export class RolesController {
  constructor(private readonly saveRole: SaveRoleUseCase) {}

  /** Also for those who only give them. */
  @Get()
  @Requires('staff/read')
  @Answers(zRoleList)
  list(@CurrentPerson() person: Person): Promise<RoleList> {
    return this.saveRole.list(person);
  }

  @Post()
  @Answers(zRole, 201)
  create(@CurrentPerson() person: Person, @Body({ schema: zRoleInput }) input: RoleInput): Promise<Role> {
    return this.saveRole.create(person, input);
  }

  @Put(':id')
  @Answers(zRole)
  update(
    @CurrentPerson() person: Person,
    @Param('id', { schema: zId }) id: string,
    @Body({ schema: zRoleUpdate }) update: RoleUpdate,
  ): Promise<Role> {
    return this.saveRole.update(person, id, update);
  }

  @Post(':id/delete')
  @Answers(null)
  delete(
    @CurrentPerson() person: Person,
    @Param('id', { schema: zId }) id: string,
    @Body({ schema: zRoleDelete }) { version }: z.infer<typeof zRoleDelete>,
  ): Promise<void> {
    return this.saveRole.delete(person, id, version);
  }
}
