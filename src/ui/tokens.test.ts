/** Contrast of the colours on the surfaces they stand on, as WCAG 2.2 AA asks, in both themes. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');
const surfaces = ['surface-0', 'surface-1', 'surface-2', 'hover'];

function coloursOf(theme: string): Map<string, string> {
  const block = css.split(`:root[data-theme='${theme}'] {`)[1]?.split('\n}')[0] ?? '';
  return new Map(
    [...block.matchAll(/--([\w-]+): (#\w{6})/g)].map(([, name, colour]) => [
      name ?? '',
      colour ?? '',
    ]),
  );
}

function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map((i) => parseInt(colour.slice(i, i + 2), 16) / 255)
    .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
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
  const colours = coloursOf(theme);
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
