import { afterEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import type { ApiError } from './api-error.ts';
import { call, callForReport } from './http.ts';

const zAnswer = z.object({ ok: z.boolean() });

function answers(status: number, body: string): void {
  vi.stubGlobal('fetch', async () => new Response(body, { status }));
}

async function problemOf(promise: Promise<unknown>): Promise<ApiError> {
  return promise.then(
    () => expect.fail('it should have thrown'),
    (error: ApiError) => error,
  );
}

afterEach(() => vi.unstubAllGlobals());

describe('call', () => {
  it('gives the parsed answer', async () => {
    answers(200, '{"ok":true}');
    await expect(call(zAnswer, { path: '/x' })).resolves.toEqual({ ok: true });
  });

  it('carries the code, the fields and the request id of a refusal', async () => {
    answers(
      422,
      JSON.stringify({
        error: {
          code: 'common/validation',
          requestId: 'r-1',
          details: [{ code: 'catalogue/sku-taken', field: 'sku' }],
        },
      }),
    );
    const error = await problemOf(call(zAnswer, { path: '/x' }));
    expect(error.is('common/validation')).toBe(true);
    expect(error.details).toEqual([{ code: 'catalogue/sku-taken', field: 'sku' }]);
    expect(error.requestId).toBe('r-1');
  });

  it.each([
    [500, 'Internal Server Error', 'common/unavailable'],
    [502, '<html>', 'common/unavailable'],
    [401, '', 'auth/required'],
    [404, '', 'common/not-found'],
    [413, '', 'common/too-large'],
    [200, '{"ok":"yes"}', 'common/internal'],
    [200, 'not json', 'common/internal'],
  ])('turns %s %s into %s', async (status, body, code) => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
    answers(status, body);
    expect((await problemOf(call(zAnswer, { path: '/x' }))).problem.code).toBe(code);
  });

  it('tells a dead network from a refusal', async () => {
    vi.stubGlobal('fetch', async () => {
      throw new TypeError('Failed to fetch');
    });
    expect((await problemOf(call(zAnswer, { path: '/x' }))).problem.code).toBe('common/offline');
  });
});

describe('callForReport', () => {
  it('takes a 422 with a report for an answer', async () => {
    answers(422, '{"ok":false}');
    await expect(callForReport(zAnswer, { path: '/x' })).resolves.toEqual({ ok: false });
  });

  it('still throws a 422 without one', async () => {
    answers(422, '{"error":{"code":"catalogue/csv-empty","requestId":"r"}}');
    expect((await problemOf(callForReport(zAnswer, { path: '/x' }))).problem.code).toBe(
      'catalogue/csv-empty',
    );
  });
});
