import type { Bridge } from '../bridge.ts';

export function catalogueClient(bridge: Bridge) {
  return {
    search: (text: string, limit: number) => bridge.call('catalogue', 'search', { text, limit }),
  };
}
