import { connectionLost, deadlock } from './database-failure.ts';

type Waiter<Owner> = { readonly owner: Owner; take(): void; fail(error: Error): void };
type Lock<Owner> = { owner: Owner; readonly waiting: Waiter<Owner>[] };

/** Row locks: held to the end of the transaction, given on in the order they were asked for. */
export class Locks<Owner extends object> {
  readonly #locks = new Map<string, Lock<Owner>>();
  readonly #heldBy = new Map<Owner, string[]>();
  readonly #waitsFor = new Map<Owner, string>();

  /** True: taken at once. False: somebody has it. */
  tryTake(owner: Owner, name: string): boolean {
    const lock = this.#locks.get(name);
    if (lock) return lock.owner === owner;
    this.#locks.set(name, { owner, waiting: [] });
    this.#note(owner, name);
    return true;
  }

  take(owner: Owner, name: string): Promise<void> {
    if (this.tryTake(owner, name)) return Promise.resolve();
    const lock = this.#locks.get(name)!;
    if (this.#closesCircle(owner, lock)) return Promise.reject(deadlock());
    this.#waitsFor.set(owner, name);
    return new Promise((resolve, reject) => {
      const done = (end: () => void) => {
        this.#waitsFor.delete(owner);
        end();
      };
      lock.waiting.push({ owner, take: () => done(resolve), fail: (error) => done(() => reject(error)) });
    });
  }

  release(owner: Owner): void {
    this.#stopWaiting(owner);
    for (const name of this.#heldBy.get(owner) ?? []) {
      const lock = this.#locks.get(name)!;
      const next = lock.waiting.shift();
      if (!next) {
        this.#locks.delete(name);
        continue;
      }
      lock.owner = next.owner;
      this.#note(next.owner, name);
      next.take();
    }
    this.#heldBy.delete(owner);
  }

  #stopWaiting(owner: Owner): void {
    const name = this.#waitsFor.get(owner);
    const lock = name === undefined ? undefined : this.#locks.get(name);
    const at = lock?.waiting.findIndex((it) => it.owner === owner) ?? -1;
    if (lock && at >= 0) lock.waiting.splice(at, 1)[0]!.fail(connectionLost());
  }

  #note(owner: Owner, name: string): void {
    const held = this.#heldBy.get(owner);
    if (held) held.push(name);
    else this.#heldBy.set(owner, [name]);
  }

  #closesCircle(owner: Owner, wanted: Lock<Owner>): boolean {
    for (let lock: Lock<Owner> | undefined = wanted; lock; ) {
      if (lock.owner === owner) return true;
      const next = this.#waitsFor.get(lock.owner);
      lock = next === undefined ? undefined : this.#locks.get(next);
    }
    return false;
  }
}
