import type { Clock } from '../../clock/clock.ts';
import type { MessageProvider, OutgoingMessage, SendResult } from '../provider.ts';
import type { DevMessageRepository } from './dev-message.repository.ts';

/** Sends nothing: what would have been sent is shown on the page of the demo. */
export class DevProvider implements MessageProvider {
  readonly name = 'dev';
  readonly channel = 'any';

  constructor(
    private readonly repository: DevMessageRepository,
    private readonly clock: Clock,
  ) {}

  canSend(): boolean {
    return true;
  }

  async send({ id, to, text, code }: OutgoingMessage): Promise<SendResult> {
    await this.repository.add({ id, to, text, code, atMs: this.clock.nowMs() });
    return { outcome: 'accepted', ref: id };
  }
}
