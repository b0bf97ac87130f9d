import { Notice } from '@jowi/ui/notice';
import type { Receipt } from '../../../bridge/sale/contract.ts';
import { useWords } from '../../parts/words.ts';
import { useTill } from '../../state/till-context.ts';

/** Why a paper or a mark is missing: what happened, that the receipt is safe, what to do. Nothing when all is well. */
export function DeviceTrouble({ receipt, className }: { receipt: Receipt; className?: string }) {
  const device = useTill((state) => state.device);
  const { problem } = useWords();
  const troubles = [
    receipt.printed === 'trouble' ? (device?.printer.problem ?? { code: 'printer/offline' as const }) : null,
    receipt.fiscal === 'pending' && device?.fiscal.state === 'trouble' ? device.fiscal.problem : null,
  ].filter((trouble) => trouble !== null && trouble !== undefined);
  return troubles.map((trouble) => (
    <Notice key={trouble.code} tone="warning" className={className ?? ''}>
      {problem(trouble)}
    </Notice>
  ));
}
