'use client';

import { SearchField } from '@jowi/ui/search-field';
import { useEffect, useRef, useState } from 'react';
import { useWords } from '../i18n/use-words.ts';

const SETTLE_MS = 250;

/** A search box that answers at once to the fingers and tells the list when they rest. */
export function FilterSearch({
  value,
  onSettle,
  label,
  className,
  forScanner = false,
}: {
  value: string;
  onSettle: (text: string) => void;
  label: string;
  className?: string;
  /** A scanner types into it: it waits for that, and what is read next takes the place of what is there. */
  forScanner?: boolean;
}) {
  const { t } = useWords();
  const [text, setText] = useState(value);
  const settled = useRef(value);

  // the address changed from outside: back, or "reset filters"
  useEffect(() => {
    if (value !== settled.current) {
      settled.current = value;
      setText(value);
    }
  }, [value]);

  useEffect(() => {
    if (text === settled.current) return;
    const timer = setTimeout(() => {
      settled.current = text;
      onSettle(text.trim());
    }, SETTLE_MS);
    return () => clearTimeout(timer);
  }, [text, onSettle]);

  return (
    <SearchField
      value={text}
      onValueChange={setText}
      label={label}
      clearLabel={t('common:action.clear')}
      {...(forScanner && {
        autoFocus: true,
        onFocus: (event) => event.currentTarget.select(),
        onKeyDown: (event) => {
          if (event.key === 'Enter') event.currentTarget.select();
        },
      })}
      className={className ?? 'w-full sm:w-80'}
    />
  );
}
