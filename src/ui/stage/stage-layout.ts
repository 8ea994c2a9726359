import type { CssPx } from '../../base/units.ts';

export interface StageLayout {
  /** Whether the threads stand beside the figures, not below them. */
  readonly beside: boolean;
  readonly figuresWidth: CssPx;
  readonly stripWidth: CssPx;
}

const GAP: CssPx = 32;
/** Two pills to a row. */
const PILLS: CssPx = 236;
/** A variable and a lock beside each other. */
const FIGURES: CssPx = 400;

/**
 * @param width room inside the stage's padding.
 * @param threads how many there are, or will be as far as it is known.
 * @param processes how many there are: beside each name stands a pid.
 */
export function layoutStage(width: CssPx, threads: number, processes: number): StageLayout {
  const beside = width >= 640;
  if (!beside) return { beside, figuresWidth: width, stripWidth: width };
  // One pill to a row, or two, or up to twelve dots: the stage is to be no taller than its figures.
  const dots = Math.max(140, Math.min(316, width - GAP - 1 - FIGURES));
  const narrow = processes > 1 ? 184 : 140;
  const stripWidth =
    threads > 24 ? dots : width < 760 ? narrow : threads > 12 && width >= 880 ? 316 : PILLS;
  return { beside, figuresWidth: width - stripWidth - GAP - 1, stripWidth };
}
