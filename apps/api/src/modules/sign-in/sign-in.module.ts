import { Module } from '@nestjs/common';
import { MeRepository } from './me.repository.ts';
import { SignInController } from './sign-in.controller.ts';
import { SignInUseCase } from './sign-in.usecase.ts';

@Module({ controllers: [SignInController], providers: [SignInUseCase, MeRepository] })
export class SignInModule {}
