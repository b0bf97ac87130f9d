import type { Problem } from '@jowi/contracts/errors';
import { zPullResponse } from '@jowi/contracts/sync/pull';
import { INITIAL_PULL, type PullEffect, type PullEvent, stepPull } from '@jowi/sync/pull.machine';
import type { TillContext } from '../till-context.ts';
import type { ApiClient, ApiFailure } from './api-client.ts';
import { applyPull } from './apply-pull.ts';
import type { Link } from './link.ts';
import { SnapshotLoader } from './snapshot-loader.ts';

/** Rows of a kind: so few that a scan in between does not notice them being taken over (about 10 ms). */
const PULL_LIMIT = 250;
/** Answers of the server that mean: this cursor (or this half-loaded snapshot) is no longer good for anything. */
const CURSOR_LOST: readonly number[] = [400, 404, 410, 422];

/** Carries out what the pull machine decides; the first load comes before the first pull. */
export class PullRunner {
  readonly #till: TillContext;
  readonly #api: ApiClient;
  readonly #link: Link;
  readonly #snapshot: SnapshotLoader;
  readonly #stop = new AbortController();
  #state = INITIAL_PULL;
  /** What this run has told a person, to be taken back when the server gives in. */
  readonly #raised = new Set<Problem['code']>();
  #cancelWait: () => void = () => {};

  constructor(till: TillContext, api: ApiClient, link: Link) {
    this.#till = till;
    this.#api = api;
    this.#link = link;
    this.#snapshot = new SnapshotLoader(till, api);
  }

  poke(): void {
    this.#dispatch({ type: 'poke' });
  }

  stop(): void {
    this.#stop.abort();
    this.#cancelWait();
  }

  #dispatch(event: PullEvent): void {
    if (this.#stop.signal.aborted) return;
    const { state, effects } = stepPull(this.#state, event, this.#till.random);
    this.#state = state;
    for (const effect of effects) this.#carryOut(effect);
  }

  #carryOut(effect: PullEffect): void {
    this.#cancelWait();
    switch (effect.type) {
      case 'pull':
        void this.#pull();
        return;
      case 'wait':
        this.#cancelWait = this.#till.scheduler(() => this.#dispatch({ type: 'due' }), effect.delayMs);
        return;
      case 'notice': {
        const { db, notices, events } = this.#till;
        this.#raised.add(effect.problem.code);
        db.transaction(() => notices.raise(effect.problem));
        events.emit('device-changed');
        return;
      }
    }
  }

  async #pull(): Promise<void> {
    const { meta, trusted, log } = this.#till;
    const stopped = this.#stop.signal;
    try {
      const lost = meta.findCursor() === null ? await this.#snapshot.load(stopped) : null;
      if (stopped.aborted) return;
      if (lost) return this.#failed(lost);
      this.#link.works();
      const cursor = meta.findCursor() ?? '';
      const query = new URLSearchParams({ cursor, limit: String(PULL_LIMIT) });
      const answer = await this.#api.request(
        { method: 'GET', path: `/v1/sync/pull?${query}` },
        zPullResponse,
      );
      if (stopped.aborted) return;
      if (!answer.ok) return this.#failed(answer.failure);
      this.#link.works();
      trusted.learn(answer.value.serverTimeMs);
      this.#refusalIsOver();
      applyPull(this.#till, answer.value);
      // A server that promises more and does not move on is not asked in a circle.
      const movesOn = answer.value.hasMore && answer.value.cursor !== cursor;
      const hasMore = movesOn || meta.findCursor() === null;
      this.#dispatch({ type: 'answered', hasMore });
    } catch (error) {
      // Our own disk, then: the cursor has not moved, so nothing is skipped.
      log('error', 'pull failed', { error: String(error) });
      this.#dispatch({ type: 'failed', failure: { kind: 'unreachable' } });
    }
  }

  #refusalIsOver(): void {
    if (this.#raised.size === 0) return;
    const { db, notices } = this.#till;
    db.transaction(() => {
      for (const code of this.#raised) notices.clear(code);
    });
    this.#raised.clear();
  }

  #failed(failure: ApiFailure): void {
    this.#link.failed(failure);
    // Said by the server itself: the page of some gateway in between is no reason to load everything again.
    const cursorLost =
      failure.kind === 'refused' &&
      CURSOR_LOST.includes(failure.status) &&
      failure.problem.code !== 'common/unavailable' &&
      failure.problem.code !== 'till/server-foreign';
    if (cursorLost) {
      const { db, meta, log } = this.#till;
      log('warn', 'the server does not know our cursor; loading anew', { code: failure.problem.code });
      db.transaction(() => meta.forgetCursor());
    }
    this.#dispatch({ type: 'failed', failure: cursorLost ? { kind: 'unreachable' } : failure });
  }
}
