import type { Mutant } from './mutant.ts';

const TILL = 'packages/till/src';

export const MUTANTS_OF_TILL: readonly Mutant[] = [
  {
    name: 'outbox outside the transaction',
    breaks: 'the outbox row of a fact is written a moment after the fact',
    changes: [
      {
        file: `${TILL}/journal/journal.ts`,
        find: "    this.#db.prepare('INSERT INTO sync_outbox (epoch, seq) VALUES (?, ?)').run(epoch, entry.seq);",
        replace: `    const row = this.#db.prepare('INSERT INTO sync_outbox (epoch, seq) VALUES (?, ?)');
    queueMicrotask(() => this.#db.transaction(() => row.run(epoch, entry.seq)));`,
      },
    ],
  },
  {
    name: 'delete on send',
    breaks: 'an entry counts as sent when it leaves, not when the server has it',
    changes: [
      {
        file: `${TILL}/sync/push-runner.ts`,
        find: '      const answer = await this.#api.request(call, zPushResponse);',
        replace: `      const sent = entries.map(({ seq }) => ({ seq, status: 'accepted' as const }));
      this.#till.db.transaction(() => this.#till.journal.record(epoch, sent));
      const answer = await this.#api.request(call, zPushResponse);`,
      },
    ],
  },
  {
    name: 'synchronous=NORMAL',
    breaks: 'a sale is confirmed before it is forced to the disk',
    changes: [
      {
        file: `${TILL}/db/sqlite-db.ts`,
        find: "    assert(this.#synchronous.get()?.synchronous === FULL, 'a durable transaction needs synchronous=FULL');\n    return this.#atomically(run);",
        replace: '    return this.draft(run);',
      },
    ],
  },
  {
    name: 'number from the clock',
    breaks: 'a receipt number is the time, not the next of its terminal',
    changes: [
      {
        file: `${TILL}/use-cases/pay-cash.usecase.ts`,
        find: "takeNumber(till.db, 'receipt')",
        replace:
          '(takeNumber(till.db, "receipt"), Math.max(1, Math.floor(till.clock.now() / 1000) % 2_000_000_000))',
      },
    ],
  },
  {
    name: 'fiscal resend without query',
    breaks: 'a receipt whose answer was lost goes to the fiscal module again as a new one',
    changes: [
      {
        file: `${TILL}/workers/fiscal.worker.ts`,
        find: '      if (token !== null) {',
        replace: '      if (token !== null && Number.isNaN(receiptNumber)) {',
      },
    ],
  },
  {
    name: 'last write wins by wall clock',
    breaks: 'what the server says is passed over where the till believes to know it from a later hour',
    changes: [
      {
        file: `${TILL}/sync/apply-pull.ts`,
        find: '    for (const product of pull.products) catalogue.put(product, generation);',
        replace: `    const isNews = till.clock.now() >= (meta.findLastSyncAtMs() ?? 0);
    for (const product of pull.products) if (isNews) catalogue.put(product, generation);`,
      },
      {
        file: `${TILL}/sync/apply-pull.ts`,
        find: '    meta.saveLastSyncAtMs(trusted.now());',
        replace: '    meta.saveLastSyncAtMs(till.clock.now());',
      },
    ],
  },
  {
    name: 'float money',
    breaks: 'shares of money are reckoned in floating point',
    changes: [
      {
        file: 'packages/domain/src/money.ts',
        find: '  const parts = weights.map((w) => (w * total) / sum);',
        replace:
          '  if (Number(total) >= 0) return weights.map((w) => BigInt(Math.round(Number(total) * (Number(w) / Number(sum)))));\n  const parts = weights.map((w) => (w * total) / sum);',
      },
    ],
  },
  {
    name: 'token rotation without grace',
    breaks:
      'a till goes on with the assertion it has when the server has refused it: one that runs out in the middle of a drain ends it',
    changes: [
      {
        file: `${TILL}/sync/api-client.ts`,
        find: 'const ASSERTION_USE_MS = 20_000;',
        replace: 'const ASSERTION_USE_MS = 86_400_000;',
      },
      {
        file: `${TILL}/sync/api-client.ts`,
        find: '    if (response.status === 401) this.#signed = null;\n',
        replace: '',
      },
    ],
  },
];
