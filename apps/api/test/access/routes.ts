import { claimOf } from '../support/claim.ts';
import type { World } from './foreign-world.ts';

/**
 * The matrix makes itself: every route of OpenAPI is asked by everybody who should get nothing from it, its ids filled in
 * by name (fill-request.ts, real-ids.ts). A new route needs nothing here. What it may need:
 *
 * - it names a thing the worlds do not have (`... names a <kind>`): makeWorld has to make one, or ALIASES says what it is
 *   kept as;
 * - what is made of its schema is refused before any right is asked (`... is hollow`): give it an example below.
 */
export interface Peculiarity {
  /** A body, where the schema cannot say all there is to say. `own` is whoever asks. */
  readonly body?: (world: World, own: World) => unknown;
  /** Parts of the query, likewise. */
  readonly query?: Readonly<Record<string, string>>;
  /** More answers to the ids of somebody else than 403 and 404 (in the path) and 409 and 422 (elsewhere). */
  readonly alsoAnswers?: readonly number[];
  /** It answers without end: heard for a moment. */
  readonly isStream?: boolean;
  /** A file of any number of rows, read and written page after page. */
  readonly readsByPages?: boolean;
  /** It repeats what it was sent, so ids that came in the request may come back. */
  readonly repeats?: boolean;
  /** Why a request in order cannot be made by a machine, or would end the test itself. */
  readonly isNotTried?: string;
  /** Why a route that changes something asks for reading only, or for nothing in particular. */
  readonly changesForEverybody?: string;
}

export const PECULIAR: Readonly<Record<string, Peculiarity>> = {
  'POST /v1/auth/sign-out': { isNotTried: 'it would end the session of whoever tries' },
  'POST /v1/terminals/pair': { isNotTried: 'codes are single-use' },
  'POST /v1/products/import': { body: () => 'sku;name_ru;name_uz;price\nz;Чай;Choy;1000' },
  'POST /v1/sync/push': {
    // Somebody else's true entry, sent as one's own: refused or put aside, never posted.
    body: ({ chain }) => ({ wire: 1, entries: [chain.copy().journal('SaleV1', {})] }),
    alsoAnswers: [200, 400],
    repeats: true,
  },
  'POST /v1/sync/reconcile': {
    // Somebody else's shift, claimed as one's own: answered as one that nobody has ever opened.
    body: ({ chain }, own) => claimOf(chain, [], { head: own.chain.head, entries: own.chain.head.seq }),
    alsoAnswers: [200],
    repeats: true,
  },
  'GET /v1/sync/pull': {
    query: { cursor: Array(3).fill('0.00000000-0000-0000-0000-000000000000').join('_') },
  },
  'GET /v1/sync/snapshot': { alsoAnswers: [200] },
  'GET /v1/sync/events': { isStream: true },
  // Whoever holds the id of her code may see how its message fares: a word, and nothing of the message.
  'GET /v1/codes/{id}': { alsoAnswers: [200] },
  'GET /v1/dev/messages': { isNotTried: 'the page of the demo that takes the place of a telephone' },
  'GET /v1/receipts/where': { query: { question: '1' } },
  'GET /v1/audit/export': { readsByPages: true },
  'GET /v1/terminals/{id}/journal/export': { readsByPages: true },
  'POST /v1/audit/check': { changesForEverybody: 'it reads the whole log and changes nothing' },
  'PUT /v1/guide': { changesForEverybody: 'she puts the guide away for herself' },
};

/** Whoever is signed in may change what is about herself. */
export const HER_OWN = '/v1/account/';
