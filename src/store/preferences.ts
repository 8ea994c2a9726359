/** The reader's preferences, stored if the browser allows. Storage may be refused or contain anything. */
import type { ListingName } from '../scenarios/listings.ts';
import { languages, type Language } from '../scenarios/texts.ts';
import { axes, themes, type Theme } from '../share/link.ts';
import type { Axis } from '../timeline/axis.ts';
import { app } from './app-state.ts';
import {
  defaultLayout,
  readLayout,
  withFold,
  withinRange,
  type Layout,
  type LayoutPart,
  type Panel,
} from './layout.ts';

const storageKey = 'weft.preferences';

interface Preferences {
  readonly theme: Theme;
  /** undefined: the browser's. */
  readonly language: Language | undefined;
  readonly layout: Layout;
  readonly shortcuts: boolean;
  readonly listing: ListingName;
  /** Axis of the timeline in step mode. */
  readonly axis: Axis['unit'];
  /** The welcome of a first visit was closed. */
  readonly welcomed: boolean;
}

/** Chosen by the reader, not taken from the browser. */
let chosenLanguage: Language | undefined;
/** Chosen by the reader, not by a link. */
let chosenAxis: Axis['unit'] = 'time';
/** A listing of scenarios, not a file of another program. */
let chosenListing: ListingName = 'python';
let isWelcomed = false;

export function loadPreferences(browserLanguages: readonly string[]): void {
  const { theme, language, layout, shortcuts, listing, axis, welcomed } = parsePreferences(read());
  chosenLanguage = language;
  chosenAxis = axis;
  chosenListing = listing;
  isWelcomed = welcomed;
  app.setState({
    theme,
    language: language ?? preferredLanguage(browserLanguages),
    layout,
    shortcuts,
    listing,
    axis,
  });
}

export function setTheme(theme: Theme): void {
  app.setState({ theme });
  write();
}

export function setLanguage(language: Language): void {
  chosenLanguage = language;
  app.setState({ language });
  write();
}

export function setShortcuts(shortcuts: boolean): void {
  app.setState({ shortcuts });
  write();
}

/** Opens a source. The choice between a scenario's two listings is remembered. */
export function setListing(listing: string): void {
  app.setState({ listing });
  if (listing === 'python' || listing === 'program') chosenListing = listing;
  write();
}

/** Sets the axis of the timeline in step mode. */
export function setAxis(axis: Axis['unit']): void {
  chosenAxis = axis;
  app.setState({ axis });
  write();
}

/** Whether the welcome of a first visit was closed, at this visit or before. */
export const wasWelcomed = (): boolean => isWelcomed;

export function rememberWelcomed(): void {
  isWelcomed = true;
  write();
}

function layOut(change: (layout: Layout) => Layout): void {
  app.setState(({ layout }) => ({ layout: change(layout) }));
  write();
}

/** @param size in CSS pixels, clamped to the part's limits; undefined: automatic */
export function resize(part: LayoutPart, size: number | undefined): void {
  const next = size === undefined ? defaultLayout[part] : withinRange(part, size);
  layOut((layout) => ({ ...layout, [part]: next }));
}

export function fold(panel: Panel, isFolded: boolean): void {
  layOut((layout) => withFold(layout, panel, isFolded));
}

/** Maximises a panel; undefined restores the layout. */
export function maximise(panel: Panel | undefined): void {
  layOut((layout) => ({ ...layout, maximised: panel }));
}

export function togglePresenting(): void {
  layOut((layout) => ({
    ...layout,
    maximised: undefined,
    isPresenting: !layout.isPresenting,
  }));
}

/** The first supported language of the browser's list; any Chinese is served by ours. */
export function preferredLanguage(browserLanguages: readonly string[]): Language {
  for (const wanted of browserLanguages) {
    const base = wanted.toLowerCase().split('-')[0];
    const found = languages.find((language) => language.toLowerCase().split('-')[0] === base);
    if (found !== undefined) return found;
  }
  return 'en';
}

export function parsePreferences(text: string | null): Preferences {
  const stored = new Map<string, unknown>(Object.entries(parseObject(text)));
  return {
    theme: themes.find((theme) => theme === stored.get('theme')) ?? 'system',
    language: languages.find((language) => language === stored.get('language')),
    layout: readLayout(stored.get('layout')),
    shortcuts: stored.get('shortcuts') !== false,
    axis: axes.find((axis) => axis === stored.get('axis')) ?? 'time',
    listing: stored.get('listing') === 'program' ? 'program' : 'python',
    welcomed: stored.get('welcomed') === true,
  };
}

function parseObject(text: string | null): object {
  try {
    const value: unknown = JSON.parse(text ?? '{}');
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}

function read(): string | null {
  try {
    return localStorage.getItem(storageKey);
  } catch {
    return null;
  }
}

function write(): void {
  const { theme, layout, shortcuts } = app.getState();
  const preferences: Preferences = {
    theme,
    language: chosenLanguage,
    layout,
    shortcuts,
    listing: chosenListing,
    axis: chosenAxis,
    welcomed: isWelcomed,
  };
  try {
    localStorage.setItem(storageKey, JSON.stringify(preferences));
  } catch {
    // The choice lasts until the page is left.
  }
}
