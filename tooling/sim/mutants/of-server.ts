import type { Mutant } from './mutant.ts';

const PUSH = 'apps/api/src/modules/sync/push-entries.usecase.ts';
const MEMORY = 'apps/api/test/sim/store';

export const MUTANTS_OF_SERVER: readonly Mutant[] = [
  {
    name: 'no dedupe',
    breaks: 'an entry that comes a second time is taken for a new one',
    changes: [
      {
        file: 'packages/sync/src/chain.ts',
        find: "return { entry, verdict: 'duplicate', advances: false };",
        replace: "return { entry, verdict: 'ok', advances: false };",
      },
    ],
  },
  {
    name: 'ack before commit',
    breaks: 'a push is answered when its transaction is written, not when it is committed',
    changes: [
      {
        file: PUSH,
        find: "return this.db.withTenant(batch.terminal.tenantId, (tx) => this.#ingestIn(tx, batch, known), 'once');",
        replace: `return new Promise((resolve, reject) => {
      const work = async (tx: KyselyTx) => {
        const ingested = await this.#ingestIn(tx, batch, known);
        resolve(ingested);
        return ingested;
      };
      this.db.withTenant(batch.terminal.tenantId, work, 'once').catch(reject);
    });`,
      },
    ],
  },
  {
    name: 'cursor by updated_at',
    breaks: 'the feed goes by the time of the change: one that commits later than others was passed already',
    changes: [
      {
        file: 'apps/api/test/sim/server-process.ts',
        find: '    this.#env = env;',
        replace:
          '    this.#env = env;\n    (globalThis as Record<string, unknown>).mutantNowMs = () => env.nowMs();',
      },
      {
        file: `${MEMORY}/memory-database.ts`,
        find: '    this.#lastXid += 1n;',
        replace:
          '    this.#lastXid = BigInt((globalThis as unknown as { mutantNowMs: () => number }).mutantNowMs());',
      },
      {
        file: `${MEMORY}/memory-database.ts`,
        find: '    let oldest = this.#lastXid + 1n;',
        replace: '    return this.#lastXid + 1n;\n    let oldest = this.#lastXid + 1n;',
      },
    ],
  },
  {
    name: 'cursor by bigserial',
    breaks:
      'the feed goes by numbers drawn while writing: one that commits later than others was passed already',
    changes: [
      {
        file: `${MEMORY}/memory-database.ts`,
        find: '    let oldest = this.#lastXid + 1n;',
        replace: '    return this.#lastXid + 1n;\n    let oldest = this.#lastXid + 1n;',
      },
    ],
  },
  {
    name: 'non-atomic batch',
    breaks: 'sales are posted in one transaction and their entries are kept in another',
    changes: [
      {
        file: PUSH,
        find: "return this.db.withTenant(batch.terminal.tenantId, (tx) => this.#ingestIn(tx, batch, known), 'once');",
        replace: `return this.db
      .withTenant(batch.terminal.tenantId, (tx) => this.#ingestIn(tx, batch, known), 'once')
      .then(async (ingested) => {
        await this.db.withTenant(batch.terminal.tenantId, async (tx) => this.#later.get(batch)?.(tx), 'once');
        return ingested;
      });`,
      },
      {
        file: PUSH,
        find: '    this.#store(tx, batch, judged, head, problems);',
        replace: '    this.#later.set(batch, (own) => this.#store(own, batch, judged, head, problems));',
      },
      {
        file: PUSH,
        find: '  #store(\n',
        replace: '  readonly #later = new WeakMap<Batch, (tx: KyselyTx) => void>();\n\n  #store(\n',
      },
    ],
  },
  {
    name: 'one query without tenant',
    breaks: 'the feed of products forgets whose they are',
    changes: [
      {
        file: `${MEMORY}/transaction.ts`,
        find: '    const committed = table.visibleTo(this.tenantId);',
        replace:
          "    const committed = table.name === 'product' ? table.ofEverybody() : table.visibleTo(this.tenantId);",
      },
      {
        file: `${MEMORY}/table.ts`,
        find: '  /** Without a tenant: for',
        replace: `  ofEverybody(): ReadonlyMap<string, Row> {
    return new Map([...this.#partitions.values()].flatMap((rows) => [...rows]));
  }

  /** Without a tenant: for`,
      },
    ],
  },
  {
    name: 'poison blocks the queue',
    breaks: 'an entry that does not fit refuses the whole push instead of going into quarantine',
    changes: [
      {
        file: PUSH,
        find: '    const facts = factsOf(claims, (seq) => fresh.has(seq));',
        replace: `    if (problems.size > 0) throw new ProblemError('common/validation', { field: 'entries' });
    const facts = factsOf(claims, (seq) => fresh.has(seq));`,
      },
    ],
  },
];
