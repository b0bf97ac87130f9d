import type { ReactNode } from 'react';

/** One choice of a group, the whole line of which can be pressed. */
export function RadioLine({
  name,
  checked,
  onCheck,
  label,
  disabled = false,
}: {
  name: string;
  checked: boolean;
  onCheck: () => void;
  label: ReactNode;
  disabled?: boolean;
}) {
  return (
    <label className="flex w-fit items-start gap-2.5 text-sm text-ink has-disabled:opacity-60">
      <input
        type="radio"
        name={name}
        checked={checked}
        onChange={onCheck}
        disabled={disabled}
        className="mt-px size-5 shrink-0 accent-primary"
      />
      <span>{label}</span>
    </label>
  );
}
