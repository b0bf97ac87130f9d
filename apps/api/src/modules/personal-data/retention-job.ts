import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.ts';
import { KeepRetentionUseCase } from './keep-retention.usecase.ts';
import { RetentionRepository } from './retention.repository.ts';

const HOUR_MS = 3_600_000;
/** Once a day each, whichever server comes first. */
const PERIOD_MS = 23 * HOUR_MS;

/** Looks every hour whose turn it is. One business that fails keeps no other one waiting. */
@Injectable()
export class RetentionJob implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly #log = new Logger('retention');
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly retention: RetentionRepository,
    private readonly keep: KeepRetentionUseCase,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.#timer = setInterval(() => void this.run(), HOUR_MS);
    this.#timer.unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.#timer);
  }

  /** How many businesses were served. */
  async run(): Promise<number> {
    let served = 0;
    try {
      for (const tenantId of await this.retention.listDue(this.clock.nowMs() - PERIOD_MS)) {
        await this.keep.apply(tenantId).then(
          () => {
            served += 1;
          },
          (error: Error) => this.#log.error(`Retention of ${tenantId} failed: ${error.message}`),
        );
      }
    } catch (error) {
      this.#log.error(`Retention could not begin: ${(error as Error).message}`);
    }
    return served;
  }
}
