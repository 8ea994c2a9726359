/** Puts the theme in use on <html>: the reader's choice, or the system's. Also what canvases go by. */
import { app } from '../store/app-state.ts';

export type ShownTheme = 'light' | 'dark';

const darkQuery = '(prefers-color-scheme: dark)';

export function shownTheme(): ShownTheme {
  const { theme } = app.getState();
  if (theme !== 'system') return theme;
  return matchMedia(darkQuery).matches ? 'dark' : 'light';
}

/** Follows the choice and the system from now on. */
export function followTheme(): void {
  const apply = () => {
    const shown = shownTheme();
    if (document.documentElement.dataset['theme'] !== shown) {
      document.documentElement.dataset['theme'] = shown;
    }
  };
  apply();
  app.subscribe(apply);
  matchMedia(darkQuery).addEventListener('change', apply);
}
