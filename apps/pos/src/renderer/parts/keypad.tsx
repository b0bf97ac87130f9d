import { cn } from '@jowi/ui/cn';
import { Delete } from 'lucide-react';
import { useScanner } from '../scanner/use-scanner.ts';
import { useHotkeys } from './hotkeys.ts';
import { useWords } from './words.ts';

export type KeypadProps = {
  /** Canonical decimal text: `''`, `'12'`, `'0.5'`. */
  value: string;
  onValueChange: (value: string) => void;
  /** Digits after the separator; 0 = whole numbers only. */
  decimals?: number;
  maxDigits?: number;
  /** What a scan means while this pad is open. */
  onScan: (code: string) => void;
  className?: string;
};

const KEYS = ['7', '8', '9', '4', '5', '6', '1', '2', '3'];

/** Digits by thumb and by keyboard, with no field to put a cursor into and no keyboard of the system popping up. */
export function Keypad({
  value,
  onValueChange,
  decimals = 0,
  maxDigits = 12,
  onScan,
  className,
}: KeypadProps) {
  const { t } = useWords();
  const type = (text: string) => {
    let next = value;
    for (const character of text) next = typed(next, character, decimals, maxDigits);
    if (next !== value) onValueChange(next);
  };
  useScanner({
    onScan,
    onType: (text) => {
      type(text);
      return () => onValueChange(value);
    },
  });
  useHotkeys({ Backspace: () => onValueChange(value.slice(0, -1)), Delete: () => onValueChange('') });

  const key =
    'grid min-h-13 flex-1 place-items-center rounded-xl border bg-card text-2xl font-medium text-ink tabular-nums shadow-card select-none hover:bg-fill active:bg-primary-quiet';
  return (
    <div className={cn('grid auto-rows-fr grid-cols-3 gap-2', className)}>
      {KEYS.map((digit) => (
        <button key={digit} type="button" tabIndex={-1} className={key} onClick={() => type(digit)}>
          {digit}
        </button>
      ))}
      <button
        type="button"
        tabIndex={-1}
        className={key}
        onClick={() => type(decimals > 0 ? ',' : '000')}
        aria-label={decimals > 0 ? ',' : '000'}
      >
        {decimals > 0 ? ',' : '000'}
      </button>
      <button type="button" tabIndex={-1} className={key} onClick={() => type('0')}>
        0
      </button>
      <button
        type="button"
        tabIndex={-1}
        className={key}
        aria-label={t('pin.deleteDigit')}
        onClick={() => onValueChange(value.slice(0, -1))}
      >
        <Delete size={24} />
      </button>
    </div>
  );
}

function typed(value: string, character: string, decimals: number, maxDigits: number): string {
  if (character === ',' || character === '.' || character === 'ю' || character === 'б') {
    return decimals === 0 || value.includes('.') ? value : `${value || '0'}.`;
  }
  if (!/\d/.test(character)) return value;
  const [whole = '', fraction] = value.split('.');
  if (fraction !== undefined) return fraction.length < decimals ? value + character : value;
  if (whole === '0' || whole === '') return character === '0' && decimals === 0 ? '' : character;
  return whole.length < maxDigits ? value + character : value;
}
