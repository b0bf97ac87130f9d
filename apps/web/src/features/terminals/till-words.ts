'use client';

import type { Terminal } from '@jowi/contracts/http/terminals';
import type { Tone } from '@jowi/ui/badge';
import { useFormat } from '../../i18n/use-format.ts';
import { useWords } from '../../i18n/use-words.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** The states of a till in words and tones. */
export function useTillWords() {
  const { t } = useWords();
  const format = useFormat();
  return {
    state(terminal: Terminal): { tone: Tone; label: string } {
      if (terminal.state === 'unpaired') return { tone: 'info', label: t('terminals.stateUnpaired') };
      if (terminal.state === 'revoked') return { tone: 'neutral', label: t('terminals.stateRevoked') };
      return terminal.online
        ? { tone: 'success', label: t('terminals.stateOnline') }
        : { tone: 'warning', label: t('terminals.stateOffline') };
    },
    /** `5 minutes ago`, or the date and time once it is long ago. */
    seen(atMs: number | null, nowMs: number): string {
      if (atMs === null) return t('terminals.never');
      const agoMs = nowMs - atMs;
      if (agoMs < MINUTE_MS) return t('time.justNow');
      if (agoMs < HOUR_MS) return t('time.minutesAgo', { count: Math.floor(agoMs / MINUTE_MS) });
      if (agoMs < 12 * HOUR_MS) return t('time.hoursAgo', { count: Math.floor(agoMs / HOUR_MS) });
      return format.dateTime(atMs);
    },
    unsent(terminal: Terminal): { tone: Tone; label: string } {
      if (terminal.unsent === null) return { tone: 'neutral', label: t('terminals.unsentUnknown') };
      return terminal.unsent === 0
        ? { tone: 'success', label: t('terminals.unsentNone') }
        : { tone: 'warning', label: String(terminal.unsent) };
    },
  };
}
