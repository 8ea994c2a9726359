/** Layout of tokens: geometry only; ThreadToken draws them. */
import type { CssPx } from '../../base/units.ts';

/**
 * pill: icon and whole name. tag: the same, shortened in its middle. chip: icon and short name. dot: short name over a bar of
 * the state's colour.
 */
export type TokenSize = 'pill' | 'tag' | 'chip' | 'dot';

interface TokenBox {
  readonly width: CssPx;
  readonly height: CssPx;
  /** Distance to the next one, horizontally and vertically. */
  readonly gap: CssPx;
}

export const tokenSizes = {
  pill: { width: 116, height: 24, gap: 4 },
  tag: { width: 66, height: 24, gap: 4 },
  chip: { width: 52, height: 24, gap: 4 },
  dot: { width: 24, height: 18, gap: 2 },
} as const satisfies Record<TokenSize, TokenBox>;

/** Maximum number of threads drawn in one figure or list: a recording may have thirty thousand. */
export const MOST_TOKENS = 500;

/** The largest size at which `count` tokens take at most so many rows; else the smallest. */
export function tokenSizeFor(count: number, width: CssPx, rows = 3): TokenSize {
  if (count <= rows * perRow('pill', width)) return 'pill';
  return count <= rows * perRow('chip', width) ? 'chip' : 'dot';
}

/** The same for the list of all threads, which shows names as long as there is room. */
export function stripSizeFor(count: number, width: CssPx): TokenSize {
  const rows = 6;
  const size = tokenSizeFor(count, width, rows);
  return size !== 'pill' && count <= rows * perRow('tag', width) ? 'tag' : size;
}

export interface Point {
  readonly x: CssPx;
  readonly y: CssPx;
}

export function perRow(size: TokenSize, width: CssPx): number {
  const token = tokenSizes[size];
  return Math.max(1, Math.floor((width + token.gap) / (token.width + token.gap)));
}

/** Position of the `n`th token of a wrapping line, from its top left corner. */
export function tokenPlace(n: number, size: TokenSize, width: CssPx): Point {
  const columns = perRow(size, width);
  const token = tokenSizes[size];
  return {
    x: (n % columns) * (token.width + token.gap),
    y: Math.floor(n / columns) * (token.height + token.gap),
  };
}

/** Height of a line of `count` tokens, as far as they are drawn; at least one row. */
export function gridHeight(count: number, size: TokenSize, width: CssPx): CssPx {
  const rows = Math.max(1, Math.ceil(Math.min(count, MOST_TOKENS) / perRow(size, width)));
  const token = tokenSizes[size];
  return rows * (token.height + token.gap) - token.gap;
}
