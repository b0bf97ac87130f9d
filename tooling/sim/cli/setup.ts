import type { ServerKind } from '../run/open-server.ts';
import type { WorkerSetup } from './job.ts';
import type { Options } from './options.ts';

export function setupOf(
  { mutant, tills, hours }: Options,
  server: ServerKind = { store: 'model' },
): WorkerSetup {
  return { mutant, tills, hours, server, oneByOne: false };
}
