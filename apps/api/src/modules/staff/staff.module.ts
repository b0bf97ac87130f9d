import { Module } from '@nestjs/common';
import { CONFIG, type Config } from '../../platform/config/config.ts';
import { PersonalDataModule } from '../personal-data/personal-data.module.ts';
import { AcceptInvitationUseCase } from './accept-invitation.usecase.ts';
import { ChangeStaff } from './change-staff.ts';
import { InvitationTickets } from './invitation-token.ts';
import { InvitationsController } from './invitations.controller.ts';
import { InvitationsRepository } from './invitations.repository.ts';
import { InviteEmployeeUseCase } from './invite-employee.usecase.ts';
import { ListStaffUseCase } from './list-staff.usecase.ts';
import { RolesController } from './roles.controller.ts';
import { RolesRepository } from './roles.repository.ts';
import { SaveEmployeeUseCase } from './save-employee.usecase.ts';
import { SaveRoleUseCase } from './save-role.usecase.ts';
import { StaffController } from './staff.controller.ts';
import { StaffRepository } from './staff.repository.ts';
import { SuspendEmployeeUseCase } from './suspend-employee.usecase.ts';

@Module({
  imports: [PersonalDataModule],
  controllers: [StaffController, RolesController, InvitationsController],
  providers: [
    ListStaffUseCase,
    SaveEmployeeUseCase,
    SuspendEmployeeUseCase,
    InviteEmployeeUseCase,
    AcceptInvitationUseCase,
    SaveRoleUseCase,
    ChangeStaff,
    StaffRepository,
    RolesRepository,
    InvitationsRepository,
    {
      provide: InvitationTickets,
      useFactory: (config: Config) => new InvitationTickets(config.authSecret),
      inject: [CONFIG],
    },
  ],
})
export class StaffModule {}
