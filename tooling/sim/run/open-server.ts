import type { SimEnvironment, SimServer } from '../../../apps/api/test/sim/sim-server.ts';

export type ServerKind =
  | { readonly store: 'model' }
  | { readonly store: 'postgres'; readonly databaseUrl: string };

type ModelDoor = { openModelServer(env: SimEnvironment): Promise<SimServer> };
type PostgresDoor = { openPostgresServer(env: SimEnvironment, databaseUrl: string): Promise<SimServer> };

const doors = new URL('../../../apps/api/test/sim/', import.meta.url);

/** Loaded only here, after the loader is in place: the server's files are not plain TypeScript. */
export async function openServer(kind: ServerKind, env: SimEnvironment): Promise<SimServer> {
  if (kind.store === 'model') {
    const door = (await import(new URL('model-server.ts', doors).href)) as ModelDoor;
    return door.openModelServer(env);
  }
  const door = (await import(new URL('postgres-server.ts', doors).href)) as PostgresDoor;
  return door.openPostgresServer(env, kind.databaseUrl);
}
