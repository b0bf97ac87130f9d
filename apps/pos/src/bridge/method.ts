import { type Problem, zProblem } from '@jowi/contracts/errors';
import { z } from 'zod';

/** One thing the renderer may ask the host: what goes in, what comes back when it succeeds. */
export type Method = { readonly params: z.ZodType; readonly value: z.ZodType };
export type Contract = Readonly<Record<string, Method>>;

export type ParamsOf<M extends Method> = z.input<M['params']>;
export type ValueOf<M extends Method> = z.output<M['value']>;

/** What crosses back: the value, or a refusal in data. An exception never crosses. */
export type Result<T> = { ok: true; value: T } | { ok: false; problem: Problem };

/** What a host must offer to serve a contract. Values are checked again before they leave. */
export type Handlers<C extends Contract> = {
  readonly [K in keyof C]: (params: z.output<C[K]['params']>) => Promise<Result<z.input<C[K]['value']>>>;
};

/** Methods that take nothing. Unknown keys are refused, so a wrong call is seen at once. */
export const zNothing = z.strictObject({});
/** Methods that answer nothing but "done". */
export const zDone = z.null();

export const zRefusal = z.object({ ok: z.literal(false), problem: zProblem });

export function zResultOf<M extends Method>(method: M): z.ZodType<Result<ValueOf<M>>> {
  return z.union([z.object({ ok: z.literal(true), value: method.value }), zRefusal]) as unknown as z.ZodType<
    Result<ValueOf<M>>
  >;
}
