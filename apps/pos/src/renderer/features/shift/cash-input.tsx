import { cn } from '@jowi/ui/cn';
import { Money } from '@jowi/ui/money';
import { Minus } from 'lucide-react';
import { Keypad } from '../../parts/keypad.tsx';
import { useWords } from '../../parts/words.ts';
import { addNote, type CashCount, isUntouched, NOTES, piecesOf, totalTiyinOf } from './cash-count.ts';

export type CashInputProps = {
  label: string;
  value: CashCount;
  onValueChange: (count: CashCount) => void;
  onScan: () => void;
};

/** Money in a drawer: tap the notes as they are counted, or type the sum. */
export function CashInput({ label, value, onValueChange, onScan }: CashInputProps) {
  const { t, amount, currency } = useWords();
  return (
    <div>
      <div className="rounded-2xl border bg-card px-5 py-4">
        <p className="text-sm text-ink-soft">{label}</p>
        <Money
          amount={isUntouched(value) ? '0' : amount(totalTiyinOf(value))}
          currency={currency}
          size="till"
          tone={isUntouched(value) ? 'muted' : 'ink'}
        />
        <p className="mt-1 text-sm text-ink-faint">{t('cash.typeOrTap')}</p>
      </div>
      <div className="mt-3 grid gap-3 sm:grid-cols-2">
        <ul className="grid grid-cols-2 gap-2" aria-label={t('cash.notes')}>
          {NOTES.map((note) => (
            <li key={note}>
              <NoteTile note={note} value={value} onValueChange={onValueChange} />
            </li>
          ))}
        </ul>
        <Keypad
          value={value.by === 'typing' ? value.som : ''}
          onValueChange={(som) => onValueChange({ by: 'typing', som: som === '' ? '0' : som })}
          onScan={onScan}
        />
      </div>
    </div>
  );
}

function NoteTile({
  note,
  value,
  onValueChange,
}: Pick<CashInputProps, 'value' | 'onValueChange'> & { note: number }) {
  const { t, amount } = useWords();
  const pieces = piecesOf(value, note);
  const shown = amount(String(note * 100));
  return (
    <div className="flex h-14 max-sm:h-12 overflow-hidden rounded-xl border bg-card shadow-card">
      <button
        type="button"
        tabIndex={-1}
        aria-label={t('cash.addNote', { note: shown })}
        onClick={() => onValueChange(addNote(value, note, 1))}
        className="flex min-w-0 flex-1 items-center justify-between gap-1 px-3 tabular-nums hover:bg-fill active:bg-primary-quiet"
      >
        <span className="font-medium">{shown}</span>
        <span className={cn('text-sm', pieces > 0 ? 'font-semibold text-primary-ink' : 'text-ink-faint')}>
          {pieces > 0 ? t('cash.pieces', { count: pieces }) : ''}
        </span>
      </button>
      {pieces > 0 ? (
        <button
          type="button"
          tabIndex={-1}
          aria-label={t('cash.removeNote', { note: shown })}
          onClick={() => onValueChange(addNote(value, note, -1))}
          className="grid w-11 place-items-center border-l text-ink-soft hover:bg-fill"
        >
          <Minus size={20} />
        </button>
      ) : null}
    </div>
  );
}
