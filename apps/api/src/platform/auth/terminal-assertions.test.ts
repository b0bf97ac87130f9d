import { generateKeyPairSync } from 'node:crypto';
import { Subject } from 'rxjs';
import { describe, expect, it } from 'vitest';
import type { ChangeChannel, ChangedTerminal } from '../db/change-channel.ts';
import { TerminalAssertions } from './terminal-assertions.ts';
import type { TerminalKey, TerminalKeysRepository } from './terminal-keys.repository.ts';

const tenantId = '019b0000-0000-7000-8000-000000000001';
const terminalId = '019b0000-0000-7000-8000-000000000002';

describe('the keys of tills', () => {
  it('are not believed when they were read before the till was revoked', async () => {
    const publicKey = String(generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' }).x);
    const active: TerminalKey = { storeId: '', warehouseId: '', state: 'active', publicKey };
    const reads = [Promise.withResolvers<TerminalKey>(), Promise.withResolvers<TerminalKey>()];
    let read = 0;
    const keys = { find: () => reads[read++]?.promise } as unknown as TerminalKeysRepository;
    const terminals = new Subject<ChangedTerminal>();
    const changes = { terminals } as unknown as ChangeChannel;
    const assertions = new TerminalAssertions(keys, { nowMs: () => 0 }, changes);
    const isWelcome = () =>
      assertions.isWelcome(
        { tenantId, terminalId, storeId: '', warehouseId: '' },
        { jti: '', expiresAtMs: 0, publicKey },
      );

    const underWay = isWelcome();
    terminals.next({ tenantId, terminalId });
    reads[0]?.resolve(active);
    await underWay;
    reads[1]?.resolve({ ...active, state: 'revoked' });
    expect(await isWelcome()).toBe(false);
    expect(read).toBe(2);
  });
});
