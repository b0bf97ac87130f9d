import { expect, it } from 'vitest';
import { readJson } from './bounded-body.ts';

const encoder = new TextEncoder();

it('reads what comes in pieces, also cut within a letter', async () => {
  const bytes = encoder.encode('{"name":"Нон"}');
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const byte of bytes) controller.enqueue(Uint8Array.of(byte));
      controller.close();
    },
  });
  expect(await readJson(new Response(body), 100)).toEqual({ name: 'Нон' });
});

it('stops reading an answer without end, and lets go of it', async () => {
  let given = 0;
  let isCancelled = false;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      given += 1;
      controller.enqueue(new Uint8Array(1_000));
    },
    cancel() {
      isCancelled = true;
    },
  });
  await expect(readJson(new Response(body), 10_000)).rejects.toThrow(RangeError);
  expect(given).toBeLessThan(15);
  expect(isCancelled).toBe(true);
});

it('refuses what is empty or no JSON', async () => {
  await expect(readJson(new Response(null), 10)).rejects.toThrow(SyntaxError);
  await expect(readJson(new Response('<html>'), 10)).rejects.toThrow(SyntaxError);
});
