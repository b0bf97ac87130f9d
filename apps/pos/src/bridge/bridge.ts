import { approvalContract } from './approval/contract.ts';
import { catalogueContract } from './catalogue/contract.ts';
import { deviceContract } from './device/contract.ts';
import { type Contract, type ParamsOf, type Result, type ValueOf, zResultOf } from './method.ts';
import { saleContract } from './sale/contract.ts';
import { sessionContract } from './session/contract.ts';
import { shiftContract } from './shift/contract.ts';
import { type BridgeEvent, type EventName, type Request, zEvent, zResponse } from './wire.ts';

export const CONTRACTS = {
  device: deviceContract,
  session: sessionContract,
  shift: shiftContract,
  sale: saleContract,
  approval: approvalContract,
  catalogue: catalogueContract,
} as const;
export type Contracts = typeof CONTRACTS;
export type DomainName = keyof Contracts;
type MethodName<D extends DomainName> = keyof Contracts[D] & string;

/** How raw messages travel: WebSocket in the kiosk, IPC in Electron. Knows nothing of the till. */
export type Transport = {
  /** Resolves with the raw answer. Rejects only when the host cannot be reached. */
  request: (request: Request) => Promise<unknown>;
  onMessage: (listener: (raw: unknown) => void) => () => void;
  /** Called at once with the present state, then at every change. */
  onLink: (listener: (up: boolean) => void) => () => void;
};

/** The renderer's only way to the till. */
export type Bridge = {
  call: <D extends DomainName, M extends MethodName<D>>(
    domain: D,
    method: M,
    params: ParamsOf<Contracts[D][M] & Contract[string]>,
  ) => Promise<Result<ValueOf<Contracts[D][M] & Contract[string]>>>;
  on: (event: EventName, listener: (event: BridgeEvent) => void) => () => void;
  onLink: Transport['onLink'];
};

/** Parses what goes out and what comes in: a host of another version cannot put a wrong figure on the screen. */
export function createBridge(transport: Transport): Bridge {
  const listeners = new Map<EventName, Set<(event: BridgeEvent) => void>>();
  let nextId = 1;

  transport.onMessage((raw) => {
    const event = zEvent.safeParse(raw);
    if (!event.success) return;
    for (const listener of listeners.get(event.data.event) ?? []) listener(event.data);
  });

  return {
    async call(domain, method, params) {
      const spec = (CONTRACTS[domain] as Contract)[method];
      if (!spec) return { ok: false, problem: { code: 'common/not-found' } };
      const checked = spec.params.safeParse(params);
      if (!checked.success) {
        const field = checked.error.issues[0]?.path.join('.') ?? '';
        return { ok: false, problem: { code: 'common/validation', ...(field ? { field } : {}) } };
      }
      const id = nextId;
      nextId += 1;
      let raw: unknown;
      try {
        raw = await transport.request({ id, domain, method, params: checked.data });
      } catch {
        return { ok: false, problem: { code: 'common/unavailable' } };
      }
      const response = zResponse.safeParse(raw);
      const result = response.success ? zResultOf(spec).safeParse(response.data.result) : null;
      if (!response.success || response.data.id !== id || !result?.success) {
        return { ok: false, problem: { code: 'common/internal' } };
      }
      return result.data as never;
    },
    on(event, listener) {
      const set = listeners.get(event) ?? new Set();
      set.add(listener);
      listeners.set(event, set);
      return () => set.delete(listener);
    },
    onLink: transport.onLink,
  };
}
