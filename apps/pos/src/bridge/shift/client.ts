import type { Bridge } from '../bridge.ts';

export function shiftClient(bridge: Bridge) {
  return {
    current: () => bridge.call('shift', 'current', {}),
    open: (floatTiyin: string) => bridge.call('shift', 'open', { floatTiyin }),
    close: (countedTiyin: string) => bridge.call('shift', 'close', { countedTiyin }),
    report: () => bridge.call('shift', 'report', {}),
    printReport: (shiftId: string) => bridge.call('shift', 'printReport', { shiftId }),
  };
}
