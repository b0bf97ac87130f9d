import { randomUUID } from 'node:crypto';
import type { JournalEntry } from '@jowi/contracts/sync/journal';
import { WIRE_VERSION } from '@jowi/contracts/sync/wire';
import { withClient } from '@jowi/testkit/postgres';
import { type Asker, startTestApi, type TestApi } from './api.ts';
import { SigningTill } from './signing-till.ts';
import { TestKeys, type TestTill } from './test-till.ts';

export const REASON = 'The paper is in the folder of November';

type StartedTill = { till: SigningTill; asserting: TestTill; terminalId: string };

/** A business whose tills send what cannot be booked, and the people who decide about it. */
export class Repairs {
  #sku = 0;
  readonly api: TestApi;
  readonly owner: Asker;
  readonly manager: Asker;
  productId = '';

  private constructor(api: TestApi, owner: Asker, manager: Asker) {
    this.api = api;
    this.owner = owner;
    this.manager = manager;
  }

  static async open(): Promise<Repairs> {
    const api = await startTestApi();
    const { owner, manager } = api.a.employees;
    const repairs = new Repairs(api, await api.signIn(owner.phone), await api.signIn(manager.phone));
    repairs.productId = await repairs.addProduct();
    return repairs;
  }

  // biome-ignore lint/suspicious/noExplicitAny: tests look at what they expect to be there
  rows(text: string, values: unknown[] = []): Promise<any[]> {
    return withClient(this.api.database.adminUrl, async (client) => (await client.query(text, values)).rows);
  }

  async addProduct(barcodes: string[] = []): Promise<string> {
    const name = { ru: 'Чай', uz: 'Choy' };
    const rest = { priceTiyin: '1000', vatRateBps: 1200, unit: 'piece', ikpu: null, packageCode: null };
    const { body } = await this.owner.ask('POST', '/v1/products', {
      body: { sku: `R-${++this.#sku}`, name, barcodes, ...rest },
    });
    return body.id;
  }

  /** Paired; nothing is sent yet. */
  async pairTill(): Promise<StartedTill> {
    const till = new SigningTill('');
    const asserting = await this.api.pairTerminal(this.api.a, new TestKeys(till.privateKey));
    Object.assign(till, { terminalId: asserting.terminalId });
    return { till, asserting, terminalId: asserting.terminalId };
  }

  /** With a shift open. */
  async startTill(): Promise<StartedTill> {
    const started = await this.pairTill();
    await this.push(started.asserting, started.till.openShift());
    return started;
  }

  /** A till that sold three times, and a copy of its disk from after the first. */
  async startCopiedTill(): Promise<StartedTill & { copy: SigningTill }> {
    const started = await this.startTill();
    const { till, asserting } = started;
    await this.push(asserting, till.sell([this.line()]));
    const copy = till.copy();
    await this.push(asserting, till.sell([this.line()]), till.sell([this.line()]));
    return { ...started, copy };
  }

  /** What was said of each entry: its problem, or its status. */
  async push(asserting: TestTill, ...entries: JournalEntry[]): Promise<string[]> {
    const body = { wire: WIRE_VERSION, entries };
    const answer = await this.api.askAs(asserting, 'POST', '/v1/sync/push', { body });
    if (answer.status !== 200) throw new Error(`Push failed: ${answer.text}`);
    return answer.body.results.map(
      (it: { status: string; problem?: { code: string } }) => it.problem?.code ?? it.status,
    );
  }

  line(productId = this.productId) {
    return { productId, qtyMilli: 1_000, priceTiyin: 1_000 };
  }

  async listOpen(terminalId: string) {
    return (await this.owner.ask('GET', `/v1/terminals/${terminalId}/quarantine`)).body.items;
  }

  async look(id: string) {
    return (await this.owner.ask('GET', `/v1/quarantine/${id}`)).body;
  }

  /** Why each action does not fit; null = it does. */
  async optionsOf(id: string): Promise<Record<string, string | null>> {
    const { options } = await this.look(id);
    return Object.fromEntries(
      options.map((it: { action: string; refusal: string | null }) => [it.action, it.refusal]),
    );
  }

  decide(id: string, body: object, asker = this.manager) {
    return asker.ask('POST', `/v1/quarantine/${id}/decision`, { body: { reason: REASON, ...body } });
  }

  preview(id: string, body: object) {
    return this.manager.ask('POST', `/v1/quarantine/${id}/preview`, { body: { reason: REASON, ...body } });
  }

  async journalOf(terminalId: string) {
    return (await this.owner.ask('GET', `/v1/terminals/${terminalId}/journal`)).body;
  }
}

export function markOf(receiptId: string) {
  return {
    receiptId,
    occurredAtMs: 1,
    fiscalTerminalId: 'ZZ000000000000',
    fiscalReceiptSeq: '1',
    fiscalDateTime: '20261123120000',
    fiscalSign: '123456789012',
    qrUrl: 'https://ofd.soliq.uz/check?t=ZZ000000000000&r=1&c=20261123120000&s=123456789012',
  };
}

export function closingOf(shiftId: string) {
  return {
    ...{ shiftId, employeeId: randomUUID(), occurredAtMs: 1, receiptCount: 0 },
    ...{ countedTiyin: '0', expectedTiyin: '0', discrepancyTiyin: '0', salesTiyin: '0', vatTiyin: '0' },
    ...{ firstReceiptNumber: null, lastReceiptNumber: null },
  };
}
