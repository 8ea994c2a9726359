/**
 * Colours and fonts of the canvas, read from CSS custom properties so that the page's themes apply. Any CSS colour is
 * allowed. Missing properties are taken from `lightTokens` or `darkTokens`.
 */
import { LaneState } from '../views/interval-column.ts';

/** The custom properties that are read. */
export const lightTokens = {
  '--surface-1': '#fbfbfa',
  '--hover': '#ececea',
  '--hairline': '#e1e1dd',
  '--hairline-strong': '#c6c6c1',
  '--text-1': '#1a1b1d',
  '--text-2': '#4f5357',
  '--text-3': '#676b70',
  '--accent': '#0b6e83',
  '--state-running': '#257c58',
  '--state-ready': '#b7780a',
  '--state-blocked': '#c3322c',
  '--state-asleep': '#3379dd',
  '--state-message': '#8e55ac',
  '--state-idle': '#83868a',
  '--font-ui': 'system-ui, sans-serif',
  '--font-mono': 'ui-monospace, monospace',
} as const;

export type Token = keyof typeof lightTokens;
export type Tokens = Readonly<Record<Token, string>>;

export const darkTokens: Tokens = {
  ...lightTokens,
  '--surface-1': '#18191b',
  '--hover': '#26282b',
  '--hairline': '#2b2d30',
  '--hairline-strong': '#44474b',
  '--text-1': '#e9e9e7',
  '--text-2': '#b3b6b9',
  '--text-3': '#93979b',
  '--accent': '#4fb3c8',
  '--state-running': '#22be83',
  '--state-ready': '#d4a123',
  '--state-blocked': '#e2544f',
  '--state-asleep': '#6a8df3',
  '--state-message': '#b073c1',
  '--state-idle': '#7f8287',
};

export interface Rgb {
  readonly r: number;
  readonly g: number;
  readonly b: number;
}

export interface Theme {
  readonly surface: string;
  readonly hover: string;
  readonly hairline: string;
  readonly hairlineStrong: string;
  readonly text1: string;
  readonly text2: string;
  readonly text3: string;
  readonly accent: string;
  /** Text colour on a fill of the accent colour. */
  readonly onAccent: string;
  /** Fill of each lane state; undefined if nothing is drawn. */
  readonly states: readonly (Rgb | undefined)[];
  /** Most readable text colour on each lane state. */
  readonly inks: readonly string[];
  /** Tints that distinguish the holders of a lock, by thread index modulo their number. */
  readonly holders: readonly Rgb[];
  /** Fill of measures: depth, permits, flags, values. */
  readonly measure: Rgb;
  readonly fontUi: string;
  readonly fontMono: string;
}

const DARK_INK = '#0d0e0f';
const LIGHT_INK = '#ffffff';

export function parseHex(color: string): Rgb {
  const hex = color.replace('#', '');
  const full = hex.length === 3 ? hex.replaceAll(/./g, '$&$&') : hex;
  const value = Number.parseInt(full.slice(0, 6), 16);
  return { r: (value >> 16) & 255, g: (value >> 8) & 255, b: value & 255 };
}

export const css = ({ r, g, b }: Rgb, alpha = 1): string =>
  `rgb(${Math.round(r)} ${Math.round(g)} ${Math.round(b)}${alpha < 1 ? ` / ${alpha}` : ''})`;

/** `share` 0 is the first, 1 the second. */
export const mixed = (a: Rgb, b: Rgb, share: number): Rgb => ({
  r: a.r + (b.r - a.r) * share,
  g: a.g + (b.g - a.g) * share,
  b: a.b + (b.b - a.b) * share,
});

/** Relative luminance, as WCAG 2 defines it. */
export function luminance({ r, g, b }: Rgb): number {
  const linear = (c: number) => (c <= 10.31475 ? c / 3294.6 : ((c / 255 + 0.055) / 1.055) ** 2.4);
  return 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
}

/** Contrast ratio of two colours, 1 to 21, as WCAG 2 defines it. */
export function contrast(a: Rgb, b: Rgb): number {
  const [low, high] = [luminance(a), luminance(b)].toSorted((x, y) => x - y) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

export const inkOn = (fill: Rgb): string =>
  contrast(fill, parseHex(LIGHT_INK)) >= contrast(fill, parseHex(DARK_INK)) ? LIGHT_INK : DARK_INK;

/** Distinct hues; their strength depends on the surface. */
const HOLDER_HUES = [
  '#2f7f86',
  '#8c6a3c',
  '#6b6aa5',
  '#5f8048',
  '#96587a',
  '#4f6f95',
  '#8a5a4a',
  '#5d7a72',
];

/** The same theme with only these states in colour; the others are dimmed. Empty: all. */
export function emphasised(theme: Theme, states: ReadonlySet<LaneState>): Theme {
  if (states.size === 0) return theme;
  const surface = parseHex(theme.surface);
  const faint = (fill: Rgb | undefined, state: number) =>
    fill === undefined || states.has(state as LaneState) ? fill : mixed(fill, surface, 0.82);
  return {
    ...theme,
    states: theme.states.map(faint),
    inks: theme.inks.map((ink, state) => (states.has(state as LaneState) ? ink : theme.text2)),
  };
}

/** `hex` turns any CSS colour into #rrggbb. */
export function makeTheme(tokens: Tokens, hex: (color: string) => string = (c) => c): Theme {
  const color = (token: Token) => parseHex(hex(tokens[token]));
  const surface = color('--surface-1');
  const states: (Rgb | undefined)[] = [];
  states[LaneState.new] = undefined;
  states[LaneState.running] = color('--state-running');
  states[LaneState.ready] = color('--state-ready');
  states[LaneState.blocked] = color('--state-blocked');
  // Joining is no alarm: a main thread does it all the time.
  states[LaneState.joining] = mixed(color('--state-idle'), surface, 0.35);
  states[LaneState.asleep] = color('--state-asleep');
  states[LaneState.message] = color('--state-message');
  states[LaneState.zombie] = mixed(color('--state-idle'), surface, 0.6);
  states[LaneState.ended] = undefined;
  return {
    surface: tokens['--surface-1'],
    hover: tokens['--hover'],
    hairline: tokens['--hairline'],
    hairlineStrong: tokens['--hairline-strong'],
    text1: tokens['--text-1'],
    text2: tokens['--text-2'],
    text3: tokens['--text-3'],
    accent: tokens['--accent'],
    onAccent: inkOn(color('--accent')),
    states,
    inks: Array.from(states, (fill) => (fill === undefined ? tokens['--text-2'] : inkOn(fill))),
    holders: HOLDER_HUES.map((hue) =>
      mixed(surface, mixed(parseHex(hue), color('--text-2'), 0.15), 0.5),
    ),
    measure: mixed(surface, color('--text-3'), 0.55),
    fontUi: tokens['--font-ui'],
    fontMono: tokens['--font-mono'],
  };
}

/** The theme at an element of the page. */
export function readTheme(element: HTMLElement): Theme {
  const style = getComputedStyle(element);
  const fallback = style.colorScheme.includes('dark') ? darkTokens : lightTokens;
  const tokens: Record<string, string> = {};
  for (const token of Object.keys(lightTokens) as Token[])
    tokens[token] = style.getPropertyValue(token).trim() || fallback[token];
  const ctx = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const hex = (color: string) => {
    if (ctx === null) return color;
    ctx.fillStyle = color;
    ctx.fillRect(0, 0, 1, 1);
    const [r = 0, g = 0, b = 0] = ctx.getImageData(0, 0, 1, 1).data;
    return `#${((r << 16) | (g << 8) | b).toString(16).padStart(6, '0')}`;
  };
  return makeTheme(tokens as Tokens, hex);
}
