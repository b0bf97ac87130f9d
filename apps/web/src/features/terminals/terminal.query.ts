'use client';

import {
  type Terminal,
  zPairingCode,
  zTerminal,
  zTerminalInput,
  zTerminalList,
} from '@jowi/contracts/http/terminals';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import { call, callForNothing } from '../../api/http.ts';
import { paths } from '../../api/paths.ts';

const terminalsKey = ['terminals'] as const;
const REFRESH_MS = 5_000;

export type TerminalInput = z.infer<typeof zTerminalInput>;

/** Refreshes by itself: a till that comes back is seen without a reload. */
export function useTerminals() {
  return useQuery({
    queryKey: terminalsKey,
    queryFn: ({ signal }) => call(zTerminalList, { path: paths.terminals(), signal }),
    refetchInterval: REFRESH_MS,
    select: (list) => list.items,
  });
}

export function useCreateTerminal() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: TerminalInput): Promise<Terminal> =>
      call(zTerminal, { method: 'POST', path: paths.terminals(), json: zTerminalInput.parse(input) }),
    onSuccess: () => client.invalidateQueries({ queryKey: terminalsKey }),
  });
}

export function useUpdateTerminal(terminalId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: TerminalInput): Promise<Terminal> =>
      call(zTerminal, {
        method: 'PUT',
        path: paths.terminal(terminalId),
        json: zTerminalInput.parse(input),
      }),
    onSuccess: () => client.invalidateQueries({ queryKey: terminalsKey }),
  });
}

export function usePairingCode() {
  return useMutation({
    mutationFn: (terminalId: string) =>
      call(zPairingCode, { method: 'POST', path: paths.pairingCode(terminalId), json: {} }),
  });
}

export function useRevokeTerminal() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (terminalId: string) =>
      callForNothing({ method: 'POST', path: paths.terminalRevoke(terminalId), json: {} }),
    onSuccess: () => client.invalidateQueries({ queryKey: terminalsKey }),
  });
}
