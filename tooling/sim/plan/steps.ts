import type { Weather } from '../net/weather.ts';

export type Item = {
  /** Of the business's products, by number. */
  readonly product: number;
  readonly how: 'scan' | 'pick';
  readonly qtyMilli: number;
};
export type PlannedDiscount = { readonly on: 'line' | 'receipt'; readonly bps: number };

/** What a till's own mistake looks like once it is signed and chained. */
export type PoisonKind =
  | 'payload'
  | 'kind-of-tomorrow'
  | 'product'
  | 'receipt-id-reused'
  | 'hash'
  | 'signature'
  | 'mark-without-receipt';

/** What people, machines and misfortune do; `till` and `tenant` are numbers of the plan. */
export type Step =
  | {
      readonly kind: 'sale';
      readonly till: number;
      readonly items: readonly Item[];
      readonly discount: PlannedDiscount | null;
      /** Clears the cart instead of paying. */
      readonly abandoned: boolean;
      readonly overTiyin: number;
    }
  | { readonly kind: 'next-shift' | 'reprint' | 'wrong-pin'; readonly till: number }
  | {
      readonly kind: 'crash';
      readonly till: number;
      readonly how: 'kill' | 'power';
      readonly points: number;
      readonly offMs: number;
    }
  | {
      readonly kind: 'disk';
      readonly till: number;
      readonly fault: 'full' | 'io';
      readonly writes: number;
      readonly failures: number;
    }
  | { readonly kind: 'clock'; readonly till: number; readonly errorMs: number }
  | { readonly kind: 'unplug'; readonly till: number; readonly forMs: number }
  | {
      readonly kind: 'backup' | 'restore' | 'clone' | 'second-process' | 'fiscal-reject';
      readonly till: number;
    }
  | { readonly kind: 'poison'; readonly till: number; readonly how: PoisonKind }
  | { readonly kind: 'nights'; readonly days: number }
  | { readonly kind: 'server-crash'; readonly steps: number }
  | { readonly kind: 'price'; readonly tenant: number; readonly product: number; readonly priceTiyin: number }
  | {
      readonly kind: 'slow-price';
      readonly tenant: number;
      readonly product: number;
      readonly priceTiyin: number;
      readonly openMs: number;
      readonly commits: boolean;
    }
  | {
      readonly kind: 'delivery';
      readonly tenant: number;
      readonly product: number;
      readonly qtyMilli: number;
      readonly costTiyin: number;
    }
  | { readonly kind: 'archive'; readonly tenant: number; readonly product: number }
  | { readonly kind: 'new-product'; readonly tenant: number; readonly number: number }
  | { readonly kind: 'suspend'; readonly tenant: number; readonly cashier: number }
  | { readonly kind: 'revoke'; readonly till: number };

export type PlannedStep = { readonly id: number; readonly atMs: number; readonly step: Step };

/** Everything one seed decides beforehand; what remains (each message's luck) follows from the seed while it runs. */
export type Plan = {
  readonly seed: string;
  readonly tills: readonly {
    readonly tenant: number;
    readonly old: boolean;
    readonly clockErrorMs: number;
  }[];
  readonly negativeStock: 'allow' | 'warn' | 'pin' | 'block';
  /** Whether the server calls when there is something to fetch. */
  readonly pokes: boolean;
  readonly weather: Weather;
  readonly faultsMs: number;
  readonly steps: readonly PlannedStep[];
};
