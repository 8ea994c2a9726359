/** The plugins that every way of running the source needs: the page, and both Vitest projects. */
import react from '@vitejs/plugin-react';
import type { PluginOption } from 'vite';
import { pythonFiles } from './vite-python.ts';
import { weftScenarios } from './vite-scenarios.ts';

export function sourcePlugins(): PluginOption[] {
  return [react(), weftScenarios(), pythonFiles()];
}
