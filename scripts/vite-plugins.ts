/** The plugins that every way of running the source needs: the page, and both Vitest projects. */
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import type { Plugin, PluginOption } from 'vite';
import { weftScenarios } from './vite-scenarios.ts';

function adoptedStyles(): Plugin {
  const replacement = fileURLToPath(new URL('./style-singleton.ts', import.meta.url));
  return {
    name: 'weft:adopted-styles',
    config: () => ({ resolve: { alias: { 'react-style-singleton': replacement } } }),
  };
}

export function sourcePlugins(): PluginOption[] {
  return [react(), adoptedStyles(), weftScenarios()];
}
