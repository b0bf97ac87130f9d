'use client';

import {
  type Product,
  type ProductInput,
  type ProductUpdate,
  zImportReport,
  zProduct,
  zProductPage,
} from '@jowi/contracts/http/catalogue';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { call, callForReport } from '../../api/http.ts';
import { paths } from '../../api/paths.ts';
import { usePageList } from '../../list/use-page-list.ts';

const productsKey = ['products'] as const;

export function useProductList(filters: { search: string; archived: string }) {
  return usePageList<Product>([...productsKey, 'list', filters], zProductPage, (cursor) =>
    paths.products({ ...filters, cursor }),
  );
}

export function useProduct(id: string) {
  return useQuery({
    queryKey: [...productsKey, 'one', id],
    queryFn: ({ signal }) => call(zProduct, { path: paths.product(id), signal }),
    // a form is being filled from it: never refresh under the person's hands
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
}

/** The few that match what is being typed or scanned; for pickers. */
export function useProductMatches(search: string) {
  return useQuery({
    queryKey: [...productsKey, 'matches', search],
    queryFn: ({ signal }) => findProducts(search, signal),
    enabled: search !== '',
    placeholderData: (previous) => previous,
  });
}

export async function findProducts(search: string, signal?: AbortSignal): Promise<Product[]> {
  const page = await call(zProductPage, { path: paths.products({ search, limit: 8 }), signal });
  return page.items;
}

function useProductMutation<I>(mutationFn: (input: I) => Promise<Product>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn,
    onSuccess: (product) => {
      client.setQueryData([...productsKey, 'one', product.id], product);
      return client.invalidateQueries({ queryKey: [...productsKey, 'list'] });
    },
  });
}

export function useCreateProduct() {
  return useProductMutation((json: ProductInput) =>
    call(zProduct, { method: 'POST', path: paths.products(), json }),
  );
}

export function useUpdateProduct(id: string) {
  return useProductMutation((json: ProductUpdate) =>
    call(zProduct, { method: 'PUT', path: paths.product(id), json }),
  );
}

/** Off sale, or back on sale. */
export function useArchiveProduct() {
  return useProductMutation(({ product, archive }: { product: Product; archive: boolean }) =>
    call(zProduct, {
      method: 'POST',
      path: archive ? paths.productArchive(product.id) : paths.productRestore(product.id),
      json: { version: product.version },
    }),
  );
}

/** `check` changes nothing; `apply` does all or nothing. Both answer the same report. */
export function useImportProducts() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ file, mode }: { file: File; mode: 'check' | 'apply' }) =>
      callForReport(zImportReport, {
        method: 'POST',
        path: paths.productImport(mode),
        raw: { body: file, contentType: 'text/csv' },
      }),
    onSuccess: (report) => (report.applied ? client.invalidateQueries({ queryKey: productsKey }) : undefined),
  });
}
