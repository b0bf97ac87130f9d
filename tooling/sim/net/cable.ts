import type { World } from '../world/world.ts';

/** What the network knows of a machine that hangs on it. */
export type NetClient = {
  readonly world: World;
  readonly name: string;
  /** Which of the two businesses it stands in. */
  readonly tenant: number;
  /** Speaks as a program of wire version 1. */
  readonly old: boolean;
  /** Its cable is out until then. */
  readonly unpluggedUntilMs: number;
};

/** What a machine knows of the network. */
export type Cable = {
  /** Behaves as `fetch` does; the till's abort is a lost answer like any other. */
  fetch(client: NetClient, url: string, init: RequestInit): Promise<Response>;
  /** The till's end of its poke line is gone. */
  dropLine(client: NetClient): void;
};
