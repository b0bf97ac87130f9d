import { EventEmitter } from 'node:events';
import type { FastifyReply } from 'fastify';
import { describe, expect, it } from 'vitest';
import type { AdmissionConfig } from '../config/admission.config.ts';
import type { Config } from '../config/config.ts';
import type { ProblemError } from '../errors/problem-error.ts';
import { Admission } from './admission.ts';

const gate = { atOnce: 1, atOnceInCompany: 1, waiting: 1, patienceMs: 60_000 };
const gates: AdmissionConfig = { sync: gate, snapshot: gate, listen: gate, people: gate, entrance: gate };
const open = () => new Admission({ admission: gates } as Config);

/** An answer on its way; `end` is its end, whoever ended it. */
class Answer extends EventEmitter {
  closed = false;
  stall: () => void = () => undefined;
  readonly reply = { raw: this } as unknown as FastifyReply;

  end(): void {
    this.closed = true;
    this.emit('close');
  }

  setTimeout(_ms: number, stalled: () => void): void {
    this.stall = stalled;
  }

  destroy(): void {
    this.end();
  }
}

describe('Admission', () => {
  it('needs no waiting when there is room, and gives the place on when the answer has ended', async () => {
    const admission = open();
    const [first, second] = [new Answer(), new Answer()];
    expect(admission.enter('sync', 'a', first.reply)).toBeUndefined();
    const waited = admission.enter('sync', 'a', second.reply);
    expect(admission.isCrowded('sync')).toBe(true);
    first.end();
    await waited;
    second.end();
    expect(admission.counts().sync).toMatchObject({ inside: 0, waiting: 0, entered: 2 });
  });

  it('refuses with the code and the time of coming back', async () => {
    const admission = open();
    const answers = Array.from({ length: 3 }, () => new Answer());
    const [, , refused] = answers.map(({ reply }) => admission.enter('sync', 'a', reply));
    await expect(refused).rejects.toMatchObject({
      problem: { code: 'common/busy' },
      status: 503,
      options: { retryAfterSeconds: expect.any(Number) },
    });
    for (const answer of answers) answer.end();
    expect(admission.counts().sync).toMatchObject({ inside: 0, waiting: 0, shed: 1 });
  });

  it('keeps no place for one who hung up while it was found out who he is', async () => {
    const admission = open();
    const gone = new Answer();
    gone.end();
    await expect(admission.enter('sync', 'a', gone.reply)).rejects.toThrow('common/busy');
    expect(admission.counts().sync).toMatchObject({ inside: 0, waiting: 0 });
  });

  it('gives the place on when nobody takes the answer', () => {
    const admission = open();
    const stalled = new Answer();
    admission.enter('people', 'a', stalled.reply);
    stalled.stall();
    expect(admission.counts().people).toMatchObject({ inside: 0, waiting: 0, entered: 1 });
  });

  it('does not take those who were sent away for served: a crowd is asked back over many seconds', async () => {
    const admission = open();
    admission.enter('sync', 'a', new Answer().reply);
    admission.enter('sync', 'a', new Answer().reply);
    const seconds: number[] = [];
    for (let i = 0; i < 300; i++) {
      const answer = new Answer();
      await admission.enter('sync', 'a', answer.reply)?.catch((error: ProblemError) => {
        seconds.push(error.options.retryAfterSeconds ?? 0);
      });
      answer.end();
    }
    expect(seconds).toHaveLength(300);
    expect(Math.max(...seconds)).toBeGreaterThan(5);
  });

  it('gives the place of work back also when it fails', async () => {
    const admission = open();
    const failing = admission.run('entrance', '10.0.0.1', () => Promise.reject(new Error('no')));
    await expect(failing).rejects.toThrow('no');
    expect(admission.counts().entrance.inside).toBe(0);
  });
});
