import { AsyncLocalStorage } from 'node:async_hooks';
import { findRequestScope } from '../http/request-scope.ts';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

const SETTINGS = {
  'app.tenant_id': UUID,
  'app.user_id': /^[A-Za-z0-9_-]{1,64}$/,
  'app.pairing_code_hash': /^[0-9a-f]{64}$/,
  'app.invitation_hash': /^[0-9a-f]{64}$/,
  'app.registration_id': UUID,
  'app.round': /^every-business$/,
} as const;
type SettingName = keyof typeof SETTINGS;

/** The setting that row-level security reads in this transaction: whose rows it may see. */
export interface TransactionContext {
  readonly name: SettingName;
  readonly value: string;
  readonly plans: StatementPlans;
}

/**
 * by-value: PostgreSQL may plan a statement anew for its values. once: never again on this connection, for look-ups and
 * inserts by key, where planning would take longer than the work and come out the same each time.
 */
export type StatementPlans = 'by-value' | 'once';

const storage = new AsyncLocalStorage<TransactionContext & { readonly storeLimit: string }>();

/** Every transaction begun inside `work` is opened for this setting. */
export function runFor<T>(context: TransactionContext, work: () => Promise<T>): Promise<T> {
  const { name, value } = context;
  // The value is put into SQL text, so that opening a transaction stays one message: it must be harmless.
  if (!SETTINGS[name].test(value)) throw new TypeError(`${name} has an impossible value`);
  // Here, before a connection is taken: nobody would give it back.
  return storage.run({ ...context, storeLimit: storeLimit() }, work);
}

/**
 * What to send instead of a bare BEGIN: one message, hence one round trip, for both statements.
 *
 * @throws Error outside `runFor`: there is no such thing as a transaction of nobody
 */
export function openingStatement(begin: string): string {
  const context = storage.getStore();
  if (!context) throw new Error('A transaction was begun outside withTenant');
  const plans = context.plans === 'once' ? `, set_config('plan_cache_mode', 'force_generic_plan', true)` : '';
  return `${begin}; SELECT set_config('${context.name}', '${context.value}', true)${context.storeLimit}${plans}`;
}

/** One who is limited to some stores is so in every transaction of her requests; '{}' = she sees none. */
function storeLimit(): string {
  const stores = findRequestScope()?.person?.storeIds;
  if (!stores) return '';
  if (!stores.every((id) => UUID.test(id))) throw new TypeError('A store has an impossible id');
  return `, set_config('app.store_ids', '{${stores.join(',')}}', true)`;
}
