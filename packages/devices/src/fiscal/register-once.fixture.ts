import type { FiscalProvider, FiscalReceipt, FiscalResult } from './fiscal-provider.port.ts';

export interface SendingState {
  /** What the disk says about an earlier attempt of this receipt; null = there was none. */
  readonly savedToken: string | null;
  /** Resolves when the token is on disk: only then may the receipt leave the machine. */
  saveToken(token: string): Promise<void> | void;
}

/**
 * The caller's side of the bargain as the till's fiscal worker keeps it, for tests of drivers: registers a receipt exactly
 * once, whatever was interrupted before. After the answer the caller stores the mark on `registered`, clears the
 * token on `refused`, and keeps the token on `unknown`.
 */
export async function registerOnce(
  provider: FiscalProvider,
  receipt: FiscalReceipt,
  state: SendingState,
): Promise<FiscalResult> {
  if (state.savedToken !== null) {
    const found = await provider.resolve(receipt, state.savedToken);
    if (found.kind !== 'absent') return found;
    // The same token on purpose: it carries the same time, and the module refuses a second receipt of one
    // second. Should the first request still be on its way, the module itself stops the double.
    const repeated = await provider.registerSale(receipt, state.savedToken);
    // The repeat was refused, but the first request did leave: its fate is still to be asked.
    const isOpen = repeated.kind === 'refused' && repeated.retryable && repeated.code !== 'fiscal/time-past';
    return isOpen ? { kind: 'unknown', code: repeated.code, retryable: true } : repeated;
  }
  const prepared = await provider.prepare(receipt);
  if (prepared.kind === 'refused') return prepared;
  await state.saveToken(prepared.token);
  return provider.registerSale(receipt, prepared.token);
}
