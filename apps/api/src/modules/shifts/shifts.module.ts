import { Module } from '@nestjs/common';
import { ShiftsPort } from './shifts.port.ts';
import { ShiftsRepository } from './shifts.repository.ts';

@Module({ providers: [{ provide: ShiftsPort, useClass: ShiftsRepository }], exports: [ShiftsPort] })
export class ShiftsModule {}
