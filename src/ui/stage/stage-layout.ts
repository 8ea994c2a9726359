import type { CssPx } from '../../base/units.ts';

export interface StageLayout {
  /** Whether the threads stand beside the figures, not below them. */
  readonly beside: boolean;
  readonly figuresWidth: CssPx;
  readonly stripWidth: CssPx;
}

const GAP: CssPx = 32;

/** @param width room inside the stage's padding. */
export function layoutStage(width: CssPx, threads: number): StageLayout {
  const beside = width >= 760;
  if (!beside) return { beside, figuresWidth: width, stripWidth: width };
  // Two pills to a row, or eight dots.
  const stripWidth = threads > 24 && width >= 1000 ? 316 : 248;
  return { beside, figuresWidth: width - stripWidth - GAP - 1, stripWidth };
}
