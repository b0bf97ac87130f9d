const WINDOW_MS = 1_000;
const MAX_SECONDS = 30;

/** How fast a gate is served and how many it turns away: when those should come back. */
export class ServedRate {
  #startedMs = Number.NEGATIVE_INFINITY;
  #served = 0;
  #shed = 0;
  #servedBefore = 1;
  #shedBefore = 0;

  constructor(private readonly random: () => number = Math.random) {}

  count(nowMs: number): void {
    this.#turn(nowMs);
    this.#served += 1;
  }

  /**
   * For one that is sent away: whole seconds, spread over as long as it takes to serve all those who were sent away of
   * late, so that they do not come back as the crowd they were. (Tills add up to as much again.)
   */
  comeBackInSeconds(nowMs: number): number {
    this.#turn(nowMs);
    this.#shed += 1;
    const crowd = Math.max(this.#shed, this.#shedBefore);
    const perSecond = Math.max(this.#served, this.#servedBefore, 1);
    const spread = Math.min(Math.max(crowd / perSecond, 1), MAX_SECONDS);
    return 1 + Math.floor(this.random() * spread);
  }

  #turn(nowMs: number): void {
    if (nowMs - this.#startedMs < WINDOW_MS) return;
    const isNext = nowMs - this.#startedMs < 2 * WINDOW_MS;
    this.#servedBefore = isNext ? this.#served : 0;
    this.#shedBefore = isNext ? this.#shed : 0;
    this.#served = 0;
    this.#shed = 0;
    this.#startedMs = nowMs;
  }
}
