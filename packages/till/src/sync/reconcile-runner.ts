import type { Problem } from '@jowi/contracts/errors';
import { type ReconcileRequest, type StatementV1, zStatementV1 } from '@jowi/contracts/sync/reconcile-v1';
import {
  INITIAL_RECONCILE,
  type ReconcileEvent,
  type ReconcileFailure,
  stepReconcile,
} from '@jowi/sync/reconcile.machine';
import { judgeStatement } from '@jowi/sync/statement';
import type { KeptVerdict } from '../store/statement.store.ts';
import type { TillContext } from '../till-context.ts';
import type { ApiClient, ApiFailure } from './api-client.ts';
import { makeClaim, nextQuestion } from './question.ts';
import { hasGoneBack, offerAnew } from './server-loss.ts';

/** An older server says these to a path it does not have. */
const NO_SUCH_ROUTE: readonly number[] = [404, 405, 501];

const FORGED: Problem = { code: 'till/statement-forged' };
const STRAY: Problem = { code: 'till/statement-stray' };

/** Asks the server what it holds of a shift, checks what it says, and acts on it. */
export class ReconcileRunner {
  readonly #till: TillContext;
  readonly #api: ApiClient;
  #state = INITIAL_RECONCILE;
  #stopped = false;
  #isTurnOfPast = false;
  #cancelWait: () => void = () => {};

  constructor(till: TillContext, api: ApiClient) {
    this.#till = till;
    this.#api = api;
  }

  /** Everything is sent: a good moment to ask. */
  drained(): void {
    if (!this.#canAsk()) return;
    const question = nextQuestion(this.#till, this.#isTurnOfPast);
    if (question) this.#dispatch({ type: 'wanted', urgency: question.urgent ? 'now' : 'soon' });
  }

  /** Something is to be sent: should that take long, the server is told how much and since when. Part of every sale: looks nothing up. */
  journaled(): void {
    if (this.#canAsk()) this.#dispatch({ type: 'wanted', urgency: 'later' });
  }

  /** An older server has no key to check its answer with. */
  #canAsk(): boolean {
    return !this.#stopped && this.#till.meta.getIdentity().settings.serverKey !== undefined;
  }

  /** A statement still on its way is dropped, and asked for again after the next start. */
  stop(): void {
    this.#stopped = true;
    this.#cancelWait();
  }

  #dispatch(event: ReconcileEvent): void {
    if (this.#stopped) return;
    const { state, effects } = stepReconcile(this.#state, event, this.#till.random);
    this.#state = state;
    for (const effect of effects) {
      this.#cancelWait();
      if (effect.type === 'ask') void this.#ask();
      else this.#cancelWait = this.#till.scheduler(() => this.#dispatch({ type: 'due' }), effect.delayMs);
    }
  }

  async #ask(): Promise<void> {
    try {
      const question = nextQuestion(this.#till, this.#isTurnOfPast);
      this.#isTurnOfPast = !this.#isTurnOfPast;
      if (!question) return this.#dispatch({ type: 'answered' });
      const claim = makeClaim(this.#till, question);
      const call = { method: 'POST', path: '/v1/sync/reconcile', body: claim } as const;
      const answer = await this.#api.request(call, zStatementV1);
      // Closed meanwhile: the database may be gone.
      if (this.#stopped) return;
      if (!answer.ok) return this.#dispatch({ type: 'failed', failure: failureOf(answer.failure) });
      this.#heard(claim, answer.value);
    } catch (error) {
      this.#till.log('error', 'reconciliation failed', { error: String(error) });
      this.#dispatch({ type: 'failed', failure: { kind: 'unreachable' } });
    }
  }

  #heard(claim: ReconcileRequest, statement: StatementV1): void {
    const { meta, journal } = this.#till;
    const { serverKey, terminalId } = meta.getIdentity().settings;
    const verdict = judgeStatement({
      ...{ statement, claim, terminalId, key: serverKey ?? null },
      findHash: (epoch, seq) => journal.findHash(epoch, seq),
    });
    if (verdict === 'forged' || verdict === 'other-shift' || verdict === 'older') {
      this.#ignore(verdict === 'forged' ? FORGED : STRAY, statement);
      return;
    }
    if (verdict !== 'overtaken') this.#take(claim, statement, verdict);
    this.#dispatch({ type: 'answered' });
    // What came up meanwhile, or the shift before.
    this.drained();
  }

  /** Worth nothing, but worth knowing: somebody or something stands between this till and its server. */
  #ignore(problem: Problem, { keyId, shiftId }: StatementV1): void {
    const { db, notices, events, log } = this.#till;
    log('warn', 'a statement was not believed', { code: problem.code, keyId, shiftId: shiftId ?? '' });
    db.transaction(() => notices.raise(problem));
    events.emit('device-changed');
    this.#dispatch({ type: 'failed', failure: { kind: 'refused' } });
  }

  #take(claim: ReconcileRequest, statement: StatementV1, verdict: KeptVerdict): void {
    const { db, meta, journal, statements, notices, trusted, events } = this.#till;
    const { epoch } = meta.getIdentity();
    // Everything was acknowledged, and now the server holds less: it was put back to an older backup.
    const hasForgotten = verdict === 'behind' && claim.unsent === 0;
    const known = statement.head.epoch === epoch ? meta.findServerHead() : null;
    const isCopy = statement.disagreements.includes('backwards') || statement.disagreements.includes('epoch');
    db.transaction(() => {
      if (claim.shift)
        statements.save(claim.shift.shiftId, { claim, statement, verdict, receivedAtMs: trusted.now() });
      notices.clear(FORGED.code);
      notices.clear(STRAY.code);
      // A pull would no longer see this from here on.
      if (hasGoneBack(known, statement.head)) journal.offerEnds();
      if (statement.head.epoch === epoch) meta.saveServerHead(statement.head);
      if (hasForgotten) {
        journal.rewind(statement.head.epoch, statement.head.seq);
        offerAnew(this.#till);
      }
      if (isCopy) notices.raise({ code: 'till/copied' });
      // The chain that was told of went on elsewhere: this one begins anew before it sells on.
      if (statement.disagreements.includes('backwards') && claim.head.epoch === epoch)
        meta.saveForkedEpoch(epoch);
    });
    events.emit('device-changed', 'stated');
    // The push looks for whatever is to be sent, or for the reason of a new epoch.
    if (hasForgotten || isCopy || hasGoneBack(known, statement.head)) events.emit('journaled');
  }
}

function failureOf(failure: ApiFailure): ReconcileFailure {
  if (failure.kind !== 'refused') return failure;
  return NO_SUCH_ROUTE.includes(failure.status) ? { kind: 'unknown' } : { kind: 'refused' };
}
