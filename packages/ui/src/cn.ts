import { type ClassValue, clsx } from 'clsx';
import { twMerge } from 'tailwind-merge';

/** Joins class names; on a clash the later one wins, so a caller can always override a component. */
export function cn(...classes: ClassValue[]): string {
  return twMerge(clsx(classes));
}
