import type { Machine } from '../machine/machine.ts';
import { hold } from './broken.ts';
import { rowsOf } from './till-books.ts';

const NAME = '14 both ends equal';

/** What the server signed about each shift is believed, and says of a till nobody meddled with that both hold the same. */
export function assertStatements(machine: Machine): void {
  for (const { code } of rowsOf(machine, "SELECT code FROM notice WHERE code LIKE 'till/statement-%'")) {
    hold(NAME, false, () => `${machine.name}: ${code}, though nobody forges statements here`);
  }
  const meddled = machine.restored || machine.copyOf !== null || machine.poisoned.size > 0;
  if (meddled) return;
  for (const { verdict, statement } of rowsOf(machine, 'SELECT verdict, statement FROM statement')) {
    hold(NAME, verdict !== 'differs', () => `${machine.name}: a statement differs: ${statement}`);
  }
}
