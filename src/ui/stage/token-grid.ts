/** Where tokens stand. Geometry only: what a token looks like is ThreadToken's business. */
import type { CssPx } from '../../base/units.ts';

/** pill: icon and whole name. chip: icon and short name. dot: short name over a bar of the state's colour. */
export type TokenSize = 'pill' | 'chip' | 'dot';

export const tokenSizes = {
  pill: { width: 116, height: 24 },
  chip: { width: 52, height: 24 },
  dot: { width: 28, height: 20 },
} as const satisfies Record<TokenSize, { width: CssPx; height: CssPx }>;

export const TOKEN_GAP: CssPx = 4;

/** The largest size at which `count` tokens still read as a group. Depends on nothing that changes from frame to frame. */
export function tokenSizeFor(count: number, width: CssPx): TokenSize {
  if (count <= 6 || (count <= 12 && width >= 600)) return 'pill';
  return count <= 24 ? 'chip' : 'dot';
}

export interface Point {
  readonly x: CssPx;
  readonly y: CssPx;
}

export const perRow = (size: TokenSize, width: CssPx): number =>
  Math.max(1, Math.floor((width + TOKEN_GAP) / (tokenSizes[size].width + TOKEN_GAP)));

/** Place of the `n`th token of a line that wraps, from its top left corner. */
export function tokenPlace(n: number, size: TokenSize, width: CssPx): Point {
  const columns = perRow(size, width);
  return {
    x: (n % columns) * (tokenSizes[size].width + TOKEN_GAP),
    y: Math.floor(n / columns) * (tokenSizes[size].height + TOKEN_GAP),
  };
}

/** Height of a line of `count` tokens; at least one row. */
export function gridHeight(count: number, size: TokenSize, width: CssPx): CssPx {
  const rows = Math.max(1, Math.ceil(count / perRow(size, width)));
  return rows * (tokenSizes[size].height + TOKEN_GAP) - TOKEN_GAP;
}
