import type { Dashboard } from '@jowi/contracts/http/dashboard';

export function withoutMargin(dashboard: Dashboard): Dashboard {
  const hide = (day: Dashboard['day']) => ({ ...day, costTiyin: null, marginTiyin: null });
  return {
    ...dashboard,
    day: hide(dashboard.day),
    previousDay: hide(dashboard.previousDay),
    topProducts: dashboard.topProducts.map((it) => ({ ...it, marginTiyin: null })),
  };
}
