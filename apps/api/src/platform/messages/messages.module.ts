import {
  type BeforeApplicationShutdown,
  type DynamicModule,
  Global,
  Inject,
  Logger,
  Module,
  type OnApplicationShutdown,
  type OnModuleInit,
} from '@nestjs/common';
import type { Clock } from '../clock/clock.ts';
import { CodeRepository } from '../codes/code.repository.ts';
import { CodesController } from '../codes/codes.controller.ts';
import { OneTimeCodes } from '../codes/one-time-codes.ts';
import { OutboxOneTimeCodes } from '../codes/outbox-one-time-codes.ts';
import type { Config } from '../config/config.ts';
import { InstallationDb } from '../db/installation-db.ts';
import { openRateLimits } from '../limits/open-rate-limits.ts';
import { RateLimits } from '../limits/rate-limits.ts';
import { CallbackLinks } from './callbacks/callback-links.ts';
import { CallbacksController } from './callbacks/callbacks.controller.ts';
import { ReportRepository } from './callbacks/report.repository.ts';
import { DevMessageRepository } from './dev/dev-message.repository.ts';
import { DevMessagesController } from './dev/dev-messages.controller.ts';
import { MessageDispatcher } from './message-dispatcher.ts';
import { MessageSender } from './message-sender.ts';
import { openProviders } from './open-providers.ts';
import { OutboxRepository } from './outbox.repository.ts';
import { ProviderChain } from './provider-chain.ts';
import { ProviderTokenRepository } from './provider-token.repository.ts';
import { Seal } from './seal.ts';
import { MessageTexts } from './texts.ts';

const DAY_MS = 86_400_000;
const TELL_EVERY_MS = 10_000;
const CLOSE_LIMITS = Symbol('close limits');

@Global()
@Module({})
export class MessagesModule implements OnModuleInit, BeforeApplicationShutdown, OnApplicationShutdown {
  constructor(
    @Inject(MessageDispatcher) private readonly dispatcher: MessageDispatcher,
    @Inject(CLOSE_LIMITS) private readonly closeLimits: () => Promise<void>,
  ) {}

  onModuleInit(): void {
    this.dispatcher.start();
  }

  /** While the database is still open: what is being sent is also written down as sent. */
  async beforeApplicationShutdown(): Promise<void> {
    await this.dispatcher.stop();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.closeLimits();
  }
}

/** Everywhere: RateLimits, OneTimeCodes, MessageSender, InstallationDb. */
export async function messagesModule(config: Config, clock: Clock): Promise<DynamicModule> {
  const log = new Logger('messages');
  const { messages, authSecret: secret } = config;
  const onConnectionError = (error: Error) => log.warn(`An idle database connection broke: ${error.message}`);
  const db = new InstallationDb({
    url: config.authDatabaseUrl,
    onConnectionError,
  });
  // Of its own: who is to be refused does not queue behind those who are being served.
  const limitsDb = new InstallationDb({ url: config.authDatabaseUrl, size: 4, onConnectionError });
  const { limits, removeEnded, close } = openRateLimits({
    redisUrl: messages.redisUrl,
    db: limitsDb,
    clock,
    secret,
    onFailure: nowAndThen(clock, (error) =>
      log.warn(`The shared limits are away, this server counts alone: ${nameOf(error)}`),
    ),
  });
  const outbox = new OutboxRepository(db, clock, new Seal(secret, 'messages'));
  const codes = new CodeRepository(db);
  const devMessages = new DevMessageRepository(db);
  const links = new CallbackLinks(secret, messages.publicApiUrl);
  const tokens = new ProviderTokenRepository(db, clock, new Seal(secret, 'provider-tokens'));
  const reports = new ReportRepository(db, clock);
  const chain = new ProviderChain(
    openProviders({ config: messages, clock, devMessages, links, tokens }),
    clock,
    (provider, reason) => log.warn(`${provider} did not take a message: ${reason}`),
  );
  const dispatcher = new MessageDispatcher({
    outbox,
    chain,
    texts: await MessageTexts.load(),
    clock,
    onError: (error) => log.warn(`A message could not be handled: ${nameOf(error)}`),
    onHousekeeping: async (nowMs) => {
      await codes.removeOld(nowMs - 2 * DAY_MS);
      await reports.removeOld(nowMs - DAY_MS);
      await removeEnded();
    },
  });
  const provided = [
    { provide: InstallationDb, useValue: db },
    { provide: RateLimits, useValue: limits },
    { provide: MessageSender, useValue: dispatcher },
    {
      provide: OneTimeCodes,
      useValue: new OutboxOneTimeCodes({
        repository: codes,
        outbox,
        dispatcher,
        limits,
        clock,
        secret,
        settings: messages.codes,
      }),
    },
  ];
  return {
    module: MessagesModule,
    controllers: [
      CodesController,
      CallbacksController,
      ...(messages.showsMessages ? [DevMessagesController] : []),
    ],
    providers: [
      ...provided,
      { provide: MessageDispatcher, useValue: dispatcher },
      { provide: DevMessageRepository, useValue: devMessages },
      { provide: CallbackLinks, useValue: links },
      { provide: ReportRepository, useValue: reports },
      {
        provide: CLOSE_LIMITS,
        useValue: async () => {
          close();
          await limitsDb.onApplicationShutdown();
        },
      },
    ],
    exports: provided.map(({ provide }) => provide),
  };
}

/** Every try fails while a store is away: once in ten seconds is enough to be told. */
function nowAndThen(clock: Clock, tell: (error: unknown) => void): (error: unknown) => void {
  let toldAtMs = Number.NEGATIVE_INFINITY;
  return (error) => {
    const nowMs = clock.nowMs();
    if (nowMs - toldAtMs < TELL_EVERY_MS) return;
    toldAtMs = nowMs;
    tell(error);
  };
}

/** Never its message: an address or a code may be in it. */
function nameOf(error: unknown): string {
  return error instanceof Error
    ? `${error.name} ${(error as { code?: string }).code ?? ''}`.trim()
    : 'unknown';
}
