'use client';

import type { Permission, RoleKind } from '@jowi/contracts/permissions';
import { useCallback } from 'react';
import { useWords } from '../../i18n/use-words.ts';

/** A role of the business's own has its name; the five are named in the reader's language. */
export function useRoleName(): (role: { kind: RoleKind; name: string | null }) => string {
  const { t } = useWords();
  return useCallback(({ kind, name }) => name ?? t(`common:role.${kind}`), [t]);
}

/** What a permission is called, and a word about it where the name alone leaves a doubt. */
export function usePermissionWords() {
  const { t, i18n } = useWords();
  const key = (permission: Permission) => permission.replace('/', '.');
  const say = t as (key: string) => string;
  return {
    name: (permission: Permission) => say(`permissions:${key(permission)}`),
    hint: (permission: Permission) =>
      i18n.exists(`permissions:hint.${key(permission)}`) ? say(`permissions:hint.${key(permission)}`) : null,
  };
}
