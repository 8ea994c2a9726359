/** Contrast of colours on their surfaces by WCAG 2.2 AA, in both themes. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { lightTokens, makeTheme, type Rgb, type Tokens } from '../timeline/theme.ts';
import { LaneState } from '../views/interval-column.ts';

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');
const surfaces = ['surface-0', 'surface-1', 'surface-2', 'hover'];

const ofTheme = (theme: string) => `:root[data-theme='${theme}'] {`;

function coloursOf(selector: string): Map<string, string> {
  const block = css.split(selector)[1]?.split('\n}')[0] ?? '';
  return new Map(
    [...block.matchAll(/--([\w-]+): (#\w{6})/g)].map(([, name, colour]) => [
      name ?? '',
      colour ?? '',
    ]),
  );
}

type Linear = readonly [r: number, g: number, b: number];

function linear(colour: string): Linear {
  const channel = (i: number) => {
    const c = parseInt(colour.slice(i, i + 2), 16) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  };
  return [channel(1), channel(3), channel(5)];
}

function luminance(colour: string): number {
  const [r, g, b] = linear(colour);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [high = 0, low = 0] = [luminance(a), luminance(b)].toSorted((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
}

/** What a colour needs on every surface: 4.5 for text, 3 for shapes, nothing for backgrounds and lines. */
function needed(name: string): number {
  if (/^(text|syntax)-|-ink$/.test(name)) return 4.5;
  return /^(state-\w+|accent|focus|edge)$/.test(name) ? 3 : 0;
}

describe.each(['light', 'dark'])('%s', (theme) => {
  const colours = coloursOf(ofTheme(theme));
  const colour = (name: string) => colours.get(name) ?? '';
  const weak = (pairs: readonly (readonly [string, string, number])[]) =>
    pairs.filter(([front, back, need]) => contrast(colour(front), colour(back)) < need);

  it('stands out from every surface', () => {
    expect(colours.size).toBeGreaterThan(30);
    const pairs = [...colours.keys()].flatMap((name) =>
      surfaces.map((surface) => [name, surface, needed(name)] as const),
    );
    expect(weak(pairs)).toEqual([]);
  });

  it('can be read on its own tint', () => {
    const tints = [...colours.keys()].filter((name) => name.endsWith('-soft'));
    const pairs = tints.flatMap((tint) => [
      [tint.replace('-soft', '-ink'), tint, 4.5] as const,
      ['text-1', tint, 4.5] as const,
      ['text-2', tint, 4.5] as const,
    ]);
    expect(
      weak([...pairs, ['on-accent', 'accent', 4.5], ['on-accent', 'accent-ink', 4.5]]),
    ).toEqual([]);
  });
});

/** How a colour arrives in an eye without one kind of cones: Machado, Oliveira and Fernandes 2009, severity 1, linear sRGB. */
const eyes: Readonly<Record<string, readonly Linear[]>> = {
  all: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

const times = (rows: readonly Linear[], [r, g, b]: Linear) =>
  rows.map((row) => row[0] * r + row[1] * g + row[2] * b) as unknown as Linear;

/** Lightness, and the two axes of colour, evenly spaced for the eye: Ottosson 2020. */
function oklab(colour: Linear): Linear {
  const cones = times(
    [
      [0.4122214708, 0.5363325363, 0.0514459929],
      [0.2119034982, 0.6806995451, 0.1073969566],
      [0.0883024619, 0.2817188376, 0.6299787005],
    ],
    colour,
  ).map(Math.cbrt) as unknown as Linear;
  return times(
    [
      [0.2104542553, 0.793617785, -0.0040720468],
      [1.9779984951, -2.428592205, 0.4505937099],
      [0.0259040371, 0.7827717662, -0.808675766],
    ],
    cones,
  );
}

const states = ['running', 'ready', 'blocked', 'asleep', 'message', 'idle'] as const;
/** Hundredths of OKLab: 2 is the least difference that can be seen. The bars have patterns beside. */
const APART = 8;

/** As an eye sees it. */
function arrives(colour: Linear, eye: string): Linear {
  const seen = times(eyes[eye] ?? [], colour).map((c) => Math.min(1, Math.max(0, c)));
  return oklab(seen as unknown as Linear);
}

const apart = (a: Linear, b: Linear) => 100 * Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);

const presenting = ":root[data-layout='presenting']";
const selectors = [
  ['light', ofTheme('light')],
  ['dark', ofTheme('dark')],
  ['for a projector', `${presenting} {`],
  ['for a projector, dark', `${presenting}[data-theme='dark'] {`],
] as const;

describe.each(selectors)('states of a thread are told apart by their colour, %s', (_, selector) => {
  const colours = coloursOf(selector);

  it.each(Object.keys(eyes))('by an eye with its cones: %s', (eye) => {
    const seen = states.map((state) => arrives(linear(colours.get(`state-${state}`) ?? ''), eye));
    const close = states.flatMap((one, i) =>
      states.slice(i + 1).flatMap((other, n) => {
        const distance = apart(seen[i]!, seen[i + 1 + n]!);
        return distance >= APART ? [] : [`${one} and ${other}: ${distance.toFixed(1)}`];
      }),
    );
    expect(close).toEqual([]);
  });
});

/** What the projector's colours do not name, they have from the theme. */
describe.each(selectors)(
  'states of a lock are told apart by their colour, %s',
  (name, selector) => {
    const base = coloursOf(ofTheme(name.includes('dark') ? 'dark' : 'light'));
    const colours = new Map([...base, ...coloursOf(selector)]);
    const tokens = Object.fromEntries(
      Object.entries(lightTokens).map(([token, value]) => [
        token,
        colours.get(token.replace('--', '')) ?? value,
      ]),
    ) as Tokens;
    const theme = makeTheme(tokens);
    const seenBy = (eye: string, { r, g, b }: Rgb) => {
      const hex = [r, g, b].map((c) => Math.round(c).toString(16).padStart(2, '0')).join('');
      return arrives(linear(`#${hex}`), eye);
    };

    it.each(Object.keys(eyes))('by an eye with its cones: %s', (eye) => {
      const lines = [LaneState.blocked, LaneState.ready].map((state) => theme.states[state]!);
      const held = [...theme.holders, theme.measure];
      const distances = [
        ...lines.flatMap((line) => held.map((fill) => [line, fill] as const)),
        [lines[0]!, lines[1]!] as const,
      ].map(([a, b]) => apart(seenBy(eye, a), seenBy(eye, b)));
      expect(Math.min(...distances)).toBeGreaterThan(APART);
    });
  },
);
