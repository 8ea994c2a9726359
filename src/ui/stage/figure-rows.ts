/** Divides figures into rows: as many as fit. */
import type { CssPx } from '../../base/units.ts';
import { figureKinds } from './figure-kinds.ts';
import type { Figure } from './figures.ts';

export const FIGURE_GAP: CssPx = 20;

/** Number of pipes above which they are side by side, with short names at their ends. */
const MOST_PIPES = 2;
const NARROW_PIPE: CssPx = 188;

export interface FigureRow {
  readonly cells: readonly { readonly figure: Figure; readonly width: CssPx }[];
}

/** Rows that fill the width: as many figures per row as fit, with the remaining width shared. */
export function layoutFigures(figures: readonly Figure[], width: CssPx): FigureRow[] {
  const rows: Figure[][] = [];
  const most = mostVariables(figures.filter(isVariable).length, width);
  const pipes = figures.filter(({ kind }) => kind === 'pipe').length;
  const minOf = ({ kind }: Figure): CssPx =>
    kind === 'pipe' && pipes > MOST_PIPES ? NARROW_PIPE : figureKinds[kind].min;
  let room = 0;
  for (const figure of figures) {
    const need = minOf(figure);
    const row = rows.at(-1);
    const isFull = isVariable(figure) && row?.filter(isVariable).length === most;
    if (row && !isFull && room >= need + FIGURE_GAP) {
      row.push(figure);
      room -= need + FIGURE_GAP;
    } else {
      rows.push([figure]);
      room = width - need;
    }
  }
  return rows.map((row) => ({ cells: shareOut(row, width, minOf) }));
}

const isVariable = ({ kind }: Figure): boolean => kind === 'variable';

/** Number of variables per row, for rows as even as possible: six are three and three, not four and two. */
function mostVariables(count: number, width: CssPx): number {
  const fitting = Math.max(
    1,
    Math.floor((width + FIGURE_GAP) / (figureKinds.variable.min + FIGURE_GAP)),
  );
  return Math.ceil(count / Math.ceil(count / fitting));
}

function shareOut(
  row: readonly Figure[],
  width: CssPx,
  minOf: (figure: Figure) => CssPx,
): FigureRow['cells'] {
  const least = row.reduce((sum, figure) => sum + minOf(figure), 0);
  const left = Math.max(0, width - least - FIGURE_GAP * (row.length - 1));
  const grow = row.reduce((sum, figure) => sum + figureKinds[figure.kind].grow, 0);
  return row.map((figure) => {
    const share = figureKinds[figure.kind].grow;
    return { figure, width: Math.min(width, Math.floor(minOf(figure) + (left * share) / grow)) };
  });
}
