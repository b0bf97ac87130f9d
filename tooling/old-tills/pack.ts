import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build, type Plugin } from 'vite';
import { repositoryRoot } from '../repository-root.ts';
import { fixturePath, type PackedTill, readManifest, writeManifest } from './manifest.ts';

/** What is packed of a till: its engine, the ports of a real machine, and the devices of its own tests. */
const ENTRY = `
export { openTill } from '@jowi/till/open-till';
export { nodePorts } from '@jowi/till/node-ports';
export { FakeFiscal, FakePrinter } from '@jowi/till/testing/fake-devices';
export { WIRE_VERSION } from '@jowi/contracts/sync/wire';
`;
const ROOMS = ['domain', 'contracts', 'sync', 'i18n', 'till'];

/**
 * Bundles the till engine as it was at a commit, with everything it needs, into one file under `fixtures/`, and writes it
 * down in the manifest. Node 24 runs it as it is.
 */
export async function packTill(revision: string): Promise<PackedTill> {
  const commit = git('rev-parse', '--verify', `${revision}^{commit}`).trim();
  mkdirSync(join(repositoryRoot, '.data'), { recursive: true });
  const source = mkdtempSync(join(repositoryRoot, '.data/old-till-'));
  try {
    const archive = join(source, 'till.tar');
    git(
      'archive',
      `--output=${archive}`,
      commit,
      'tooling/tsconfig',
      ...ROOMS.map((room) => `packages/${room}`),
    );
    execFileSync('tar', ['-xf', archive, '-C', source]);
    writeFileSync(join(source, 'entry.ts'), ENTRY);
    await build({
      configFile: false,
      logLevel: 'warn',
      root: source,
      plugins: [oldPackages(source)],
      ssr: { noExternal: true, target: 'node' },
      build: {
        ssr: join(source, 'entry.ts'),
        outDir: join(source, 'out'),
        target: 'node24',
        minify: true,
        rollupOptions: { output: { entryFileNames: 'till.mjs', codeSplitting: false } },
      },
    });
    const code = readFileSync(join(source, 'out/till.mjs'));
    const { WIRE_VERSION: wire } = (await import(join(source, 'out/till.mjs'))) as { WIRE_VERSION: number };
    writeFileSync(fixturePath(wire), gzipSync(code, { level: 9 }));
    const packed = { wire, commit, sha256: createHash('sha256').update(code).digest('hex') };
    const others = readManifest().filter((till) => till.wire !== wire);
    writeManifest([...others, packed].sort((a, b) => a.wire - b.wire));
    return packed;
  } finally {
    rmSync(source, { recursive: true, force: true });
  }
}

/** Our own packages come from the commit; what they take from npm comes from here, where it is the same or newer. */
function oldPackages(source: string): Plugin {
  const npm = createRequire(join(repositoryRoot, 'packages/contracts/package.json'));
  return {
    name: 'old-packages',
    enforce: 'pre',
    resolveId(id) {
      const [, room, file] = /^@jowi\/([a-z0-9]+)\/(.+)$/.exec(id) ?? [];
      if (room && file) return join(source, 'packages', room, 'src', `${file}.ts`);
      return id === 'zod' ? npm.resolve('zod').replace(/\.cjs$/, '.js') : null;
    },
  };
}

function git(...args: string[]): string {
  return execFileSync('git', args, { cwd: repositoryRoot, encoding: 'utf8' });
}
