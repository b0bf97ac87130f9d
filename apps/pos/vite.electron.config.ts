import { builtinModules } from 'node:module';
import { defineConfig } from 'vite';

/** Native code and fonts: found at run time among the dependencies of this package, which is why it names them. */
const unbundled = ['@napi-rs/canvas', 'dejavu-fonts-ttf'];
const preload = process.env.ELECTRON_PART === 'preload';

/**
 * Electron's own files, bundled because its Node does not run TypeScript: main and the engine as ES modules, the
 * preload as one CommonJS file, the only form a sandboxed preload may have.
 */
export default defineConfig({
  publicDir: false,
  ssr: { noExternal: true, external: unbundled },
  build: {
    ssr: true,
    outDir: 'dist/electron',
    emptyOutDir: !preload,
    target: 'node24',
    rolldownOptions: {
      input: preload
        ? { preload: 'src/electron/preload.ts' }
        : { main: 'src/electron/main.ts', 'engine-process': 'src/electron/engine-process.ts' },
      external: ['electron', ...unbundled, ...builtinModules.flatMap((name) => [name, `node:${name}`])],
      output: preload
        ? { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false }
        : { format: 'es', entryFileNames: '[name].js' },
    },
  },
});
