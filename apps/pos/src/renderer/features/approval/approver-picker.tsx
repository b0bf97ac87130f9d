import { Avatar } from '@jowi/ui/avatar';
import { cn } from '@jowi/ui/cn';
import { Notice } from '@jowi/ui/notice';
import { Users } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Employee } from '../../../bridge/session/contract.ts';
import { useHotkeys } from '../../parts/hotkeys.ts';
import { useWords } from '../../parts/words.ts';

export type ApproverPickerProps = {
  approvers: readonly Employee[];
  /** null = whoever of them the PIN belongs to. */
  chosen: string | null;
  onChoose: (id: string | null) => void;
};

/** Everybody here whose own limits reach that far. One is simply named; of several the PIN alone will do. */
export function ApproverPicker({ approvers, chosen, onChoose }: ApproverPickerProps) {
  const { t } = useWords();
  const choices = approvers.length > 1 ? [null, ...approvers.map(({ id }) => id)] : [];
  const move = (step: number) => {
    const at = choices.indexOf(chosen);
    onChoose(choices[(at + step + choices.length) % choices.length] ?? null);
  };
  useHotkeys(choices.length > 1 ? { ArrowRight: () => move(1), ArrowLeft: () => move(-1) } : {});
  if (approvers.length === 0) {
    return (
      <Notice tone="warning" className="text-base">
        {t('approval.nobody')}
      </Notice>
    );
  }
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1.5 text-sm text-ink-soft">{t('approval.who')}</legend>
      <div className="flex flex-wrap gap-2">
        {approvers.length > 1 ? (
          <Choice chosen={chosen === null} onChoose={() => onChoose(null)}>
            <Users size={20} className="mx-1.5 shrink-0" aria-hidden="true" />
            {t('approval.anyone')}
          </Choice>
        ) : null}
        {approvers.map((employee) => (
          <Choice key={employee.id} chosen={chosen === employee.id} onChoose={() => onChoose(employee.id)}>
            <Avatar name={employee.name} color={employee.color} />
            <span className="truncate">{employee.name}</span>
          </Choice>
        ))}
      </div>
    </fieldset>
  );
}

type ChoiceProps = { chosen: boolean; onChoose: () => void; children: ReactNode };

function Choice({ chosen, onChoose, children }: ChoiceProps) {
  return (
    <button
      type="button"
      tabIndex={-1}
      aria-pressed={chosen}
      // the PIN is typed next: the focus stays where the keyboard is heard
      onMouseDown={(event) => event.preventDefault()}
      onClick={onChoose}
      className={cn(
        'flex h-13 max-w-full items-center gap-2 rounded-xl border-2 bg-card pr-4 pl-2 text-left font-medium shadow-card',
        chosen
          ? 'border-primary bg-primary-quiet text-on-primary-quiet'
          : 'border-transparent hover:border-edge',
      )}
    >
      {children}
    </button>
  );
}
