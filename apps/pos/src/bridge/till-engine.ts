import type { Till } from '@jowi/till/till';

/** What the bridge serves of the engine. Its border: tests put a fake here and nowhere deeper. */
export type TillEngine = Pick<Till, 'device' | 'session' | 'shift' | 'sale' | 'approval' | 'catalogue'>;
