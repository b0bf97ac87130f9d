import { type Algorithm, hash, verify } from '@node-rs/argon2';
import { ProblemError } from '../errors/problem-error.ts';

// The package's enum exists in its types only.
const ARGON2ID: Algorithm.Argon2id = 2;
const OPTIONS = { algorithm: ARGON2ID, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** Half of libuv's threads: a flood of sign-ins must leave some for files, name look-ups and signatures. */
const MAX_RUNNING = 2;
/** About two seconds of waiting; whoever comes later is told to come back. */
const MAX_WAITING = 60;

let running = 0;
const waiting: (() => void)[] = [];

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= MAX_RUNNING) {
    if (waiting.length >= MAX_WAITING)
      throw new ProblemError('common/too-many-requests', { retryAfterSeconds: 5, params: { seconds: 5 } });
    await new Promise<void>((resolve) => waiting.push(resolve));
  } else running += 1;
  try {
    return await work();
  } finally {
    // The place is handed over, so that nobody jumps the queue.
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  }
}

/** @throws ProblemError common/too-many-requests when too many wait already */
export function hashPassword(password: string): Promise<string> {
  return inTurn(() => hash(password, OPTIONS));
}

export function verifyPassword(passwordHash: string, password: string): Promise<boolean> {
  return inTurn(() => verify(passwordHash, password, OPTIONS));
}

let decoy: Promise<string> | undefined;

/** The same work as a real check, so that an unknown phone takes as long as a wrong password. */
export async function verifyNobodysPassword(password: string): Promise<void> {
  decoy ??= hash('nobody has this password', OPTIONS);
  await verifyPassword(await decoy, password);
}
