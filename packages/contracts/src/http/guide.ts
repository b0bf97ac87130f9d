import { z } from 'zod';
import { zLanguage, zTimeMs } from '../scalar.ts';

/** The way of a new business to its first receipt; each step is a fact that is there or not. */
export const GUIDE_STEPS = ['goods', 'delivery', 'pin', 'till', 'sale'] as const;
export const zGuideStep = z.enum(GUIDE_STEPS);
export type GuideStep = z.infer<typeof zGuideStep>;

/** What stands there for practice. */
export const zDemoData = z.object({
  products: z.number().int().nonnegative(),
  deliveries: z.number().int().nonnegative(),
  /** Of the products: those on a receipt; they are archived when the rest is wiped. */
  soldProducts: z.number().int().nonnegative(),
  /** Of the products: those a real delivery brought in; they stay as they are. */
  adoptedProducts: z.number().int().nonnegative(),
});
export type DemoData = z.infer<typeof zDemoData>;

/** GET /v1/guide. */
export const zGuide = z.object({
  done: z.record(zGuideStep, z.boolean()),
  /** This person put it away. */
  hidden: z.boolean(),
  firstSaleAtMs: zTimeMs.nullable(),
  demo: zDemoData,
});
export type Guide = z.infer<typeof zGuide>;

/** PUT /v1/guide: puts it away or brings it back. Answer zGuide. */
export const zGuideChoice = z.object({ hidden: z.boolean() });
export type GuideChoice = z.infer<typeof zGuideChoice>;

/** POST /v1/demo-data/fill: answers what stands there then. POST /v1/demo-data/wipe: what there was. Repeating is safe. */
export const zDemoFill = z.object({ language: zLanguage });
export type DemoFill = z.infer<typeof zDemoFill>;
