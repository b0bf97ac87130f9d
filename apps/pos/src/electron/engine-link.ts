import { z } from 'zod';
import { type BridgeEvent, type Response, zEvent, zRequest, zResponse } from '../bridge/wire.ts';
import type { UtilityProcess } from './electron-api.ts';

/** What the engine's process says to main besides answers and events. */
export const zEngineNotice = z.discriminatedUnion('notice', [
  z.strictObject({ notice: z.literal('ready') }),
  z.strictObject({ notice: z.literal('failed'), message: z.string().max(2000) }),
]);

export type EngineLink = {
  /** Resolves with the engine's answer; null = the message was no request. Rejects when the engine is gone. */
  request: (raw: unknown) => Promise<Response | null>;
  ready: Promise<void>;
};

type Waiting = { id: number; resolve: (response: Response) => void; reject: (error: Error) => void };

/**
 * Main's end of the wire to the engine's own process. Ids are renumbered, so that a reloaded page which starts
 * counting again never gets an answer meant for the page before.
 */
export function linkEngine(engine: UtilityProcess, onEvent: (event: BridgeEvent) => void): EngineLink {
  const waiting = new Map<number, Waiting>();
  let nextId = 1;
  let settle: { resolve: () => void; reject: (error: Error) => void };
  const ready = new Promise<void>((resolve, reject) => {
    settle = { resolve, reject };
  });

  engine.on('message', (raw: unknown) => {
    const notice = zEngineNotice.safeParse(raw);
    if (notice.success) {
      if (notice.data.notice === 'ready') settle.resolve();
      else settle.reject(new Error(notice.data.message));
      return;
    }
    const event = zEvent.safeParse(raw);
    if (event.success) return onEvent(event.data);
    const response = zResponse.safeParse(raw);
    const asked = response.success ? waiting.get(response.data.id) : undefined;
    if (!response.success || !asked) return;
    waiting.delete(response.data.id);
    asked.resolve({ ...response.data, id: asked.id });
  });
  engine.on('exit', () => {
    settle.reject(new Error('the till engine stopped'));
    for (const asked of waiting.values()) asked.reject(new Error('the till engine stopped'));
    waiting.clear();
  });

  return {
    ready,
    request: (raw) => {
      const request = zRequest.safeParse(raw);
      if (!request.success) return Promise.resolve(null);
      const id = nextId;
      nextId += 1;
      return new Promise((resolve, reject) => {
        waiting.set(id, { id: request.data.id, resolve, reject });
        engine.postMessage({ ...request.data, id });
      });
    },
  };
}
