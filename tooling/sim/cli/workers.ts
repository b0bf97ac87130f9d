import { Worker } from 'node:worker_threads';
import type { Answer, Question, WorkerSetup } from './job.ts';

/** A few threads that answer questions, each one at a time. */
export class Workers {
  readonly #setup: WorkerSetup;
  readonly #count: number;

  constructor(setup: WorkerSetup, count: number) {
    this.#setup = setup;
    this.#count = count;
  }

  /**
   * Asks all questions, as many at a time as there are workers. `hear` may say that it has heard enough. Throws what a
   * worker died of.
   */
  async ask(
    questions: Iterable<Question>,
    hear: (question: Question, answer: Answer) => 'go on' | 'enough',
  ): Promise<void> {
    const rest = questions[Symbol.iterator]();
    const workers = Array.from(
      { length: this.#count },
      () => new Worker(new URL('worker.ts', import.meta.url), { workerData: this.#setup }),
    );
    let enough = false;
    try {
      await Promise.all(
        workers.map(async (worker) => {
          const died = new Promise<never>((_, reject) => worker.once('error', reject));
          await Promise.race([heard(worker), died]);
          for (let next = rest.next(); !next.done && !enough; next = rest.next()) {
            const answered = heard<Answer>(worker);
            worker.postMessage(next.value);
            const answer = await Promise.race([answered, died]);
            if (hear(next.value, answer) === 'enough') enough = true;
          }
        }),
      );
    } finally {
      await Promise.all(workers.map((worker) => worker.terminate()));
    }
  }
}

function heard<T>(worker: Worker): Promise<T> {
  return new Promise((resolve) => worker.once('message', resolve));
}
