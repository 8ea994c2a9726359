import { defineConfig } from 'vite';
import { contentSecurityPolicy, isolationHeaders } from './scripts/headers.ts';
import { metaPolicy } from './scripts/vite-csp.ts';
import { sourcePlugins } from './scripts/vite-plugins.ts';
import { serviceWorker } from './scripts/vite-service-worker.ts';

export default defineConfig({
  base: './', // one build for any path it is served under
  appType: 'mpa', // a missing file is a 404, not the page with status 200
  plugins: [...sourcePlugins(), metaPolicy(), serviceWorker()],
  worker: { format: 'es', plugins: () => sourcePlugins() },
  server: { headers: isolationHeaders },
  preview: {
    headers: { ...isolationHeaders, 'Content-Security-Policy': contentSecurityPolicy },
  },
  build: { target: 'es2023' },
});
