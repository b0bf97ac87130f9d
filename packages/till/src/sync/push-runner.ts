import { zNewEpochResponse, zPushResponse } from '@jowi/contracts/sync/push';
import { WIRE_VERSION } from '@jowi/contracts/sync/wire';
import { INITIAL_PUSH, type PushEffect, type PushEvent, stepPush } from '@jowi/sync/push.machine';
import { raiseNumbers } from '../store/counter.store.ts';
import type { TillContext } from '../till-context.ts';
import type { ApiClient } from './api-client.ts';
import type { Link } from './link.ts';
import { offerAnew } from './server-loss.ts';

/** A sale is pushed so soon after it was made; its fiscal mark, a moment later, often travels along. */
const AFTER_SALE_MS = 60;

/** Carries out what the push machine decides. */
export class PushRunner {
  readonly #till: TillContext;
  readonly #api: ApiClient;
  readonly #link: Link;
  #state = INITIAL_PUSH;
  #stopped = false;
  #cancelWait: () => void = () => {};
  #cancelWake: (() => void) | null = null;

  constructor(till: TillContext, api: ApiClient, link: Link) {
    this.#till = till;
    this.#api = api;
    this.#link = link;
  }

  /** Something was journaled. */
  wakeSoon(): void {
    if (this.#cancelWake || this.#stopped) return;
    this.#cancelWake = this.#till.scheduler(() => {
      this.#cancelWake = null;
      this.wake();
    }, AFTER_SALE_MS);
  }

  wake(): void {
    this.#dispatch({ type: 'wake' });
  }

  serverSeen(): void {
    this.#dispatch({ type: 'server-seen' });
  }

  /** An answer still on its way is dropped; the entries are sent again after the next start, which is always safe. */
  stop(): void {
    this.#stopped = true;
    this.#cancelWait();
    this.#cancelWake?.();
  }

  #dispatch(event: PushEvent): void {
    if (this.#stopped) return;
    const { state, effects } = stepPush(this.#state, event, this.#till.random);
    this.#state = state;
    for (const effect of effects) this.#carryOut(effect);
  }

  #carryOut(effect: PushEffect): void {
    const { db, journal, meta, notices, events } = this.#till;
    switch (effect.type) {
      case 'send':
        this.#cancelWait();
        void this.#send(effect.limit);
        return;
      case 'wait':
        this.#cancelWait = this.#till.scheduler(() => this.#dispatch({ type: 'due' }), effect.delayMs);
        return;
      case 'record':
        // Nobody waits for this: what a power cut takes of it is sent again, and a scan need not wait for the disk.
        db.draft(() => {
          journal.record(effect.epoch, effect.results);
          meta.saveServerHead(effect.response.head);
          notices.clearRefusals();
        });
        events.emit('device-changed');
        return;
      case 'rewind':
        db.transaction(() => {
          journal.rewind(effect.epoch, effect.afterSeq);
          if (effect.epoch === meta.getIdentity().epoch) offerAnew(this.#till);
          else meta.forgetCursor();
        });
        return;
      case 'start-epoch':
        // Of an epoch that was left for this reason: nothing new.
        if (effect.forkedEpoch < meta.getIdentity().epoch) return;
        // Written down first: the wish for a new epoch outlives a lost answer and a restart.
        db.transaction(() => {
          meta.saveForkedEpoch(effect.forkedEpoch);
          notices.raise({ code: 'till/copied' });
        });
        events.emit('device-changed');
        return;
      case 'notice':
        db.transaction(() => notices.raise(effect.problem));
        events.emit('device-changed');
        return;
    }
  }

  async #send(limit: number): Promise<void> {
    try {
      if (!(await this.#renewForkedEpoch()) || this.#stopped) return;
      const entries = this.#till.journal.listUnsent(limit);
      const epoch = entries[0]?.epoch;
      if (epoch === undefined) {
        this.#dispatch({ type: 'drained' });
        return this.#till.events.emit('drained');
      }
      const unsent = this.#till.journal.countUnsent() - entries.length;
      const body = { wire: WIRE_VERSION, entries, unsent };
      const call = { method: 'POST', path: '/v1/sync/push', body } as const;
      const answer = await this.#api.request(call, zPushResponse);
      // Closed meanwhile: the database may be gone.
      if (this.#stopped) return;
      if (!answer.ok) {
        this.#link.failed(answer.failure);
        return this.#dispatch({ type: 'failed', failure: answer.failure });
      }
      this.#link.works();
      const answered = new Set(answer.value.results.map((result) => result.seq));
      if (!entries.every((entry) => answered.has(entry.seq))) {
        this.#till.log('warn', 'the server did not speak of every entry');
        return this.#dispatch({ type: 'failed', failure: { kind: 'unreachable' } });
      }
      this.#till.trusted.learn(answer.value.serverTimeMs);
      this.#dispatch({ type: 'answered', epoch, response: answer.value });
    } catch (error) {
      this.#till.log('error', 'push failed', { error: String(error) });
      this.#dispatch({ type: 'failed', failure: { kind: 'unreachable' } });
    }
  }

  /** Before anything else is sent from a chain that has split. False: not now, the machine has been told. */
  async #renewForkedEpoch(): Promise<boolean> {
    const { meta, db, journal, events } = this.#till;
    const identity = meta.getIdentity();
    if (meta.findForkedEpoch() !== identity.epoch) return true;
    const call = { method: 'POST', path: '/v1/sync/epoch', once: true } as const;
    const answer = await this.#api.request(call, zNewEpochResponse);
    if (this.#stopped) return false;
    if (!answer.ok) {
      this.#dispatch({ type: 'failed', failure: answer.failure });
      return false;
    }
    const { epoch, lastNumbers } = answer.value;
    db.transaction(() => {
      meta.saveIdentity({ ...meta.getIdentity(), epoch: journal.freshEpoch(epoch) });
      journal.offerEnds();
      raiseNumbers(db, lastNumbers);
    });
    events.emit('device-changed');
    return true;
  }
}
