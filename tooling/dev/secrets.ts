import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { Failure } from '../bootstrap/failure.mjs';

const names = ['postgresAdmin', 'postgresOwner', 'appRole', 'authRole', 'authSecret'] as const;

/** Passwords and keys of this data directory; nothing secret is ever in the repository. */
export type Secrets = Readonly<Record<(typeof names)[number], string>>;

/** Reads the secrets, or makes them once. The file is written whole or not at all. */
export function getSecrets(file: string): Secrets {
  if (existsSync(file)) {
    try {
      const stored = JSON.parse(readFileSync(file, 'utf8')) as Secrets;
      if (names.every((name) => typeof stored[name] === 'string' && stored[name].length > 0)) return stored;
    } catch {
      // Falls through to the one clear line below.
    }
    throw new Failure(
      `${file} is damaged: put it back from a copy, or start over with \`npm run demo:reset\`.`,
    );
  }
  const secrets = Object.fromEntries(names.map((name) => [name, randomBytes(32).toString('base64url')]));
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.new`, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
  return secrets as unknown as Secrets;
}
