/** The theme in use: the reader's choice, or the system's. */
import { app } from './app-state.ts';

export type ShownTheme = 'light' | 'dark';

export const darkQuery = '(prefers-color-scheme: dark)';

export function shownTheme(): ShownTheme {
  const { theme } = app.getState();
  if (theme !== 'system') return theme;
  return matchMedia(darkQuery).matches ? 'dark' : 'light';
}
