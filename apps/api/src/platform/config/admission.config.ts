import { z } from 'zod';
import type { GateLimits } from '../limits/fair-gate.ts';

const count = (usual: number) => z.coerce.number().int().min(1).max(100_000).default(usual);

/** How much a server takes on at once; on each server, since each has its own processor and its own memory (ADR 24). */
export const admissionVariables = {
  /** Requests of tills that are worked on at once; more do not make one processor faster. */
  SYNC_AT_ONCE: count(8),
  /** Of one business, while the tills of another are about. */
  SYNC_AT_ONCE_PER_TENANT: count(2),
  /** Requests of tills that wait for their turn, with their bodies still on the way. */
  SYNC_WAITING: count(256),
  /** Beside the wait at the entrance and the work itself; a till gives an answer up after 20. */
  SYNC_PATIENCE_SECONDS: z.coerce.number().min(0.1).max(15).default(10),
  /** First loads that stream at once. */
  SNAPSHOTS_AT_ONCE: count(6),
  SNAPSHOTS_AT_ONCE_PER_TENANT: count(3),
  /** Tills that listen for pokes. */
  LISTENERS_AT_ONCE: count(10_000),
  LISTENERS_AT_ONCE_PER_TENANT: count(5_000),
  /** Requests of people that are worked on at once. */
  PEOPLE_AT_ONCE: count(12),
  PEOPLE_AT_ONCE_PER_TENANT: count(8),
} as const;

const zAdmissionVariables = z.object(admissionVariables);

/** What may be asked for; each kind has a gate of its own, so that none waits behind another. */
export type GateName = 'sync' | 'snapshot' | 'listen' | 'people' | 'entrance';
export type AdmissionConfig = Readonly<Record<GateName, GateLimits>>;

const PEOPLE_WAITING = 128;
const PATIENCE_MS = 5_000;
const ENTRANCE_PATIENCE_MS = 4_000;

export function toAdmission(it: z.infer<typeof zAdmissionVariables>): AdmissionConfig {
  return {
    sync: {
      atOnce: it.SYNC_AT_ONCE,
      atOnceInCompany: it.SYNC_AT_ONCE_PER_TENANT,
      waiting: it.SYNC_WAITING,
      patienceMs: it.SYNC_PATIENCE_SECONDS * 1_000,
    },
    snapshot: {
      atOnce: it.SNAPSHOTS_AT_ONCE,
      atOnceInCompany: it.SNAPSHOTS_AT_ONCE_PER_TENANT,
      waiting: it.SNAPSHOTS_AT_ONCE * 8,
      patienceMs: PATIENCE_MS,
    },
    // A stream lasts for hours: nobody waits for one to end.
    listen: {
      atOnce: it.LISTENERS_AT_ONCE,
      atOnceInCompany: it.LISTENERS_AT_ONCE_PER_TENANT,
      waiting: 0,
      patienceMs: 0,
    },
    people: {
      atOnce: it.PEOPLE_AT_ONCE,
      atOnceInCompany: it.PEOPLE_AT_ONCE_PER_TENANT,
      waiting: PEOPLE_WAITING,
      patienceMs: PATIENCE_MS,
    },
    // By address: whose signature is not checked yet may claim any business.
    entrance: {
      atOnce: it.SYNC_AT_ONCE,
      atOnceInCompany: it.SYNC_AT_ONCE,
      waiting: it.SYNC_WAITING * 4,
      patienceMs: ENTRANCE_PATIENCE_MS,
    },
  };
}
