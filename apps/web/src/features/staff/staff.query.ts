'use client';

import {
  type Employee,
  type EmployeeInput,
  type EmployeeUpdate,
  type InvitationInput,
  type PinChange,
  zEmployee,
  zEmployeePage,
  zEmployeeWithPin,
  zInvitationMade,
} from '@jowi/contracts/http/staff';
import { type QueryClient, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '../../api/http.ts';
import { paths } from '../../api/paths.ts';
import { usePageList } from '../../list/use-page-list.ts';
import { rolesKey } from '../roles/role.query.ts';

const staffKey = ['staff'] as const;

export function useStaffList(filters: { search: string; state: string; roleId: string; storeId: string }) {
  return usePageList<Employee>([...staffKey, 'list', filters], zEmployeePage, (cursor) =>
    paths.staff({ ...filters, cursor }),
  );
}

export function useEmployee(id: string) {
  return useQuery({
    queryKey: [...staffKey, 'one', id],
    queryFn: ({ signal }) => call(zEmployee, { path: paths.employee(id), signal }),
    // a form is being filled from it: never refresh under the person's hands
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
}

/** After any change: the page shows her as stored, lists and the counts of roles are asked for again. */
function settle(client: QueryClient, employee: Employee) {
  client.setQueryData([...staffKey, 'one', employee.id], employee);
  void client.invalidateQueries({ queryKey: rolesKey });
  return client.invalidateQueries({ queryKey: [...staffKey, 'list'] });
}

export function useCreateEmployee() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (json: EmployeeInput) =>
      call(zEmployeeWithPin, { method: 'POST', path: paths.staff(), json }),
    onSuccess: ({ employee }) => settle(client, employee),
  });
}

export function useUpdateEmployee(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (json: EmployeeUpdate) => call(zEmployee, { method: 'PUT', path: paths.employee(id), json }),
    onSuccess: (employee) => settle(client, employee),
  });
}

export function useChangePin(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (json: PinChange) =>
      call(zEmployeeWithPin, { method: 'POST', path: paths.employeePin(id), json }),
    onSuccess: ({ employee }) => settle(client, employee),
  });
}

export function useSuspendEmployee() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ employee: { id, version }, suspend }: { employee: Employee; suspend: boolean }) =>
      call(zEmployee, {
        method: 'POST',
        path: suspend ? paths.employeeSuspend(id) : paths.employeeResume(id),
        json: { version },
      }),
    onSuccess: (employee) => settle(client, employee),
  });
}

export function useInvite(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (json: InvitationInput) =>
      call(zInvitationMade, { method: 'POST', path: paths.employeeInvitation(id), json }),
    onSuccess: ({ employee }) => settle(client, employee),
  });
}

export function useWithdrawInvitation(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => call(zEmployee, { method: 'POST', path: paths.invitationWithdraw(id), json: {} }),
    onSuccess: (employee) => settle(client, employee),
  });
}
