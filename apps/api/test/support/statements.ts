import pg from 'pg';

/** The server sends messages on their way and wakes tills while others ask. */
const OF_ITS_OWN_ACCORD = /\bmessages\.outbox\b|\bpg_notify\b/;

/** The statements that are sent while something is done, by whichever part of the server. One at a time. */
export async function statementsOf(work: () => Promise<unknown>): Promise<string[]> {
  const sent: string[] = [];
  const original = pg.Client.prototype.query;
  // biome-ignore lint/suspicious/noExplicitAny: a spy over pg's overloads
  pg.Client.prototype.query = function spy(this: pg.Client, ...args: any[]): any {
    const text: string = typeof args[0] === 'string' ? args[0] : args[0].text;
    if (!OF_ITS_OWN_ACCORD.test(text)) sent.push(text);
    return (original as (...all: unknown[]) => unknown).apply(this, args);
  } as typeof original;
  try {
    await work();
  } finally {
    pg.Client.prototype.query = original;
  }
  return sent;
}
