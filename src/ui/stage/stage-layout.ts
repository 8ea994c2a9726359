import type { CssPx } from '../../base/units.ts';

export interface StageLayout {
  /** Whether the threads stand beside the figures, not below them. */
  readonly beside: boolean;
  readonly figuresWidth: CssPx;
  readonly stripWidth: CssPx;
}

const GAP: CssPx = 32;

/** More than this take two columns, so that the stage need not scroll for them. */
const ONE_COLUMN = 6;

/**
 * @param width room inside the stage's padding.
 * @param threads how many there are, or will be as far as it is known.
 */
export function layoutStage(width: CssPx, threads: number, processes = 1): StageLayout {
  const beside = width >= 760;
  if (!beside) return { beside, figuresWidth: width, stripWidth: width };
  // One pill to a row, or two, or eight dots.
  const many = threads > 24 && width >= 1000 ? 316 : 248;
  const stripWidth = processes === 1 && threads <= ONE_COLUMN ? 140 : many;
  return { beside, figuresWidth: width - stripWidth - GAP - 1, stripWidth };
}
