import { Notice } from '@jowi/ui/notice';
import type { ReconciliationView } from '../../../bridge/device/contract.ts';
import { useWords } from '../../parts/words.ts';
import { statementWords } from './statement-words.ts';

export type StatementNoticeProps = { reconciliation: ReconciliationView; className?: string };

/** What the server holds of the shift, in a sentence. Nothing while nothing is known. */
export function StatementNotice({ reconciliation, className }: StatementNoticeProps) {
  const { t } = useWords();
  const words = statementWords(reconciliation, t);
  if (!words) return null;
  return (
    <Notice
      tone={words.tone}
      title={<span className="tabular-nums">{words.title}</span>}
      {...(className && { className })}
    >
      {words.text}
    </Notice>
  );
}
