import type { Me } from '@jowi/contracts/http/auth';
import { Injectable } from '@nestjs/common';
import type { Person } from '../../platform/auth/access.ts';
import { MembershipsRepository } from '../../platform/auth/memberships.repository.ts';
import { SecondFactors } from '../../platform/auth/second-factors.ts';
import { MePort } from './me.port.ts';
import { MeRepository } from './me.repository.ts';

/** Who is signed in: her place in the business, and what of her account the screens must know. */
@Injectable()
export class GetMeUseCase implements MePort {
  constructor(
    private readonly repository: MeRepository,
    private readonly secondFactors: SecondFactors,
    private readonly memberships: MembershipsRepository,
  ) {}

  async execute(person: Person): Promise<Me> {
    const [{ isSecondFactorRequired, ...me }, enabled, businessCount] = await Promise.all([
      this.repository.get(person),
      this.secondFactors.isEnabled(person.userId),
      this.memberships.countActive(person.userId),
    ]);
    return {
      ...me,
      secondFactor: { enabled, required: isSecondFactorRequired },
      // She has just been let into one; that it ended a moment ago is seen at the next request.
      businessCount: Math.max(1, businessCount),
    };
  }
}
