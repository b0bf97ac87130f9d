'use client';

import { Upload } from 'lucide-react';
import { type DragEvent, type ReactNode, useId, useState } from 'react';
import { cn } from './cn.ts';

export type FileDropProps = {
  onFile: (file: File) => void;
  /** As in `<input accept>`: `.csv,text/csv`. */
  accept: string;
  title: ReactNode;
  text?: ReactNode;
  disabled?: boolean;
  className?: string;
};

/** Drop a file or press to choose one; works by keyboard as an ordinary file input. */
export function FileDrop({ onFile, accept, title, text, disabled = false, className }: FileDropProps) {
  const id = useId();
  const [over, setOver] = useState(false);

  function onDrop(event: DragEvent) {
    event.preventDefault();
    setOver(false);
    const file = event.dataTransfer.files[0];
    if (file && !disabled) onFile(file);
  }

  return (
    <label
      htmlFor={id}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
      className={cn(
        'flex flex-col items-center rounded-2xl border-2 border-dashed border-edge bg-fill px-6 py-10 text-center transition-colors hover:border-primary focus-within:border-ring focus-within:outline-2 focus-within:outline-offset-2 focus-within:outline-ring',
        over && 'border-primary bg-primary-quiet',
        disabled && 'opacity-50',
        className,
      )}
    >
      <Upload size={24} className="mb-3 text-primary-ink" aria-hidden="true" />
      <span className="text-base font-semibold text-ink">{title}</span>
      {text ? <span className="mt-1 max-w-md text-sm text-ink-soft">{text}</span> : null}
      <input
        id={id}
        type="file"
        accept={accept}
        disabled={disabled}
        className="sr-only"
        onChange={(event) => {
          const file = event.target.files?.[0];
          if (file) onFile(file);
          // the same file, mended and chosen again, must fire again
          event.target.value = '';
        }}
      />
    </label>
  );
}
