import { Readable } from 'node:stream';
import { createGzip } from 'node:zlib';
import { zServerTime } from '@jowi/contracts/http/health';
import type { PullResponse } from '@jowi/contracts/sync/pull';
import { zPullQuery, zPullResponse, zSnapshotQuery } from '@jowi/contracts/sync/pull';
import {
  type NewEpochResponse,
  type PushRequest,
  type PushResponse,
  zNewEpochResponse,
  zPushRequest,
  zPushResponse,
} from '@jowi/contracts/sync/push';
import { Body, Controller, Get, Headers, Post, Query, Res, Sse } from '@nestjs/common';
import { ApiProduces } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { auditTime, concat, concatMap, interval, map, merge, type Observable, of, takeWhile } from 'rxjs';
import type { z } from 'zod';
import {
  CurrentAssertion,
  CurrentTerminal,
  ForTerminal,
  type TerminalAssertion,
  type TerminalIdentity,
} from '../../platform/auth/access.ts';
import { TerminalAssertions } from '../../platform/auth/terminal-assertions.ts';
import { WaitsAt } from '../../platform/auth/till-entrance.ts';
import { Clock } from '../../platform/clock/clock.ts';
import { Answers } from '../../platform/http/answers.ts';
import { TakesAnyText } from '../../platform/http/body-parsers.ts';
import { EndsWithServer } from '../../platform/http/open-streams.ts';
import { OpenEpochUseCase } from './open-epoch.usecase.ts';
import { PokeHub } from './poke.hub.ts';
import { PullChangesUseCase } from './pull-changes.usecase.ts';
import { PushEntriesUseCase } from './push-entries.usecase.ts';
import { StreamSnapshotUseCase } from './stream-snapshot.usecase.ts';

/** Many changes in a moment are one poke. */
const POKE_WINDOW_MS = 100;
/** Keeps the connection through proxies, and tells either side that the other is gone. */
const HEARTBEAT_MS = 25_000;
/** A first load of which nobody has taken anything for so long is let go: others wait for its place, and it resumes. */
const STALLED_MS = 60_000;

/** What tills and server say to each other. */
@Controller('v1/sync')
@ForTerminal()
export class SyncController {
  constructor(
    private readonly pushEntries: PushEntriesUseCase,
    private readonly openEpoch: OpenEpochUseCase,
    private readonly pullChanges: PullChangesUseCase,
    private readonly streamSnapshot: StreamSnapshotUseCase,
    private readonly pokes: PokeHub,
    private readonly assertions: TerminalAssertions,
    private readonly clock: Clock,
  ) {}

  /** Up to 100 journal entries of one epoch. Repeating is safe and answers the same. */
  @Post('push')
  @WaitsAt('sync')
  @TakesAnyText()
  @Answers(zPushResponse)
  async push(
    @CurrentTerminal() terminal: TerminalIdentity,
    @Body({ schema: zPushRequest }) body: PushRequest,
  ): Promise<PushResponse> {
    const answer = await this.pushEntries.execute(terminal, body);
    this.pokes.announce(terminal.tenantId);
    return answer;
  }

  /** The server's clock, for a till that signs itself in. */
  @Get('time')
  @Answers(zServerTime)
  time(): z.infer<typeof zServerTime> {
    return { serverTimeMs: this.clock.nowMs() };
  }

  /** A new chain, for a till that was copied or restored from a copy. */
  @Post('epoch')
  @WaitsAt('sync')
  @Answers(zNewEpochResponse)
  epoch(
    @CurrentTerminal() terminal: TerminalIdentity,
    @CurrentAssertion() assertion: TerminalAssertion,
  ): Promise<NewEpochResponse> {
    return this.openEpoch.execute(terminal, assertion);
  }

  /** What changed since the cursor. */
  @Get('pull')
  @WaitsAt('sync')
  @Answers(zPullResponse)
  pull(
    @CurrentTerminal() terminal: TerminalIdentity,
    @Query({ schema: zPullQuery }) query: z.infer<typeof zPullQuery>,
  ): Promise<PullResponse> {
    return this.pullChanges.execute(terminal, query);
  }

  /** The whole catalogue as NDJSON; `base` and `after` continue one that was cut off. */
  @Get('snapshot')
  @WaitsAt('snapshot')
  @ApiProduces('application/x-ndjson')
  snapshot(
    @CurrentTerminal() terminal: TerminalIdentity,
    @Query({ schema: zSnapshotQuery }) query: z.infer<typeof zSnapshotQuery>,
    @Headers('accept-encoding') accepted: string | undefined,
    @Res() reply: FastifyReply,
  ): void {
    const { base, after } = query;
    reply.raw.setTimeout(STALLED_MS, () => reply.raw.destroy());
    const lines = Readable.from(
      this.streamSnapshot.execute(terminal, {
        ...(base !== undefined && { base }),
        ...(after !== undefined && { after }),
      }),
    );
    void reply.header('content-type', 'application/x-ndjson; charset=utf-8');
    if (!/\bgzip\b/.test(accepted ?? '')) {
      void reply.send(lines);
      return;
    }
    const gzip = createGzip({ level: 1 });
    // An error on the way must cut the answer off, not end it as if it were whole.
    lines.once('error', (error) => gzip.destroy(error));
    gzip.once('close', () => lines.destroy());
    void reply.header('content-encoding', 'gzip').send(lines.pipe(gzip));
  }

  /**
   * A poke whenever a pull would bring something. It ends when the terminal is revoked, so that a till that only listens
   * asks again, is refused and locks: at once, or with the next heartbeat where the news was lost.
   */
  @Sse('events')
  @WaitsAt('listen')
  @EndsWithServer()
  events(
    @CurrentTerminal() terminal: TerminalIdentity,
    @CurrentAssertion() assertion: TerminalAssertion,
  ): Observable<{ type: string; data: { reason: string } }> {
    const changes = this.pokes.changesOf(terminal).pipe(auditTime(POKE_WINDOW_MS));
    const news = merge(
      changes.pipe(map(() => ({ type: 'poke', data: { reason: 'change' } }))),
      interval(HEARTBEAT_MS).pipe(map(() => ({ type: 'heartbeat', data: { reason: 'hello' } }))),
    );
    const isWelcome = () => this.assertions.isWelcome(terminal, assertion).catch(() => true);
    return concat(
      of({ type: 'poke', data: { reason: 'hello' } }),
      news.pipe(
        concatMap(async (event) => ((await isWelcome()) ? event : null)),
        takeWhile((event) => event !== null),
      ),
    );
  }
}
