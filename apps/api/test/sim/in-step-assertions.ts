import { type KeyObject, verify } from 'node:crypto';
import { EMPTY } from 'rxjs';
import { TerminalAssertions } from '../../src/platform/auth/terminal-assertions.ts';
import { ChangeChannel } from '../../src/platform/db/change-channel.ts';

/**
 * The real checks of a till's assertion. Only the signature is verified in the turn it is asked for and not on another
 * thread: whichever thread ends first would decide what happens next, and one seed would have many traces.
 */
export class InStepAssertions extends TerminalAssertions {
  protected override async checkSignature(token: string, key: KeyObject): Promise<void> {
    const [header = '', claims = '', signature = ''] = token.split('.');
    const { alg } = JSON.parse(Buffer.from(header, 'base64url').toString());
    const isGood = verify(null, Buffer.from(`${header}.${claims}`), key, Buffer.from(signature, 'base64url'));
    if (alg !== 'EdDSA' || !isGood) throw new Error('signature verification failed');
  }
}

/** One server: whoever changes a terminal tells the assertions itself. */
export class NoChannel extends ChangeChannel {
  override readonly changes = EMPTY;
  override readonly terminals = EMPTY;

  constructor() {
    super({} as never);
  }
}
