import { readFileSync } from 'node:fs';
import { registerHooks, stripTypeScriptTypes } from 'node:module';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { transformSync } from '@swc/core';
import { repositoryRoot } from '../../repository-root.ts';
import type { Mutant } from '../mutants/mutant.ts';

/**
 * Lets this process read the server's TypeScript, whose decorators Node cannot strip, and puts a mutant's change into
 * the source as it is read. Call it before anything that is to be changed is imported.
 */
export function installLoader(mutant: Mutant | null): void {
  const unmet = new Set(mutant?.changes.map((change) => change.file));
  registerHooks({
    load(url, context, nextLoad) {
      if (!url.startsWith('file:') || !url.endsWith('.ts')) return nextLoad(url, context);
      const path = fileURLToPath(url);
      const file = relative(repositoryRoot, path);
      const changes = mutant?.changes.filter((change) => change.file === file) ?? [];
      const ofServer = file.startsWith('apps/api/');
      if (!ofServer && changes.length === 0) return nextLoad(url, context);
      let source = readFileSync(path, 'utf8');
      for (const { find, replace } of changes) {
        if (source.split(find).length !== 2)
          throw new Error(`${mutant?.name}: not exactly once in ${file}: ${find}`);
        source = source.replace(find, () => replace);
        unmet.delete(file);
      }
      return {
        format: 'module',
        source: ofServer ? compiled(source, path) : stripTypeScriptTypes(source),
        shortCircuit: true,
      };
    },
  });
  loadedAll = () => {
    if (unmet.size > 0) throw new Error(`${mutant?.name}: never loaded: ${[...unmet].join(', ')}`);
  };
}

let loadedAll = () => {};

/** Throws when a file the mutant changes was not loaded: it would have proved nothing. */
export function assertMutated(): void {
  loadedAll();
}

function compiled(source: string, filename: string): string {
  return transformSync(source, {
    filename,
    // The build's own settings turn .ts into .js.
    swcrc: false,
    configFile: false,
    module: { type: 'es6' },
    sourceMaps: 'inline',
    jsc: {
      target: 'es2024',
      parser: { syntax: 'typescript', decorators: true },
      transform: { legacyDecorator: true, decoratorMetadata: true },
    },
  }).code;
}
