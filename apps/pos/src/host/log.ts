import type { Log as BridgeLog } from '../bridge/bridge-server.ts';

type Level = 'debug' | 'info' | 'warn' | 'error';

/** One JSON line per message on stderr; nothing of it ever goes to the page. */
export function writeLog(level: Level, message: string, fields: object = {}): void {
  if (level === 'debug') return;
  process.stderr.write(`${JSON.stringify({ at: new Date().toISOString(), level, message, ...fields })}\n`);
}

export const bridgeLog: BridgeLog = (level, message, details) => {
  const detail = details instanceof Error ? details.stack : details;
  writeLog(level, message, detail === undefined ? {} : { detail });
};
