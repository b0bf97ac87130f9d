import { Module } from '@nestjs/common';
import { CreatePairingCodeUseCase } from './create-pairing-code.usecase.ts';
import { CreateTerminalUseCase } from './create-terminal.usecase.ts';
import { PairTerminalUseCase } from './pair-terminal.usecase.ts';
import { PairingRepository } from './pairing.repository.ts';
import { RevokeTerminalUseCase } from './revoke-terminal.usecase.ts';
import { TerminalSettingsPort } from './terminal-settings.port.ts';
import { TerminalSettingsRepository } from './terminal-settings.repository.ts';
import { TerminalsController } from './terminals.controller.ts';
import { TerminalsRepository } from './terminals.repository.ts';

@Module({
  controllers: [TerminalsController],
  providers: [
    CreatePairingCodeUseCase,
    CreateTerminalUseCase,
    PairTerminalUseCase,
    RevokeTerminalUseCase,
    PairingRepository,
    TerminalsRepository,
    { provide: TerminalSettingsPort, useClass: TerminalSettingsRepository },
  ],
  exports: [TerminalSettingsPort],
})
export class TerminalsModule {}
