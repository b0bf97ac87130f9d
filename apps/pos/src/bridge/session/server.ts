import { type ServedDomain, serve } from '../bridge-server.ts';
import type { TillEngine } from '../till-engine.ts';
import { sessionContract } from './contract.ts';

export function serveSession({ session }: TillEngine): ServedDomain {
  return serve(sessionContract, {
    employees: () => session.employees(),
    signIn: (params) => session.signIn(params),
    signOut: () => session.signOut(),
    current: () => session.current(),
  });
}
