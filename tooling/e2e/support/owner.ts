import { demoLogins } from '@jowi/api/prisma/demo-logins.ts';
import { type Approval, zApprovalPage } from '@jowi/contracts/http/approvals';
import { type Receipt, zReceipt } from '@jowi/contracts/http/receipts';
import { zPairingCode, zTerminalList } from '@jowi/contracts/http/terminals';
import { withClient } from '@jowi/testkit/postgres';
import { urlOf } from '../../dev/stack.ts';
import type { Shop } from './processes.ts';

/** What the owner does in the back office while the till is being looked at, without a back office. */
export class Owner {
  readonly #shop: Shop;
  readonly #headers: Readonly<Record<string, string>>;
  readonly #terminalId: string;

  private constructor(shop: Shop, headers: Readonly<Record<string, string>>, terminalId: string) {
    this.#shop = shop;
    this.#headers = headers;
    this.#terminalId = terminalId;
  }

  /** Signed in, with the only till of the demo shop in view. */
  static async signIn(shop: Shop): Promise<Owner> {
    const [{ phone, password }] = demoLogins;
    const plain = { 'content-type': 'application/json', origin: shop.webUrl };
    const answer = await fetch(`${urlOf(shop.ports.api)}/v1/auth/sign-in`, {
      method: 'POST',
      headers: plain,
      body: JSON.stringify({ phone, password }),
    });
    if (!answer.ok) throw new Error(`The owner cannot sign in: ${await answer.text()}`);
    const cookie = answer.headers
      .getSetCookie()
      .map((line) => line.split(';', 1)[0])
      .join('; ');
    const headers = { ...plain, cookie };
    const list = await fetch(`${urlOf(shop.ports.api)}/v1/terminals`, { headers });
    const [terminal] = zTerminalList.parse(await list.json()).items;
    if (!terminal) throw new Error('The demo shop has no till');
    return new Owner(shop, headers, terminal.id);
  }

  async pairingCode(): Promise<string> {
    return zPairingCode.parse(await this.#post('pairing-code')).code;
  }

  /** A code whose ten minutes are over. */
  async oldPairingCode(): Promise<string> {
    const code = await this.pairingCode();
    const { adminUrl } = this.#shop.database;
    if (!adminUrl) throw new Error('Only in a database of our own does time pass so fast');
    const sql = `UPDATE pairing_code SET expires_at = now() - interval '1 minute' WHERE terminal_id = $1`;
    await withClient(adminUrl, (client) => client.query(sql, [this.#terminalId]));
    return code;
  }

  /** What was allowed at the tills, newest first. */
  async approvals(): Promise<readonly Approval[]> {
    return zApprovalPage.parse(await this.#get('/v1/approvals')).items;
  }

  async receipt(id: string): Promise<Receipt> {
    return zReceipt.parse(await this.#get(`/v1/receipts/${id}`));
  }

  async revokeTill(): Promise<void> {
    await this.#post('revoke');
  }

  async #get(path: string): Promise<unknown> {
    const answer = await fetch(`${urlOf(this.#shop.ports.api)}${path}`, { headers: this.#headers });
    if (!answer.ok) throw new Error(`GET ${path}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  }

  async #post(what: 'pairing-code' | 'revoke'): Promise<unknown> {
    const url = `${urlOf(this.#shop.ports.api)}/v1/terminals/${this.#terminalId}/${what}`;
    const answer = await fetch(url, { method: 'POST', headers: this.#headers, body: '{}' });
    if (!answer.ok) throw new Error(`${what}: ${await answer.text()}`);
    return answer.status === 204 ? null : answer.json();
  }
}
