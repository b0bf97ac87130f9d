/** The mark and, unless `compact`, the name. */
export function Brand({ compact = false }: { compact?: boolean }) {
  return (
    <span className="flex items-center gap-2.5">
      <svg viewBox="0 0 32 32" className="size-8 shrink-0" aria-hidden="true">
        <rect width="32" height="32" rx="9" className="fill-primary" />
        <path
          d="M10 9v10.5a4.5 4.5 0 0 0 4.5 4.5H16"
          fill="none"
          stroke="#fff"
          strokeWidth="3.2"
          strokeLinecap="round"
        />
        <path
          d="M16 9h6v8a6 6 0 0 1-6 6"
          fill="none"
          stroke="#ddd6ff"
          strokeWidth="3.2"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      </svg>
      {compact ? null : <span className="text-lg font-semibold tracking-tight text-ink">JOWi Shop</span>}
    </span>
  );
}
