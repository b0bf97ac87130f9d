import { describe, expect, it } from 'vitest';
import { asFailure, explain } from './failure.mjs';

describe('explain', () => {
  it.each([
    ['npm error code ENOSPC\nnpm error errno -28', /^The disk is full/],
    ['write: No space left on device', /^The disk is full/],
    [
      'npm error network request to https://registry failed, reason: getaddrinfo EAI_AGAIN',
      /registry cannot be reached/,
    ],
    ['ERR_PNPM_META_FETCH_FAIL  GET https://registry: fetch failed', /registry cannot be reached/],
    ['ERR_PNPM_OUTDATED_LOCKFILE  Cannot install', /do not agree/],
    ["npm error Error: EACCES: permission denied, mkdir '/x'", /^No permission: .*mkdir/],
  ])('%s', (output, sentence) => {
    expect(explain('Installing', output).message).toMatch(sentence);
    expect(explain('Installing', output).message.split('\n')).toHaveLength(1);
  });

  it('shows the last lines of what it does not know', () => {
    expect(explain('Building web', 'a\nb').message).toBe('Building web failed:\na\nb');
  });
});

it('puts a full disk better than the system does', () => {
  const error = Object.assign(new Error('write failed'), { code: 'ENOSPC' });
  expect(asFailure(error).message).toMatch(/^The disk is full/);
});
