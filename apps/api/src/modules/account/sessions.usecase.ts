import type { SessionList } from '@jowi/contracts/http/account';
import { Injectable } from '@nestjs/common';
import type { Person } from '../../platform/auth/access.ts';
import { AccountTrail } from '../../platform/auth/account-trail.ts';
import { People } from '../../platform/auth/people.ts';
import { PersonSessions } from '../../platform/auth/person-sessions.ts';
import { SignInTokens } from '../../platform/auth/sign-in-tokens.ts';
import { ProblemError } from '../../platform/errors/problem-error.ts';

/** Where one is signed in. What ends here is out at once on this server and within a minute on the others. */
@Injectable()
export class SessionsUseCase {
  constructor(
    private readonly people: People,
    private readonly sessions: PersonSessions,
    private readonly tokens: SignInTokens,
    private readonly trail: AccountTrail,
  ) {}

  async list({ userId, sessionId }: Person): Promise<SessionList> {
    const rows = await this.people.listSessions(userId);
    const items = rows.map((row) => ({
      id: row.id,
      device: row.userAgent,
      address: row.ipAddress,
      createdAtMs: Math.round(row.createdAtMs),
      lastSeenAtMs: Math.round(row.lastSeenAtMs),
      expiresAtMs: Math.round(row.expiresAtMs),
      current: row.id === sessionId,
    }));
    return { items: items.sort((one, other) => Number(other.current) - Number(one.current)) };
  }

  /** @throws ProblemError common/not-found for what is no session of hers */
  async end(person: Person, sessionId: string): Promise<void> {
    if (!(await this.people.endSession(person.userId, sessionId))) throw new ProblemError('common/not-found');
    this.sessions.forget([sessionId]);
    await this.trail.record(person, 'auth/sessions-end', { count: 1 });
  }

  /** How many. Trusted devices are asked for their second factor again. */
  async endOthers(person: Person): Promise<number> {
    const ended = await this.people.endSessions(person.userId, person.sessionId);
    this.sessions.forget(ended);
    await this.tokens.forget(person.userId);
    await this.trail.record(person, 'auth/sessions-end', { count: ended.length });
    return ended.length;
  }
}
