/** The sweeps of `npm run test:deep`, over all scenarios and panels. They need a finished build. */
import { defineConfig } from '@playwright/test';
import plain from './playwright.config.ts';

export default defineConfig({ ...plain, testDir: './e2e/deep', testIgnore: [] });
