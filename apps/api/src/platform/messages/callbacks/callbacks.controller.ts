import { Controller, Headers, Inject, Param, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Public } from '../../auth/access.ts';
import { Clock } from '../../clock/clock.ts';
import { CONFIG, type Config } from '../../config/config.ts';
import { ProblemError } from '../../errors/problem-error.ts';
import { Answers } from '../../http/answers.ts';
import { KeepsRawBody } from '../../http/raw-body.ts';
import { readEskizStatus, zEskizReport } from '../eskiz/eskiz-answers.ts';
import { readPlaymobileStatus, zPlaymobileReport } from '../playmobile/playmobile-answers.ts';
import { isTelegramReport, readTelegramStatus, zTelegramReport } from '../telegram/telegram-answers.ts';
import { CallbackLinks, isSameSecret } from './callback-links.ts';
import { readForm, readReport } from './read-report.ts';
import { type Report, ReportRepository } from './report.repository.ts';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Delivery reports of providers. What is not theirs is refused before it is read. */
@Controller('v1/messages/callbacks')
export class CallbacksController {
  constructor(
    private readonly reports: ReportRepository,
    private readonly links: CallbackLinks,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Post('telegram')
  @Public()
  @KeepsRawBody()
  @Answers(null, 200)
  async telegram(
    @Req() { rawBody = '' }: FastifyRequest,
    @Headers('x-request-timestamp') timestamp?: string,
    @Headers('x-request-signature') signature?: string,
  ): Promise<void> {
    const { token } = this.config.messages.telegram;
    if (!token || !isTelegramReport({ timestamp, signature, body: rawBody }, token, this.clock.nowMs()))
      throw new ProblemError('auth/forbidden');
    const { request_id, delivery_status } = readReport(zTelegramReport, rawBody);
    const isDelivered = readTelegramStatus(delivery_status?.status);
    await this.#take(
      isDelivered === null ? [] : [{ provider: 'telegram', by: { ref: request_id }, isDelivered }],
      `${timestamp}\n${rawBody}`,
    );
  }

  @Post('eskiz/:id/:token')
  @Public()
  @KeepsRawBody()
  @Answers(null, 200)
  async eskiz(
    @Req() { rawBody = '', headers }: FastifyRequest,
    @Param('id') id: string,
    @Param('token') token: string,
  ): Promise<void> {
    if (!UUID.test(id) || !this.links.isTokenOf(`eskiz ${id}`, token))
      throw new ProblemError('auth/forbidden');
    const isForm = headers['content-type']?.startsWith('application/x-www-form-urlencoded');
    const { status } = readReport(zEskizReport, isForm ? readForm(rawBody) : rawBody);
    const isDelivered = readEskizStatus(status);
    await this.#take(
      isDelivered === null ? [] : [{ provider: 'eskiz', by: { id }, isDelivered }],
      `${id}\n${rawBody}`,
    );
  }

  @Post('playmobile/:token')
  @Public()
  @KeepsRawBody()
  @Answers(null, 200)
  async playmobile(@Req() { rawBody = '' }: FastifyRequest, @Param('token') token: string): Promise<void> {
    const { callbackSecret } = this.config.messages.playmobile;
    if (callbackSecret === null || !isSameSecret(token, callbackSecret))
      throw new ProblemError('auth/forbidden');
    const { messages } = readReport(zPlaymobileReport, rawBody);
    const reports = messages.flatMap((message): Report[] => {
      const isDelivered = readPlaymobileStatus(message.status ?? message.sms?.status ?? '');
      const by = { ref: message['message-id'] };
      return isDelivered === null ? [] : [{ provider: 'playmobile', by, isDelivered }];
    });
    await this.#take(reports, rawBody);
  }

  /** @throws ProblemError common/not-found when none of the messages is known: they will ask again */
  async #take(reports: readonly Report[], delivery: string): Promise<void> {
    let unknown = 0;
    for (const [i, report] of reports.entries()) {
      if ((await this.reports.take(report, `${i}\n${delivery}`)) === 'unknown') unknown += 1;
    }
    if (reports.length > 0 && unknown === reports.length) throw new ProblemError('common/not-found');
  }
}
