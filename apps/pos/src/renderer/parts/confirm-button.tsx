import { Button, type ButtonProps } from '@jowi/ui/button';
import { useHotkeys } from './hotkeys.ts';

/** The one thing a panel is for: green or violet, wide, on Enter and on the key it shows. */
export function ConfirmButton({
  onPress,
  hotkeys = ['Enter'],
  children,
  disabled = false,
  busy = false,
  ...props
}: Omit<ButtonProps, 'onClick' | 'hotkey'> & { onPress: () => void; hotkeys?: readonly string[] }) {
  const can = !disabled && !busy;
  useHotkeys(Object.fromEntries(hotkeys.map((key) => [key, can ? onPress : () => {}])));
  return (
    <Button
      size="till-lg"
      block
      disabled={disabled}
      busy={busy}
      hotkey={hotkeys[0]}
      {...props}
      onClick={onPress}
    >
      {children}
    </Button>
  );
}
