import { useTranslation } from '../use-translation.ts';
import type { ThreadIndex } from '../../base/units.ts';
import type { Session } from '../../store/session.ts';
import type { Hover } from '../../timeline/timeline.ts';
import type { World } from '../../views/state.ts';
import { axisOf, takerOf } from '../../store/app-state.ts';
import { useApp } from '../use-app.ts';
import { describeThing } from './describe-thing.ts';

/** Beyond this fraction of the width, the tooltip is left of the pointer. */
const TURN = 0.6;
const NOBODY: readonly ThreadIndex[] = [];

interface TooltipProps {
  readonly hover: Hover;
  /** For the run shown beneath: with the state at its own cursor. */
  readonly beneath?: { readonly session: Session; readonly world: World };
}

/** What is under the pointer, as text beside it. Keyboards and screen readers get the same from the inspector. */
export function Tooltip({ hover, beneath }: TooltipProps) {
  const { t } = useTranslation(['ui', 'views', 'stage', 'timeline']);
  const above = useApp((state) => state.session);
  const worldAbove = useApp((state) => state.world);
  const unit = useApp(axisOf);
  const movers = useApp((state) => (beneath === undefined ? state.movers : NOBODY));
  const taker = useApp((state) => (beneath === undefined ? takerOf(state) : -1));
  const { session, world } = beneath ?? { session: above, world: worldAbove };
  if (session === undefined) return null;
  const { trace } = session;
  const { axis, lanes } = session.along(unit);
  const place = axis.cursor(world.count, world.time);
  const scene = { trace, world, axis, lanes, place, turns: { movers, taker } };
  const described = describeThing(hover.thing, scene, t);
  if (described === undefined) return null;
  const { x, y } = hover;
  return (
    <div
      className="tooltip"
      aria-hidden="true"
      data-turned={x > window.innerWidth * TURN * 0.6 || undefined}
      style={{ left: x, top: y }}
    >
      <p className="tooltip-title">{described.title}</p>
      {described.lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
    </div>
  );
}
