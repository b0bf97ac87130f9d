import {
  type BusinessSettingsUpdate,
  type SettingsChange,
  type SettingsReturn,
  type StoreCreate,
  type StoreSettingsUpdate,
  type StoreSettingsView,
  zBusinessSettingsView,
  zSettingsHistory,
  zStoreList,
  zStoreSettingsView,
  zVatSettings,
} from '@jowi/contracts/http/settings';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '../../api/http.ts';
import { paths } from '../../api/paths.ts';
import { usePageList } from '../../list/use-page-list.ts';

const settingsKey = ['settings'] as const;
const businessKey = [...settingsKey, 'business'] as const;
const storesKey = [...settingsKey, 'stores'] as const;
const storeKey = (id: string) => [...settingsKey, 'store', id] as const;

/** A form is being filled from it: never refresh under the person's hands. */
const FOR_A_FORM = { staleTime: Number.POSITIVE_INFINITY, gcTime: 0, refetchOnWindowFocus: false } as const;

export function useBusinessSettings() {
  return useQuery({
    queryKey: businessKey,
    queryFn: ({ signal }) => call(zBusinessSettingsView, { path: paths.businessSettings(), signal }),
    ...FOR_A_FORM,
  });
}

/** The rates a product may have. */
export function useVatSettings() {
  return useQuery({
    queryKey: [...settingsKey, 'vat'],
    queryFn: ({ signal }) => call(zVatSettings, { path: paths.vatSettings(), signal }),
    staleTime: 60_000,
  });
}

/** Whatever changed may stand in several places: who is signed in names the business and its stores as well. */
function useSettled() {
  const client = useQueryClient();
  return async (key: readonly string[], view: unknown) => {
    client.setQueryData(key, view);
    await Promise.all([
      client.invalidateQueries({
        queryKey: settingsKey,
        predicate: ({ queryKey }) => queryKey.join() !== key.join(),
      }),
      client.invalidateQueries({ queryKey: ['me'] }),
    ]);
  };
}

export function useSaveBusinessSettings() {
  const settled = useSettled();
  return useMutation({
    mutationFn: (json: BusinessSettingsUpdate) =>
      call(zBusinessSettingsView, { method: 'PUT', path: paths.businessSettings(), json }),
    onSuccess: (view) => settled(businessKey, view),
  });
}

export function useStores() {
  return useQuery({
    queryKey: storesKey,
    queryFn: ({ signal }) => call(zStoreList, { path: paths.stores(), signal }),
  });
}

export function useStoreSettings(id: string) {
  return useQuery({
    queryKey: storeKey(id),
    queryFn: ({ signal }) => call(zStoreSettingsView, { path: paths.store(id), signal }),
    ...FOR_A_FORM,
  });
}

function useStoreMutation<I>(mutationFn: (input: I) => Promise<StoreSettingsView>) {
  const settled = useSettled();
  return useMutation({ mutationFn, onSuccess: (view) => settled(storeKey(view.id), view) });
}

export function useCreateStore() {
  return useStoreMutation((json: StoreCreate) =>
    call(zStoreSettingsView, { method: 'POST', path: paths.stores(), json }),
  );
}

export function useSaveStoreSettings(id: string) {
  return useStoreMutation((json: StoreSettingsUpdate) =>
    call(zStoreSettingsView, { method: 'PUT', path: paths.store(id), json }),
  );
}

/** Given up, or opened again. */
export function useCloseStore(id: string) {
  return useStoreMutation(({ version, close }: { version: number; close: boolean }) =>
    call(zStoreSettingsView, {
      method: 'POST',
      path: close ? paths.storeClose(id) : paths.storeReopen(id),
      json: { version },
    }),
  );
}

/** `storeId` null: the business. */
export function useSettingsHistory(storeId: string | null) {
  return usePageList<SettingsChange>(
    [...settingsKey, 'history', storeId ?? 'business'],
    zSettingsHistory,
    (cursor) => paths.settingsHistory(storeId, { cursor, limit: 20 }),
  );
}

export function useReturnSettings(storeId: string | null) {
  const settled = useSettled();
  return useMutation({
    mutationFn: async (json: SettingsReturn): Promise<{ version: number }> => {
      const path = paths.settingsReturn(storeId);
      return storeId === null
        ? await call(zBusinessSettingsView, { method: 'POST', path, json })
        : await call(zStoreSettingsView, { method: 'POST', path, json });
    },
    onSuccess: (view) => settled(storeId === null ? businessKey : storeKey(storeId), view),
  });
}
