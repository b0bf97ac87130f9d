import type { Problem } from '@jowi/contracts/errors';
import type { TillContext } from '../till-context.ts';
import { ApiClient } from './api-client.ts';
import { Link } from './link.ts';
import { PokeStream } from './poke-stream.ts';
import { PullRunner } from './pull-runner.ts';
import { PushRunner } from './push-runner.ts';
import { ReconcileRunner } from './reconcile-runner.ts';

/** Everything that talks to the server, while this till is paired. */
export class SyncRunner {
  readonly #till: TillContext;
  readonly #link: Link;
  #parts: { push: PushRunner; pull: PullRunner; pokes: PokeStream; reconcile: ReconcileRunner } | null = null;

  constructor(till: TillContext) {
    this.#till = till;
    this.#link = new Link(till.events);
    till.events.on('journaled', () => {
      this.#parts?.push.wakeSoon();
      this.#parts?.reconcile.journaled();
    });
    till.events.on('drained', () => this.#parts?.reconcile.drained());
    till.events.on('paired', () => this.start());
  }

  get online(): boolean {
    return this.#link.online;
  }

  get obstacle(): Problem | null {
    return this.#link.obstacle;
  }

  /** Starts anew with whatever identity there is; does nothing while unpaired. */
  start(): void {
    this.stop();
    if (!this.#till.meta.findIdentity() || !this.#till.keys.present) return;
    const api = new ApiClient(this.#till);
    const push = new PushRunner(this.#till, api, this.#link);
    const pull = new PullRunner(this.#till, api, this.#link);
    const pokes = new PokeStream(this.#till, api, this.#link, {
      poked: () => pull.poke(),
      opened: () => {
        push.serverSeen();
        pull.poke();
      },
    });
    const reconcile = new ReconcileRunner(this.#till, api);
    this.#parts = { push, pull, pokes, reconcile };
    push.wake();
    pull.poke();
    pokes.start();
  }

  stop(): void {
    this.#parts?.push.stop();
    this.#parts?.pull.stop();
    this.#parts?.pokes.stop();
    this.#parts?.reconcile.stop();
    this.#parts = null;
  }
}
