'use client';

import { zBarcode } from '@jowi/contracts/scalar';
import { isGtin, normaliseBarcode } from '@jowi/domain/barcode';
import { Button } from '@jowi/ui/button';
import { Field } from '@jowi/ui/field';
import { Input } from '@jowi/ui/input';
import { Plus, X } from 'lucide-react';
import { type KeyboardEvent, useState } from 'react';
import { useWords } from '../../i18n/use-words.ts';

type Mistake =
  | 'productForm.barcodeChars'
  | 'productForm.barcodeTwice'
  | 'productForm.checkDigit'
  | 'productForm.barcodeMax';

const GTIN_LENGTH = /^(\d{8}|\d{12,14})$/;
const MAX_BARCODES = 20;

/** Several barcodes, one by one: a scanner types the code and Enter, a person does the same. */
export function BarcodeListField({
  value,
  onChange,
  onPending,
  error,
}: {
  value: readonly string[];
  onChange: (codes: string[]) => void;
  /** True while something is typed and not added yet. */
  onPending?: (pending: boolean) => void;
  error: string | undefined;
}) {
  const { t } = useWords();
  const [draft, setDraft] = useState('');
  const [mistake, setMistake] = useState<Mistake | null>(null);

  function type(text: string) {
    setDraft(text);
    setMistake(null);
    onPending?.(text.trim() !== '');
  }

  function add() {
    const code = normaliseBarcode(draft);
    if (code === '') return;
    const found = mistakeIn(code, value);
    setMistake(found);
    if (found) return;
    onChange([...value, code]);
    type('');
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== 'Enter') return;
    // Enter belongs to the scanner here, not to the form
    event.preventDefault();
    add();
  }

  return (
    <Field
      label={t('productForm.barcodes')}
      help={t('productForm.barcodesHelp')}
      error={mistake ? t(mistake) : error}
    >
      {(control) => (
        <>
          {value.length > 0 ? (
            <ul className="flex flex-wrap gap-2">
              {value.map((code) => (
                <li
                  key={code}
                  className="inline-flex h-8 items-center gap-1 rounded-lg bg-primary-quiet pr-1 pl-3 text-sm text-on-primary-quiet tabular-nums"
                >
                  {code}
                  <button
                    type="button"
                    aria-label={t('productForm.barcodeRemove', { code })}
                    onClick={() => onChange(value.filter((other) => other !== code))}
                    className="grid size-6 place-items-center rounded-md hover:bg-primary-quiet-hover"
                  >
                    <X size={16} />
                  </button>
                </li>
              ))}
            </ul>
          ) : null}
          <span className="flex gap-2">
            <Input
              {...control}
              value={draft}
              onChange={(event) => type(event.target.value)}
              onKeyDown={onKeyDown}
              autoComplete="off"
              spellCheck={false}
              className="tabular-nums"
            />
            <Button variant="outline" square onClick={add} aria-label={t('productForm.barcodeAdd')}>
              <Plus size={16} />
            </Button>
          </span>
        </>
      )}
    </Field>
  );
}

function mistakeIn(code: string, codes: readonly string[]): Mistake | null {
  if (!zBarcode.safeParse(code).success) return 'productForm.barcodeChars';
  if (codes.includes(code)) return 'productForm.barcodeTwice';
  if (GTIN_LENGTH.test(code) && !isGtin(code)) return 'productForm.checkDigit';
  if (codes.length >= MAX_BARCODES) return 'productForm.barcodeMax';
  return null;
}
