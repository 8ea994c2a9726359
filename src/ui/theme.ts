/** Sets the theme on <html>, which style sheets and canvases use. */
import { app } from '../store/app-state.ts';
import { darkQuery, shownTheme } from '../store/shown-theme.ts';

/** Follows the reader's choice and the system from now on. */
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
