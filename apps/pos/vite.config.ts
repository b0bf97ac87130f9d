import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The renderer: plain files that either host serves from memory. */
export default defineConfig({
  plugins: [react(), tailwindcss()],
  // fonts of scripts nobody here writes in stay in the build but are never asked for
  build: {
    outDir: 'dist/renderer',
    emptyOutDir: true,
    target: 'chrome130',
    modulePreload: { polyfill: false },
    // an inlined font would be a data: address, which the page's policy forbids
    assetsInlineLimit: 0,
  },
});
