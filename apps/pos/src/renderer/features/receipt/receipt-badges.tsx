import { Badge } from '@jowi/ui/badge';
import type { Receipt } from '../../../bridge/sale/contract.ts';
import { useWords } from '../../parts/words.ts';

const FISCAL = {
  done: { tone: 'success', words: 'receipts.fiscalDone' },
  pending: { tone: 'info', words: 'receipts.fiscalPending' },
  refused: { tone: 'danger', words: 'receipts.fiscalRefused' },
} as const;

const PRINTED = {
  done: { tone: 'success', words: 'receipts.printedDone' },
  pending: { tone: 'info', words: 'receipts.printedPending' },
  trouble: { tone: 'danger', words: 'receipts.printedTrouble' },
} as const;

export function FiscalBadge({ fiscal }: Pick<Receipt, 'fiscal'>) {
  const { t } = useWords();
  return (
    <Badge tone={FISCAL[fiscal].tone} icon>
      {t(FISCAL[fiscal].words)}
    </Badge>
  );
}

export function PrintedBadge({ printed }: Pick<Receipt, 'printed'>) {
  const { t } = useWords();
  return (
    <Badge tone={PRINTED[printed].tone} icon>
      {t(PRINTED[printed].words)}
    </Badge>
  );
}
