import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/** The user and group a PostgreSQL process has to run as; null: as ourselves. */
export interface PostgresUser {
  readonly uid: number;
  readonly gid: number;
}

/**
 * PostgreSQL refuses to run as root. Root therefore runs it as the owner of the data directory where there
 * is one already, else as `postgres` where that user exists, else as `nobody`, which every system has.
 */
export function choosePostgresUser(dataDir: string): PostgresUser | null {
  if (process.getuid?.() !== 0) return null;
  if (existsSync(dataDir)) {
    const { uid, gid } = statSync(dataDir);
    if (uid !== 0) return { uid, gid };
  }
  const accounts = existsSync('/etc/passwd') ? readFileSync('/etc/passwd', 'utf8') : '';
  for (const name of ['postgres', 'nobody']) {
    const fields = accounts
      .split('\n')
      .map((line) => line.split(':'))
      .find((account) => account[0] === name);
    if (fields) return { uid: Number(fields[2]), gid: Number(fields[3]) };
  }
  throw new Error(
    'PostgreSQL refuses to run as root and there is no user `postgres` or `nobody` to run it as',
  );
}

/**
 * The command that runs a PostgreSQL program as that user. A clone below a private directory (/root,
 * mktemp -d) is out of the user's reach: then the process keeps the one capability of passing through
 * directories, and nothing else of root's.
 */
export function commandAs(
  user: PostgresUser | null,
  program: string,
  args: readonly string[],
  paths: readonly string[],
): { command: string; args: string[]; uid?: number; gid?: number } {
  if (!user) return { command: program, args: [...args] };
  const closed = [program, ...paths]
    .map((path) => findClosedParent(path, user))
    .find((path) => path !== null);
  if (!closed) return { command: program, args: [...args], uid: user.uid, gid: user.gid };
  if (!canKeepCapability()) {
    throw new Error(
      `PostgreSQL cannot run as root and its user cannot enter ${closed}: clone somewhere else (/srv, /opt), run as an ordinary user, or set DATABASE_URL`,
    );
  }
  return {
    command: 'setpriv',
    args: [
      `--reuid=${user.uid}`,
      `--regid=${user.gid}`,
      '--clear-groups',
      ...keepCapability,
      '--',
      program,
      ...args,
    ],
  };
}

// Without no_setuid_fixup access(2), by which initdb finds its own files, would not count the capability.
const keepCapability = [
  '--inh-caps=+dac_override',
  '--ambient-caps=+dac_override',
  '--securebits=+no_setuid_fixup',
];

/** The first directory above `path` that `user` may not pass through. */
function findClosedParent(path: string, user: PostgresUser): string | null {
  for (let dir = dirname(path); ; dir = dirname(dir)) {
    if (existsSync(dir)) {
      const { mode, uid, gid } = statSync(dir);
      const bit = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001;
      if ((mode & bit) === 0) return dir;
    }
    if (dir === dirname(dir)) return null;
  }
}

function canKeepCapability(): boolean {
  try {
    execFileSync('setpriv', [...keepCapability, '--', 'true'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
