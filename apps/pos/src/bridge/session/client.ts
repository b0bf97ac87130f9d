import type { Bridge } from '../bridge.ts';

export function sessionClient(bridge: Bridge) {
  return {
    employees: () => bridge.call('session', 'employees', {}),
    signIn: (employeeId: string, pin: string) => bridge.call('session', 'signIn', { employeeId, pin }),
    signOut: () => bridge.call('session', 'signOut', {}),
    current: () => bridge.call('session', 'current', {}),
  };
}
