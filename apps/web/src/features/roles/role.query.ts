'use client';

import { type Role, type RoleInput, type RoleUpdate, zRole, zRoleList } from '@jowi/contracts/http/roles';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { call, callForNothing } from '../../api/http.ts';
import { paths } from '../../api/paths.ts';

export const rolesKey = ['roles'] as const;

export function useRoles() {
  return useQuery({
    queryKey: rolesKey,
    queryFn: async ({ signal }) => (await call(zRoleList, { path: paths.roles(), signal })).items,
  });
}

export function useCreateRole() {
  return useRoleMutation((json: RoleInput) => call(zRole, { method: 'POST', path: paths.roles(), json }));
}

export function useUpdateRole(id: string) {
  return useRoleMutation((json: RoleUpdate) => call(zRole, { method: 'PUT', path: paths.role(id), json }));
}

export function useDeleteRole() {
  return useRoleMutation(({ id, version }: Role) =>
    callForNothing({ method: 'POST', path: paths.roleDelete(id), json: { version } }),
  );
}

function useRoleMutation<Input, Output>(mutationFn: (input: Input) => Promise<Output>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn,
    onSuccess: () => client.invalidateQueries({ queryKey: rolesKey }),
  });
}
