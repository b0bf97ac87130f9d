import { cn } from './cn.ts';

export type AvatarProps = {
  /** Of a person; its first two words give the letters. */
  name: string;
  /** 1 to 8. */
  color: number;
  size?: 'sm' | 'md' | 'lg';
  className?: string;
};

const sizes = { sm: 'size-8 text-xs', md: 'size-10 text-sm', lg: 'size-16 text-xl' };

/** A circle with somebody's initials: known at a glance before the name is read. The name stands beside it. */
export function Avatar({ name, color, size = 'sm', className }: AvatarProps) {
  return (
    <span
      aria-hidden="true"
      className={cn(
        'grid shrink-0 place-items-center rounded-full font-semibold select-none',
        sizes[size],
        className,
      )}
      style={{ background: `var(--person-${color})`, color: `var(--on-person-${color})` }}
    >
      {initialsOf(name)}
    </span>
  );
}

/** `Dilnoza Karimova` -> `DK`; an apostrophe letter stays with its base: `Oʻktam` -> `Oʻ`. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/).slice(0, 2);
  return words.map((word) => /^\p{L}[ʻʼ]?/u.exec(word)?.[0] ?? [...word][0] ?? '').join('');
}
