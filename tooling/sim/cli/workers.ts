import { type ChildProcess, fork } from 'node:child_process';
import type { Answer, Question, WorkerSetup } from './job.ts';

/** A few processes that answer questions, each one at a time. */
export class Workers {
  readonly #setup: WorkerSetup;
  readonly #count: number;

  constructor(setup: WorkerSetup, count: number) {
    this.#setup = setup;
    this.#count = count;
  }

  /** Asks all questions, as many at a time as there are workers. `hear` may say that it has heard enough. */
  async ask(
    questions: Iterable<Question>,
    hear: (question: Question, answer: Answer) => 'go on' | 'enough',
  ): Promise<void> {
    const rest = questions[Symbol.iterator]();
    const workers = Array.from({ length: this.#count }, () => this.#start());
    let enough = false;
    const serve = async (worker: ChildProcess) => {
      const died = deathOf(worker);
      await Promise.race([heard(worker), died]);
      for (let next = rest.next(); !next.done && !enough; next = rest.next()) {
        const answered = heard<Answer>(worker);
        worker.send(next.value);
        const answer = await Promise.race([answered, died]);
        if (!enough && hear(next.value, answer) === 'enough') enough = true;
      }
    };
    try {
      await Promise.all(workers.map(serve));
    } finally {
      for (const worker of workers) worker.kill();
    }
  }

  #start(): ChildProcess {
    const setup = JSON.stringify(this.#setup);
    const execArgv = ['--disable-warning=ExperimentalWarning', '--max-semi-space-size=32'];
    return fork(new URL('worker.ts', import.meta.url), [setup], { execArgv });
  }
}

function heard<T>(worker: ChildProcess): Promise<T> {
  return new Promise((resolve) => worker.once('message', (message) => resolve(message as T)));
}

/** Rejects when the worker ends though nobody told it to. */
function deathOf(worker: ChildProcess): Promise<never> {
  const death = new Promise<never>((_, reject) => {
    worker.once('error', reject);
    worker.once('exit', (code, signal) => reject(new Error(`A worker ended with ${code ?? signal}`)));
  });
  death.catch(() => {});
  return death;
}
