import type { FakeClock } from '@jowi/testkit/fake-clock';
import type { TestDatabase } from '@jowi/testkit/test-database';
import { Clock } from '../../src/platform/clock/clock.ts';
import { CodeRepository } from '../../src/platform/codes/code.repository.ts';
import { type CodeSettings, OutboxOneTimeCodes } from '../../src/platform/codes/outbox-one-time-codes.ts';
import { InstallationDb } from '../../src/platform/db/installation-db.ts';
import { LimitKeys } from '../../src/platform/limits/limit-keys.ts';
import { PostgresRateLimitsRepository } from '../../src/platform/limits/postgres-rate-limits.repository.ts';
import type { RateLimits } from '../../src/platform/limits/rate-limits.ts';
import { MessageDispatcher } from '../../src/platform/messages/message-dispatcher.ts';
import { OutboxRepository } from '../../src/platform/messages/outbox.repository.ts';
import type { MessageProvider, OutgoingMessage, SendResult } from '../../src/platform/messages/provider.ts';
import { ProviderChain } from '../../src/platform/messages/provider-chain.ts';
import { Seal } from '../../src/platform/messages/seal.ts';
import { MessageTexts } from '../../src/platform/messages/texts.ts';
import { AUTH_SECRET } from './settings.ts';

export function clockOf(fake: FakeClock): Clock {
  return new (class extends Clock {
    override nowMs() {
      return fake.now();
    }
  })();
}

/** Keeps what it was given; answers what it is told to. */
export class KeepingProvider implements MessageProvider {
  readonly channel = 'sms';
  readonly sent: OutgoingMessage[] = [];
  answer: SendResult = { outcome: 'accepted', ref: null };

  constructor(readonly name = 'keeping') {}

  canSend(): boolean {
    return true;
  }

  async send(message: OutgoingMessage): Promise<SendResult> {
    if (this.answer.outcome === 'accepted') this.sent.push(message);
    return this.answer;
  }

  codeFor(phone: string): string {
    return this.sent.findLast(({ to }) => to === phone)?.code ?? '';
  }
}

export interface TestMessages {
  readonly db: InstallationDb;
  readonly codes: OutboxOneTimeCodes;
  readonly limits: RateLimits;
  readonly outbox: OutboxRepository;
  readonly dispatcher: MessageDispatcher;
  readonly chain: ProviderChain;
  readonly failures: string[];
  close(): Promise<void>;
}

export interface TestMessagesOptions {
  readonly database: TestDatabase;
  readonly clock: FakeClock;
  readonly providers: readonly MessageProvider[];
  readonly settings?: Partial<CodeSettings>;
  readonly limits?: RateLimits;
}

const GENEROUS: CodeSettings = {
  lifeMs: 600_000,
  perAddress10Min: 10_000,
  perAddressDay: 10_000,
  perPrefixHour: 10_000,
  perDay: 10_000,
};

/** What one server of the installation has for messages, without the rest of it; sends when told to. */
export async function openTestMessages(options: TestMessagesOptions): Promise<TestMessages> {
  const clock = clockOf(options.clock);
  const db = new InstallationDb({ url: options.database.authUrl, onConnectionError: () => undefined });
  const failures: string[] = [];
  const chain = new ProviderChain(options.providers, clock, (provider, reason) =>
    failures.push(`${provider} ${reason}`),
  );
  const outbox = new OutboxRepository(db, clock, new Seal(AUTH_SECRET, 'messages'));
  const texts = await MessageTexts.load();
  const dispatcher = new MessageDispatcher({
    outbox,
    chain,
    texts,
    clock,
    onError: (error) => failures.push(String(error)),
  });
  const limits = options.limits ?? new PostgresRateLimitsRepository(db, clock, new LimitKeys(AUTH_SECRET));
  const codes = new OutboxOneTimeCodes({
    repository: new CodeRepository(db),
    outbox,
    dispatcher,
    limits,
    clock,
    secret: AUTH_SECRET,
    settings: { ...GENEROUS, ...options.settings },
  });
  return {
    db,
    codes,
    limits,
    outbox,
    dispatcher,
    chain,
    failures,
    close: async () => {
      await dispatcher.stop();
      await db.onApplicationShutdown();
    },
  };
}
