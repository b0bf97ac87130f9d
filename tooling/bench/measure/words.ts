import { round } from './bar.ts';

export const ms = (value: number) => `${round(value)} ms`;
export const perSecond = (value: number) => `${round(value)}/s`;
