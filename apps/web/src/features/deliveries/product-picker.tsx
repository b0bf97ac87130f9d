'use client';

import type { Product } from '@jowi/contracts/http/catalogue';
import { normaliseBarcode } from '@jowi/domain/barcode';
import { cn } from '@jowi/ui/cn';
import { SearchField } from '@jowi/ui/search-field';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useFormat } from '../../i18n/use-format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { findProducts, useProductMatches } from '../products/product.query.ts';

const SETTLE_MS = 200;

/**
 * One field for scanner and fingers. A scan (code and Enter) adds at once, and the next one may follow while the
 * first is still being looked up; typing shows a list to pick from by arrows, Enter or touch.
 */
export function ProductPicker({
  onPick,
  onFailure,
}: {
  onPick: (product: Product) => void;
  onFailure: (error: unknown) => void;
}) {
  const { t } = useWords();
  const format = useFormat();
  const [text, setText] = useState('');
  const [settled, setSettled] = useState('');
  const [active, setActive] = useState(0);
  const [missing, setMissing] = useState<string | null>(null);
  const queue = useRef<Promise<void>>(Promise.resolve());
  const matches = useProductMatches(settled);
  const open = text.trim() !== '' && settled !== '';
  const found = open ? (matches.data ?? []) : [];

  useEffect(() => {
    const timer = setTimeout(() => setSettled(text.trim()), SETTLE_MS);
    return () => clearTimeout(timer);
  }, [text]);

  function type(next: string) {
    setText(next);
    setActive(0);
    setMissing(null);
  }

  function pick(product: Product) {
    type('');
    setSettled('');
    onPick(product);
  }

  /** In the order of the scans, however the answers come back. */
  function scanned(code: string) {
    type('');
    setSettled('');
    queue.current = queue.current
      .then(() => findProducts(code))
      .then((products) => {
        const product = products.find(
          (it) => it.barcodes.includes(normaliseBarcode(code)) || it.sku === code,
        );
        // only the very code counts: a near match must never slip into a document unseen
        if (product) onPick(product);
        else if (products.length === 0 || /^\d+$/.test(code)) setMissing(code);
        else setText(code);
      })
      .catch(onFailure);
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      const step = event.key === 'ArrowDown' ? 1 : -1;
      if (found.length > 0) setActive((active + step + found.length) % found.length);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      const chosen = settled === text.trim() && !matches.isFetching ? found[active] : undefined;
      if (chosen) pick(chosen);
      else if (text.trim() !== '') scanned(text.trim());
    } else if (event.key === 'Escape' && text !== '') {
      event.preventDefault();
      type('');
    }
  }

  return (
    <div className="relative">
      <SearchField
        value={text}
        onValueChange={type}
        onKeyDown={onKeyDown}
        label={t('deliveryForm.scan')}
        clearLabel={t('common:action.clear')}
        role="combobox"
        aria-expanded={open}
        aria-controls="product-picker-list"
        aria-autocomplete="list"
        autoFocus
      />
      {open ? (
        <div
          id="product-picker-list"
          role="listbox"
          aria-label={t('deliveryForm.scan')}
          className="absolute inset-x-0 top-full z-20 mt-1 max-h-80 overflow-auto rounded-xl border bg-raised p-1 shadow-float"
        >
          {found.map((product, at) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the field above holds the focus and the keys
            // biome-ignore lint/a11y/useFocusableInteractive: as above
            <div
              key={product.id}
              role="option"
              aria-selected={at === active}
              onClick={() => pick(product)}
              onMouseEnter={() => setActive(at)}
              className={cn(
                'flex cursor-pointer items-center justify-between gap-4 rounded-lg px-3 py-2',
                at === active && 'bg-fill-strong',
              )}
            >
              <span className="min-w-0">
                <span className="block truncate font-medium">{format.name(product.name)}</span>
                <span className="block truncate text-xs text-ink-faint tabular-nums">
                  {[product.sku, product.barcodes[0]].filter(Boolean).join(' · ')}
                </span>
              </span>
              <span className="shrink-0 text-ink-soft tabular-nums">{format.money(product.priceTiyin)}</span>
            </div>
          ))}
          {found.length === 0 ? (
            <div className="px-3 py-2 text-ink-soft">
              {matches.isFetching ? t('deliveryForm.searching') : t('deliveryForm.notFound')}
            </div>
          ) : null}
        </div>
      ) : null}
      {missing === null ? (
        <p className="mt-1.5 text-sm text-ink-faint">{t('deliveryForm.scanHelp')}</p>
      ) : (
        <p role="alert" className="mt-1.5 text-sm text-danger-ink">
          {t('deliveryForm.notFoundCode', { code: missing })}
        </p>
      )}
    </div>
  );
}
