import type { Rng } from '../world/rng.ts';

/** How bad the network, the server's house and the devices are, all in shares of one. */
export type Weather = {
  /** Requests that never arrive. */
  loss: number;
  /** Requests that arrive a second time. */
  replay: number;
  meanDelayMs: number;
  /** Messages that stick somewhere for up to five seconds. */
  clog: number;
  /** Answers that get lost after the server has done its work. */
  lostAnswer: number;
  /** Answers cut off in the middle. */
  cut: number;
  /** Answers of before, from some cache. */
  stale: number;
  /** A page of the hotel's own. */
  captive: number;
  /** 503 of a gateway. */
  away: number;
  /** Answers that speak of a part of the batch only. */
  partial: number;
  /** Steps of the server's transactions that take their time. */
  slowServer: number;
  fiscalTrouble: number;
  printerTrouble: number;
};

export const CALM: Weather = {
  ...{ loss: 0, replay: 0, meanDelayMs: 20, clog: 0, lostAnswer: 0, cut: 0, stale: 0, captive: 0, away: 0 },
  ...{ partial: 0, slowServer: 0, fiscalTrouble: 0, printerTrouble: 0 },
};

export function makeWeather(rng: Rng): Weather {
  const sometimes = (most: number) => (rng.chance(0.6) ? rng.float() * most : 0);
  return {
    loss: sometimes(0.3),
    replay: sometimes(0.5),
    meanDelayMs: rng.int(30, 100),
    clog: sometimes(0.1),
    lostAnswer: sometimes(0.2),
    cut: sometimes(0.1),
    stale: sometimes(0.1),
    captive: sometimes(0.1),
    away: sometimes(0.15),
    partial: sometimes(0.1),
    slowServer: sometimes(0.2),
    fiscalTrouble: sometimes(0.5),
    printerTrouble: sometimes(0.4),
  };
}
