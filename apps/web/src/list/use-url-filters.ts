'use client';

import { usePathname, useRouter, useSearchParams } from 'next/navigation';
import { useCallback, useEffect, useRef } from 'react';

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

  // the router takes its time: two quick changes must not undo each other
  const wanted = useRef(params.toString());
  useEffect(() => {
    wanted.current = params.toString();
  }, [params]);

  const set = useCallback(
    (changes: Partial<Record<K, string>>) => {
      const next = new URLSearchParams(wanted.current);
      for (const [name, value] of Object.entries<string | undefined>(changes)) {
        if (value) next.set(name, value);
        else next.delete(name);
      }
      const query = next.toString();
      wanted.current = query;
      router.replace(query ? `${pathname}?${query}` : pathname, { scroll: false });
    },
    [router, pathname],
  );

  const reset = useCallback(() => {
    wanted.current = '';
    router.replace(pathname, { scroll: false });
  }, [router, pathname]);
  return { filters, active, set, reset };
}
