'use client';

import type { TerminalJournal } from '@jowi/contracts/http/journal';
import type { Tone } from '@jowi/ui/badge';
import { Notice } from '@jowi/ui/notice';
import { useFormat } from '../../i18n/use-format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { type Verdict, verdictOf } from './journal-verdict.ts';

const tones: Record<Verdict['kind'], Tone> = {
  unpaired: 'neutral',
  unknown: 'neutral',
  whole: 'success',
  sending: 'info',
  waiting: 'warning',
  missing: 'danger',
  parted: 'danger',
};

/** The one line a shop owner reads. */
export function VerdictNotice({ journal }: { journal: TerminalJournal }) {
  const verdict = verdictOf(journal);
  const { title, text } = useVerdictWords(verdict);
  const isLate = verdict.kind === 'sending' && verdict.sinceMs !== null;
  return (
    <Notice tone={isLate ? 'warning' : tones[verdict.kind]} title={title}>
      {text}
    </Notice>
  );
}

function useVerdictWords(verdict: Verdict): { title: string; text: string } {
  const { t } = useWords();
  const format = useFormat();
  switch (verdict.kind) {
    case 'unpaired':
      return { title: t('journal.verdict.unpaired'), text: t('journal.verdict.unpairedText') };
    case 'unknown':
      return { title: t('journal.verdict.unknown'), text: t('journal.verdict.unknownText') };
    case 'parted':
      return { title: t('journal.verdict.parted'), text: t('journal.verdict.partedText') };
    case 'whole': {
      const { held, claimed, shifts } = verdict;
      return {
        title: t('journal.verdict.whole', { held, claimed }),
        text: t('journal.verdict.wholeText', { count: shifts }),
      };
    }
    case 'waiting':
      return {
        title: t('journal.verdict.waiting', { count: verdict.count }),
        text: t('journal.verdict.waitingText'),
      };
    case 'sending':
      return {
        title: t('journal.verdict.sending', { count: verdict.count }),
        text:
          verdict.sinceMs === null
            ? t('journal.verdict.sendingText')
            : t('journal.verdict.sendingOld', { time: format.dateTime(verdict.sinceMs) }),
      };
    case 'missing': {
      const { shift, held, claimed } = verdict;
      return {
        title: t('journal.verdict.missing', { shift, held, claimed }),
        text: t('journal.verdict.missingText'),
      };
    }
  }
}
