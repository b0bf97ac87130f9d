'use client';

import { type QueryKey, useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { z } from 'zod';
import { call } from '../api/http.ts';

type Page<T> = { items: T[]; next: string | null };

/** A keyset list: pages by the server's cursor, joined for the table. */
export function usePageList<T>(
  queryKey: QueryKey,
  schema: z.ZodType<Page<T>>,
  pathOf: (cursor: string | undefined) => string,
  options: { refetchMs?: number } = {},
) {
  const query = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam, signal }) => call(schema, { path: pathOf(pageParam), signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last: Page<T>) => last.next ?? undefined,
    // while one types in the search box the old rows stay instead of a blink
    placeholderData: (previous) => previous,
    ...(options.refetchMs ? { refetchInterval: options.refetchMs } : {}),
  });
  const rows = useMemo(() => query.data?.pages.flatMap((page) => page.items) ?? [], [query.data]);
  return {
    rows,
    firstLoad: query.isPending,
    error: query.isError ? query.error : null,
    retry: () => void query.refetch(),
    stale: query.isPlaceholderData,
    hasMore: query.hasNextPage,
    loadingMore: query.isFetchingNextPage,
    loadMore: () => void query.fetchNextPage(),
  };
}

export type PageList<T> = Omit<ReturnType<typeof usePageList<T>>, 'rows'> & { rows: T[] };
