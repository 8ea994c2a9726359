/** Puts the theme in use on <html>, which is what style sheets and canvases go by. */
import { app } from '../store/app-state.ts';
import { darkQuery, shownTheme } from '../store/shown-theme.ts';

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
