const REASONS: Readonly<Record<string, string>> = {
  EADDRINUSE: 'the port is taken by another program: stop it, or set TILL_PORT',
  'till/already-running': 'another till runs on the same data: stop it, or set TILL_DATA',
  'till/database-newer': 'the data was written by a newer version: update this program, the data is safe',
  'till/disk-full': 'no space left on the disk of the till data: free some and start again',
  'till/disk-error': 'the disk of the till data cannot be read or written',
};

/** One line for a person at a terminal: why the till did not start and what to do. */
export function startFailure(error: unknown): string {
  if (!(error instanceof Error)) return `till: ${String(error)}`;
  const system = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const reason = REASONS[system] ?? REASONS[error.message];
  return reason ? `till: ${reason} (${error.message})` : `till: ${error.message}`;
}
