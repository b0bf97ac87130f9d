'use client';

import { X } from 'lucide-react';
import { Toast as Radix } from 'radix-ui';
import { createContext, type ReactNode, useCallback, useContext, useMemo, useRef, useState } from 'react';
import { toneIcon } from './badge.tsx';
import { Button } from './button.tsx';
import { cn } from './cn.ts';
import { inkTone, type Tone } from './tone.ts';

export type ToastMessage = {
  tone?: Tone;
  title: string;
  text?: string | undefined;
  /** Undo or go there. `altText` tells a screen reader how to do it otherwise; the label itself by default. */
  action?: { label: string; onAction: () => void; altText?: string } | undefined;
  /** Errors stay longer by themselves; 0 keeps it until closed. */
  durationMs?: number | undefined;
};

const ToastContext = createContext<((message: ToastMessage) => void) | null>(null);

/** `const toast = useToast(); toast({ tone: 'success', title })`. */
export function useToast(): (message: ToastMessage) => void {
  const push = useContext(ToastContext);
  if (!push) throw new Error('useToast needs a <ToastProvider> above it');
  return push;
}

export type ToastProviderProps = { children: ReactNode; label: string; closeLabel: string };

export function ToastProvider({ children, label, closeLabel }: ToastProviderProps) {
  const [messages, setMessages] = useState<(ToastMessage & { id: number })[]>([]);
  const nextId = useRef(1);
  const push = useCallback((message: ToastMessage) => {
    const id = nextId.current;
    nextId.current += 1;
    // three at most: older ones would cover the work
    setMessages((shown) => [...shown.slice(-2), { ...message, id }]);
  }, []);
  const drop = useCallback((id: number) => setMessages((shown) => shown.filter((m) => m.id !== id)), []);
  const value = useMemo(() => push, [push]);

  return (
    <ToastContext value={value}>
      <Radix.Provider label={label} swipeDirection="right">
        {children}
        {messages.map((message) => (
          <ToastCard
            key={message.id}
            message={message}
            closeLabel={closeLabel}
            onClose={() => drop(message.id)}
          />
        ))}
        <Radix.Viewport className="fixed right-0 bottom-0 z-50 flex w-full max-w-sm flex-col gap-2 p-4 outline-none" />
      </Radix.Provider>
    </ToastContext>
  );
}

function ToastCard({
  message,
  closeLabel,
  onClose,
}: {
  message: ToastMessage;
  closeLabel: string;
  onClose: () => void;
}) {
  const tone = message.tone ?? 'neutral';
  const Icon = toneIcon[tone];
  const durationMs = message.durationMs ?? (tone === 'danger' || tone === 'warning' ? 9000 : 4500);
  return (
    <Radix.Root
      duration={durationMs === 0 ? Number.POSITIVE_INFINITY : durationMs}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      className="flex items-start gap-3 rounded-xl border bg-raised p-3.5 shadow-float animate-[ui-rise-in_140ms_ease-out]"
    >
      <Icon size={20} className={cn('mt-px shrink-0', inkTone[tone])} aria-hidden="true" />
      <div className="min-w-0 flex-1">
        <Radix.Title className="text-sm font-semibold text-ink">{message.title}</Radix.Title>
        {message.text ? (
          <Radix.Description className="mt-0.5 text-sm break-words text-ink-soft">
            {message.text}
          </Radix.Description>
        ) : null}
        {message.action ? (
          <Radix.Action asChild altText={message.action.altText ?? message.action.label}>
            <Button size="sm" variant="secondary" className="mt-2" onClick={message.action.onAction}>
              {message.action.label}
            </Button>
          </Radix.Action>
        ) : null}
      </div>
      <Radix.Close asChild>
        <Button variant="ghost" size="sm" square aria-label={closeLabel} className="-mt-1.5 -mr-1.5">
          <X size={16} />
        </Button>
      </Radix.Close>
    </Radix.Root>
  );
}
