import { Module } from '@nestjs/common';
import { SalesModule } from '../sales/sales.module.ts';
import { ShiftsModule } from '../shifts/shifts.module.ts';
import { CreatePairingCodeUseCase } from './create-pairing-code.usecase.ts';
import { CreateTerminalUseCase } from './create-terminal.usecase.ts';
import { GetLastNumbersUseCase } from './get-last-numbers.usecase.ts';
import { LastNumbersPort } from './last-numbers.port.ts';
import { PairTerminalUseCase } from './pair-terminal.usecase.ts';
import { PairingRepository } from './pairing.repository.ts';
import { RevokeTerminalUseCase } from './revoke-terminal.usecase.ts';
import { TerminalPort } from './terminal.port.ts';
import { TerminalSettingsPort } from './terminal-settings.port.ts';
import { TerminalSettingsRepository } from './terminal-settings.repository.ts';
import { TerminalsController } from './terminals.controller.ts';
import { TerminalsRepository } from './terminals.repository.ts';
import { UpdateTerminalUseCase } from './update-terminal.usecase.ts';

@Module({
  imports: [SalesModule, ShiftsModule],
  controllers: [TerminalsController],
  providers: [
    CreatePairingCodeUseCase,
    CreateTerminalUseCase,
    PairTerminalUseCase,
    RevokeTerminalUseCase,
    UpdateTerminalUseCase,
    PairingRepository,
    TerminalsRepository,
    { provide: LastNumbersPort, useClass: GetLastNumbersUseCase },
    { provide: TerminalPort, useExisting: TerminalsRepository },
    { provide: TerminalSettingsPort, useClass: TerminalSettingsRepository },
  ],
  exports: [LastNumbersPort, TerminalPort, TerminalSettingsPort],
})
export class TerminalsModule {}
