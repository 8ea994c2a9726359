/**
 * Keeps the browser's address up to date: opening a program adds a history entry, and settings replace the current one,
 * so that reload and Back work as expected. An opened link stays in the address until something else is opened; the
 * position in the run is only in shared links.
 */
import { encodeAddress } from '../share/encode.ts';
import { app, type AppState } from './app-state.ts';
import { linkContext, OWN_PROGRAM, openAddress } from './link-actions.ts';

/** Delay while a slider is dragged: browsers limit the rate of address changes. */
const SETTLE_MS = 400;

/** The fragment in the browser's address bar, without the `#`. */
export interface AddressBar {
  fragment(): string;
  push(fragment: string): void;
  replace(fragment: string): void;
  /** Calls back on navigation by the reader: back, forward, or a typed address. */
  onChange(changed: () => void): void;
}

export const browserBar: AddressBar = {
  fragment: () => location.hash.replace(/^#/, ''),
  push: (fragment) => history.pushState(null, '', `#${fragment}`),
  replace: (fragment) => history.replaceState(null, '', `#${fragment}`),
  onChange: (changed) => window.addEventListener('hashchange', changed),
};

/** An opened program, and its address with settings. */
interface Place {
  readonly name: string;
  readonly address: string;
}

/** undefined if no address can restore it, as for an opened file. */
function placeOf({ program, mode, seed }: AppState): Place | undefined {
  if (program.kind === 'files') return { name: OWN_PROGRAM, address: program.link ?? OWN_PROGRAM };
  if (program.kind === 'trace' || mode === 'recorded' || program.id === '') return undefined;
  return { name: program.id, address: encodeAddress({ program, mode, seed }, linkContext()) };
}

/**
 * Keeps the address up to date from now on.
 * @param opened the state that the address in the bar stands for
 * @returns what ends it
 */
export function followAddress(bar: AddressBar, opened: AppState): () => void {
  let said = placeOf(opened);
  let waiting:
    | { readonly timer: ReturnType<typeof setTimeout>; readonly address: string }
    | undefined;
  let isLed = false;
  const settle = () => {
    if (waiting !== undefined) bar.replace(waiting.address);
    waiting = undefined;
  };
  const follow = (state: AppState): void => {
    const place = placeOf(state);
    if (place === undefined || place.address === said?.address) return;
    const isPicked = place.name !== said?.name;
    said = place;
    clearTimeout(waiting?.timer);
    // Navigation back restores the settings that the reader left.
    if (isPicked && !isLed && waiting !== undefined) bar.replace(waiting.address);
    waiting = undefined;
    if (isLed || bar.fragment() === place.address) return;
    if (isPicked) bar.push(place.address);
    else waiting = { timer: setTimeout(settle, SETTLE_MS), address: place.address };
  };
  const unsubscribe = app.subscribe((state, before) => {
    const isSame =
      state.program === before.program && state.mode === before.mode && state.seed === before.seed;
    if (!isSame) follow(state);
  });
  bar.onChange(() => {
    isLed = true;
    openAddress(bar.fragment());
    isLed = false;
  });
  follow(app.getState());
  return unsubscribe;
}
