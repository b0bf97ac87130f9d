import { randomUUID } from 'node:crypto';
import type { OutgoingMessage } from '../../src/platform/messages/provider.ts';

/** A message with a code on its way to a phone. */
export function outgoing(changes: Partial<OutgoingMessage> = {}): OutgoingMessage {
  return {
    id: randomUUID(),
    to: '+998901234567',
    language: 'uz',
    text: 'JOWi Shop: kod 123456. Uni hech kimga aytmang.',
    subject: 'JOWi Shop uchun kod',
    code: '123456',
    expiresAtMs: Date.now() + 600_000,
    ...changes,
  };
}
