import type { Stage } from './stage.ts';
import type { Verdict } from './verdict.ts';

export interface Scenario {
  readonly name: string;
  /** What is done to the till, in a few words. */
  readonly what: string;
  readonly play: (stage: Stage) => Promise<Verdict>;
}
