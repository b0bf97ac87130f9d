import type { Me } from '@jowi/contracts/http/auth';
import type { Person } from '../../platform/auth/access.ts';

/** For whoever lets a person into a business: the answer she gets. */
export abstract class MePort {
  /** @throws ProblemError auth/required when she has just been dismissed */
  abstract execute(person: Person): Promise<Me>;
}
