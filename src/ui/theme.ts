/** Puts the theme in use on <html>, which is what style sheets and canvases go by. */
import { app } from '../store/app-state.ts';
import { darkQuery, shownTheme } from '../store/shown-theme.ts';

/** Follows the choice and the system from now on. */
export function followTheme(): void {
  const apply = () => {
    const shown = shownTheme();
    const layout = app.getState().layout.isPresenting ? 'presenting' : 'usual';
    const { dataset } = document.documentElement;
    if (dataset['theme'] !== shown) dataset['theme'] = shown;
    if (dataset['layout'] !== layout) dataset['layout'] = layout;
  };
  apply();
  app.subscribe(apply);
  matchMedia(darkQuery).addEventListener('change', apply);
}
