import { cn } from '@jowi/ui/cn';
import { TextField } from '@jowi/ui/text-field';
import { useState } from 'react';
import { useHotkeys } from '../../parts/hotkeys.ts';
import { useWords } from '../../parts/words.ts';
import type { ReasonKey } from './reasons.ts';

export type ReasonPickerProps = {
  usual: readonly ReasonKey[];
  value: string;
  onValueChange: (reason: string) => void;
  missing: boolean;
};

/** Why: one touch for what happens every day, own words for the rest. */
export function ReasonPicker({ usual, value, onValueChange, missing }: ReasonPickerProps) {
  const { t, problem } = useWords();
  const words = usual.map((key) => t(`approval.reasons.${key}`));
  const picked = words.indexOf(value);
  const [own, setOwn] = useState('');
  const pick = (text: string) => {
    setOwn('');
    onValueChange(text);
  };
  const move = (step: number) => pick(words[(picked + step + words.length) % words.length] ?? '');
  useHotkeys({ ArrowDown: () => move(1), ArrowUp: () => move(picked < 0 ? 0 : -1) });
  return (
    <fieldset className="min-w-0 space-y-2">
      <legend className="mb-1.5 text-sm text-ink-soft">{t('approval.reason')}</legend>
      <div className="flex flex-wrap gap-2">
        {words.map((text) => (
          <button
            key={text}
            type="button"
            tabIndex={-1}
            aria-pressed={text === value}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => pick(text)}
            className={cn(
              'min-h-12 rounded-xl border-2 bg-card px-4 py-1.5 text-left font-medium shadow-card',
              text === value
                ? 'border-primary bg-primary-quiet text-on-primary-quiet'
                : 'border-transparent hover:border-edge',
            )}
          >
            {text}
          </button>
        ))}
      </div>
      <TextField
        size="till"
        label={t('approval.ownReason')}
        value={own}
        maxLength={200}
        error={missing ? problem({ code: 'till/reason-missing' }) : undefined}
        onChange={(event) => {
          setOwn(event.target.value);
          onValueChange(event.target.value);
        }}
      />
    </fieldset>
  );
}
