/** Plugins common to all builds of the source: the page, and both Vitest projects. */
import react from '@vitejs/plugin-react';
import type { PluginOption } from 'vite';
import { pythonFiles } from './vite-python.ts';
import { weftScenarios } from './vite-scenarios.ts';

export function sourcePlugins(): PluginOption[] {
  return [react(), weftScenarios(), pythonFiles()];
}
