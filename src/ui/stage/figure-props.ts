import type { CssPx, ThreadIndex } from '../../base/units.ts';
import type { Selection } from '../../store/selection.ts';
import type { Trace } from '../../trace/trace.ts';
import type { World } from '../../views/state.ts';
import type { MaybeLater } from '../controls/later.tsx';
import type { Figure } from './figures.ts';
import type { StageViews } from './stage-views.ts';

/** Props of every figure. */
export interface FigureProps {
  readonly figure: Figure;
  /** Unique name of its first object. */
  readonly name: string;
  readonly world: World;
  readonly trace: Trace;
  readonly views: StageViews;
  readonly width: CssPx;
  readonly selection: Selection;
  readonly onSelect: (selection: Selection) => void;
}

/** A figure's component, and its preferred width. */
export interface FigureFacts {
  readonly Drawing: MaybeLater<FigureProps>;
  readonly min: CssPx;
  /** Share of the remaining width. */
  readonly grow: number;
  /** It can be drawn lower if the stage is low, in a `BendingField`: preferred height, with its head. */
  readonly bends?: CssPx;
}

/**
 * Whether a figure would come out the same: same room, same selection, as many processes, and the states of its objects and of all who
 * ever used them are the same objects. The program's time may differ; figures that show it are not compared by this.
 */
export function sameFigure(a: FigureProps, b: FigureProps): boolean {
  return (
    a.trace === b.trace &&
    a.width === b.width &&
    a.name === b.name &&
    a.world.names === b.world.names &&
    a.selection === b.selection &&
    a.onSelect === b.onSelect &&
    a.world.processes.length === b.world.processes.length &&
    a.figure.kind === b.figure.kind &&
    a.figure.objects.length === b.figure.objects.length &&
    a.figure.objects.every(
      (object, i) => object === b.figure.objects[i] && sameObject(a.world, b, object),
    )
  );
}

function sameObject(before: World, { world, views }: FigureProps, object: number): boolean {
  if (before.objects[object] !== world.objects[object]) return false;
  if (before.threads === world.threads) return true;
  const same = (thread: ThreadIndex) => before.threads[thread] === world.threads[thread];
  return views.users.at(object, 'any', world.count).every(same);
}
