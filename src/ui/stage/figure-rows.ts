/** How the figures share the room: as many to a row as fit. */
import type { CssPx } from '../../base/units.ts';
import { figureKinds } from './figure-kinds.ts';
import type { Figure } from './figures.ts';

export const FIGURE_GAP: CssPx = 24;

export interface FigureRow {
  readonly cells: readonly { readonly figure: Figure; readonly width: CssPx }[];
}

/** Rows that fill the width: as many figures to a row as fit, what is left over shared out. */
export function layoutFigures(figures: readonly Figure[], width: CssPx): FigureRow[] {
  const rows: Figure[][] = [];
  const most = mostVariables(figures.filter(isVariable).length, width);
  let room = 0;
  for (const figure of figures) {
    const need = figureKinds[figure.kind].min;
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
  return rows.map((row) => ({ cells: shareOut(row, width) }));
}

const isVariable = ({ kind }: Figure): boolean => kind === 'variable';

/** How many variables to a row, so that rows of them are as even as can be: six are three and three, not four and two. */
function mostVariables(count: number, width: CssPx): number {
  const fitting = Math.max(
    1,
    Math.floor((width + FIGURE_GAP) / (figureKinds.variable.min + FIGURE_GAP)),
  );
  return Math.ceil(count / Math.ceil(count / fitting));
}

function shareOut(row: readonly Figure[], width: CssPx): FigureRow['cells'] {
  const least = row.reduce((sum, figure) => sum + figureKinds[figure.kind].min, 0);
  const left = Math.max(0, width - least - FIGURE_GAP * (row.length - 1));
  const grow = row.reduce((sum, figure) => sum + figureKinds[figure.kind].grow, 0);
  return row.map((figure) => {
    const { min, grow: share } = figureKinds[figure.kind];
    return { figure, width: Math.min(width, Math.floor(min + (left * share) / grow)) };
  });
}
