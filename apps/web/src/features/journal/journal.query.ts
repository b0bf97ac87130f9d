'use client';

import {
  type DecisionInput,
  type QuarantineItem,
  zDecisionAnswer,
  zDecisionInput,
  zDecisionPreview,
  zQuarantineEntry,
  zQuarantinePage,
  zTerminalJournal,
} from '@jowi/contracts/http/journal';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import { call } from '../../api/http.ts';
import { paths } from '../../api/paths.ts';
import { usePageList } from '../../list/use-page-list.ts';

const journalKey = ['journal'] as const;
const REFRESH_MS = 5_000;

export type Choice = z.input<typeof zDecisionInput>;
export type QuarantineState = 'open' | 'decided';

/** Refreshes by itself: a till that catches up is seen without a reload. */
export function useTerminalJournal(terminalId: string) {
  return useQuery({
    queryKey: [...journalKey, 'terminal', terminalId],
    queryFn: ({ signal }) => call(zTerminalJournal, { path: paths.terminalJournal(terminalId), signal }),
    refetchInterval: REFRESH_MS,
  });
}

/** `known`: how many there are as far as the journal says; another number is a reason to look again. */
export function useQuarantine(terminalId: string, state: QuarantineState, known: number) {
  return usePageList<QuarantineItem>(
    [...journalKey, 'quarantine', terminalId, state, known],
    zQuarantinePage,
    (cursor) => paths.quarantine(terminalId, { state, cursor }),
    { refetchMs: 2 * REFRESH_MS },
  );
}

export function useQuarantineEntry(id: string) {
  return useQuery({
    queryKey: [...journalKey, 'entry', id],
    queryFn: ({ signal }) => call(zQuarantineEntry, { path: paths.quarantineEntry(id), signal }),
  });
}

/** What a choice would do to the books; null: the choice is not whole yet. */
export function useDecisionPreview(id: string, choice: Choice | null) {
  return useQuery({
    queryKey: [...journalKey, 'preview', id, choice],
    queryFn: ({ signal }) =>
      call(zDecisionPreview, { method: 'POST', path: paths.decisionPreview(id), json: choice, signal }),
    enabled: choice !== null,
    retry: false,
    gcTime: 0,
  });
}

export function useDecide(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: Choice) =>
      call(zDecisionAnswer, {
        method: 'POST',
        path: paths.decision(id),
        json: zDecisionInput.parse(input) satisfies DecisionInput,
      }),
    onSuccess: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: journalKey }),
        client.invalidateQueries({ queryKey: ['terminals'] }),
        client.invalidateQueries({ queryKey: ['receipts'] }),
      ]),
  });
}
