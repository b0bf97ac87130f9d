import {
  type Employee,
  type EmployeeInput,
  type EmployeePage,
  type EmployeeUpdate,
  type EmployeeWithPin,
  type InvitationInput,
  type InvitationMade,
  type PinChange,
  type StaffQuery,
  zEmployee,
  zEmployeeInput,
  zEmployeePage,
  zEmployeeUpdate,
  zEmployeeVersion,
  zEmployeeWithPin,
  zInvitationInput,
  zInvitationMade,
  zPinChange,
  zStaffQuery,
} from '@jowi/contracts/http/staff';
import { zId } from '@jowi/contracts/scalar';
import { Body, Controller, Get, Param, Post, Put, Query } from '@nestjs/common';
import type { z } from 'zod';
import { CurrentPerson, type Person, Requires } from '../../platform/auth/access.ts';
import { Answers } from '../../platform/http/answers.ts';
import { InviteEmployeeUseCase } from './invite-employee.usecase.ts';
import { ListStaffUseCase } from './list-staff.usecase.ts';
import { SaveEmployeeUseCase } from './save-employee.usecase.ts';
import { SuspendEmployeeUseCase } from './suspend-employee.usecase.ts';

type Version = z.infer<typeof zEmployeeVersion>;

@Controller('v1/staff')
@Requires('staff/manage')
export class StaffController {
  constructor(
    private readonly listStaff: ListStaffUseCase,
    private readonly saveEmployee: SaveEmployeeUseCase,
    private readonly suspendEmployee: SuspendEmployeeUseCase,
    private readonly inviteEmployee: InviteEmployeeUseCase,
  ) {}

  @Get()
  @Requires('staff/read')
  @Answers(zEmployeePage)
  list(
    @CurrentPerson() person: Person,
    @Query({ schema: zStaffQuery }) query: StaffQuery,
  ): Promise<EmployeePage> {
    return this.listStaff.execute(person, query);
  }

  @Get(':id')
  @Requires('staff/read')
  @Answers(zEmployee)
  get(@CurrentPerson() person: Person, @Param('id', { schema: zId }) id: string): Promise<Employee> {
    return this.listStaff.get(person, id);
  }

  @Post()
  @Answers(zEmployeeWithPin, 201)
  create(
    @CurrentPerson() person: Person,
    @Body({ schema: zEmployeeInput }) input: EmployeeInput,
  ): Promise<EmployeeWithPin> {
    return this.saveEmployee.create(person, input);
  }

  @Put(':id')
  @Answers(zEmployee)
  update(
    @CurrentPerson() person: Person,
    @Param('id', { schema: zId }) id: string,
    @Body({ schema: zEmployeeUpdate }) update: EmployeeUpdate,
  ): Promise<Employee> {
    return this.saveEmployee.update(person, id, update);
  }

  @Post(':id/pin')
  @Answers(zEmployeeWithPin)
  pin(
    @CurrentPerson() person: Person,
    @Param('id', { schema: zId }) id: string,
    @Body({ schema: zPinChange }) change: PinChange,
  ): Promise<EmployeeWithPin> {
    return this.saveEmployee.setPin(person, id, change);
  }

  @Post(':id/suspend')
  @Answers(zEmployee)
  suspend(
    @CurrentPerson() person: Person,
    @Param('id', { schema: zId }) id: string,
    @Body({ schema: zEmployeeVersion }) { version }: Version,
  ): Promise<Employee> {
    return this.suspendEmployee.execute(person, id, version, false);
  }

  @Post(':id/resume')
  @Answers(zEmployee)
  resume(
    @CurrentPerson() person: Person,
    @Param('id', { schema: zId }) id: string,
    @Body({ schema: zEmployeeVersion }) { version }: Version,
  ): Promise<Employee> {
    return this.suspendEmployee.execute(person, id, version, true);
  }

  @Post(':id/invitation')
  @Answers(zInvitationMade)
  invite(
    @CurrentPerson() person: Person,
    @Param('id', { schema: zId }) id: string,
    @Body({ schema: zInvitationInput }) input: InvitationInput,
  ): Promise<InvitationMade> {
    return this.inviteEmployee.invite(person, id, input);
  }

  @Post(':id/invitation/withdraw')
  @Answers(zEmployee)
  withdraw(@CurrentPerson() person: Person, @Param('id', { schema: zId }) id: string): Promise<Employee> {
    return this.inviteEmployee.withdraw(person, id);
  }
}
