import { readdir, readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';

export type StaticFile = { body: Buffer; type: string; immutable: boolean };
/** By the path in the address, `/assets/index-abc.js`. Only what is in the map can ever be served. */
export type StaticFiles = ReadonlyMap<string, StaticFile>;

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.ico': 'image/x-icon',
};

/** Reads the built renderer (about 1 MB) once: no path of a request ever reaches the file system. */
export async function loadStaticFiles(dir: string): Promise<StaticFiles> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true });
  const files = new Map<string, StaticFile>();
  for (const entry of entries) {
    const type = TYPES[extname(entry.name)];
    if (!entry.isFile() || !type) continue;
    const path = join(entry.parentPath, entry.name);
    const url = `/${relative(dir, path).split(sep).join('/')}`;
    files.set(url, { body: await readFile(path), type, immutable: url.startsWith('/assets/') });
  }
  const index = files.get('/index.html');
  if (!index) throw new Error(`No built renderer in ${dir}. Run: pnpm --filter @jowi/pos build`);
  return files;
}
