import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Books } from '../../../test/support/books.ts';
import { feedCaughtUp } from '../../../test/support/horizon.ts';
import type { SigningTill } from '../../../test/support/signing-till.ts';
import { SystemClock } from '../../platform/clock/clock.ts';
import { TerminalSettingsPort } from '../terminals/terminal-settings.port.ts';
import { FeedRepository } from './feed.repository.ts';
import { JournalRepository } from './journal.repository.ts';
import { PullChangesUseCase } from './pull-changes.usecase.ts';

const START = Array(3).fill('0.00000000-0000-0000-0000-000000000000').join('_');

/** What a till is told of its place is not the point here. */
class NoSettings extends TerminalSettingsPort {
  override getSettings = async () => ({}) as never;
}

describe('a pull while the same till pushes', () => {
  let books: Books;
  beforeAll(async () => {
    books = await Books.open();
  });
  afterAll(() => books[Symbol.asyncDispose]());

  /** A pull that is held up at one place while something else happens to the books. */
  function pullHeldUp(at: 'head' | 'horizon', meanwhile: () => Promise<unknown>): PullChangesUseCase {
    const [journal, feed] = [new JournalRepository(), new FeedRepository()];
    const holdUp = async <T>(value: Promise<T>): Promise<T> => {
      const held = await value;
      await meanwhile();
      return held;
    };
    const [getHead, getHorizon] = [journal.getHead.bind(journal), feed.getHorizon.bind(feed)];
    if (at === 'head') journal.getHead = (tx, terminal) => holdUp(getHead(tx, terminal));
    else feed.getHorizon = (tx) => holdUp(getHorizon(tx));
    return new PullChangesUseCase(books.db, new SystemClock(), feed, journal, new NoSettings());
  }

  it.each(['head', 'horizon'] as const)(
    'counts each sale once, in the figure or after the head, also when it comes in after the %s was read',
    async (at) => {
      const { till, identity } = await books.addTill();
      const productId = await books.addProduct();
      await books.receive(productId, 10_000, 100_000);
      const sell = (from: SigningTill) => from.sell([{ productId, qtyMilli: 1_000, priceTiyin: 20_000 }]);
      const push = () => books.pusher().execute(identity, { wire: 1, entries: [sell(till)] });
      await push();

      const pull = await pullHeldUp(at, push).execute(identity, { cursor: START, limit: 1000 });
      const figure = pull.stock.find((it) => it.productId === productId);
      // Two were sold. What the till subtracts from the figure is what it sold after the head it was told.
      if (figure) expect(Number(figure.qtyMilli) - (2 - pull.head.seq) * 1_000).toBe(8_000);
      await feedCaughtUp(books.admin);
      const next = await pullHeldUp(at, async () => {}).execute(identity, {
        cursor: pull.cursor,
        limit: 1000,
      });
      const last = next.stock.find((it) => it.productId === productId) ?? figure;
      expect([last?.qtyMilli, next.head.seq]).toEqual(['8000', 2]);
    },
  );
});
