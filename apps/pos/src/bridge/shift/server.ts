import { type ServedDomain, serve } from '../bridge-server.ts';
import type { TillEngine } from '../till-engine.ts';
import { shiftContract } from './contract.ts';

export function serveShift({ shift }: TillEngine): ServedDomain {
  return serve(shiftContract, {
    current: () => shift.current(),
    open: (params) => shift.open(params),
    close: (params) => shift.close(params),
    report: () => shift.report(),
    printReport: (params) => shift.printReport(params),
  });
}
