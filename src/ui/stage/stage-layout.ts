import type { CssPx } from '../../base/units.ts';

export interface StageLayout {
  /** Whether the threads are beside the figures, not below them. */
  readonly beside: boolean;
  readonly figuresWidth: CssPx;
  readonly stripWidth: CssPx;
}

const GAP: CssPx = 32;
/** Width of two pills in a row. */
const PILLS: CssPx = 236;
/** Width of a variable and a lock side by side. */
const FIGURES: CssPx = 400;

/**
 * @param width available inside the stage's padding.
 * @param threads present number, or the expected one if known.
 * @param processes number of processes: names are followed by pids.
 */
export function layoutStage(width: CssPx, threads: number, processes: number): StageLayout {
  const beside = width >= 640;
  if (!beside) return { beside, figuresWidth: width, stripWidth: width };
  // One pill per row, or two, or up to twelve dots: the stage should be no taller than its figures.
  const dots = Math.max(140, Math.min(316, width - GAP - 1 - FIGURES));
  const narrow = processes > 1 ? 184 : 140;
  const stripWidth =
    threads > 24 ? dots : width < 760 ? narrow : threads > 12 && width >= 880 ? 316 : PILLS;
  return { beside, figuresWidth: width - stripWidth - GAP - 1, stripWidth };
}
