'use client';

import { usePathname, useRouter, useSearchParams } from 'next/navigation';
import { useCallback } from 'react';

/**
 * Filters of a list live in the address: they survive reload, back, and being sent to a colleague.
 * `set` replaces the entry of the history, so Back leaves the list instead of unpicking letters.
 */
export function useUrlFilters<K extends string>(names: readonly K[]) {
  const router = useRouter();
  const pathname = usePathname();
  const params = useSearchParams();

  const filters = Object.fromEntries(names.map((name) => [name, params.get(name) ?? ''])) as Record<
    K,
    string
  >;
  const active = names.some((name) => filters[name] !== '');

  const set = useCallback(
    (changes: Partial<Record<K, string>>) => {
      // from the live address: two quick changes must not undo each other
      const next = new URLSearchParams(window.location.search);
      for (const [name, value] of Object.entries<string | undefined>(changes)) {
        if (value) next.set(name, value);
        else next.delete(name);
      }
      const query = next.toString();
      router.replace(query ? `${pathname}?${query}` : pathname, { scroll: false });
    },
    [router, pathname],
  );

  const reset = useCallback(() => router.replace(pathname, { scroll: false }), [router, pathname]);
  return { filters, active, set, reset };
}
