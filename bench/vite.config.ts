import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { isolationHeaders } from '../scripts/headers.ts';
import { sourcePlugins } from '../scripts/vite-plugins.ts';
import { copyPython } from '../scripts/vite-python.ts';

export default defineConfig({
  base: './',
  root: fileURLToPath(new URL('.', import.meta.url)),
  logLevel: 'warn',
  plugins: [...sourcePlugins(), copyPython()],
  worker: { format: 'es', plugins: () => sourcePlugins() },
  build: {
    target: 'es2023',
    outDir: fileURLToPath(new URL('../node_modules/.cache/bench', import.meta.url)),
    emptyOutDir: true,
  },
  preview: { headers: isolationHeaders, port: 4179 },
});
