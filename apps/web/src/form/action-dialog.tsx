'use client';

import { Button } from '@jowi/ui/button';
import { Dialog } from '@jowi/ui/dialog';
import type { ReactNode } from 'react';
import { useWords } from '../i18n/use-words.ts';

/** A dialog that does one thing: the main button does it; Cancel, Esc and the cross leave it undone. */
export function ActionDialog({
  title,
  text,
  size = 'sm',
  action,
  act,
  busy,
  danger = false,
  disabled = false,
  onClose,
  children,
}: {
  title: string;
  text?: string | undefined;
  size?: 'sm' | 'md';
  /** On the main button. */
  action: string;
  /** What the main button does, or the id of the form in here that it submits. */
  act: (() => void) | string;
  busy: boolean;
  /** What it does cannot be taken back by a click. */
  danger?: boolean;
  disabled?: boolean;
  onClose: () => void;
  children?: ReactNode;
}) {
  const { t } = useWords();
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      size={size}
      title={title}
      description={text}
      closeLabel={t('common:action.close')}
      footer={
        <>
          <Button variant="ghost" onClick={onClose}>
            {t('common:action.cancel')}
          </Button>
          <Button
            {...(typeof act === 'string' ? { type: 'submit', form: act } : { onClick: act })}
            {...(danger && { variant: 'danger' })}
            busy={busy}
            disabled={disabled}
          >
            {action}
          </Button>
        </>
      }
    >
      {children}
    </Dialog>
  );
}
