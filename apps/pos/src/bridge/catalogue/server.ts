import { type ServedDomain, serve } from '../bridge-server.ts';
import type { TillEngine } from '../till-engine.ts';
import { catalogueContract } from './contract.ts';

export function serveCatalogue({ catalogue }: TillEngine): ServedDomain {
  return serve(catalogueContract, { search: (params) => catalogue.search(params) });
}
