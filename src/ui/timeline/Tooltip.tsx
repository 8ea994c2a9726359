import { useTranslation } from 'react-i18next';
import type { Hover } from '../../timeline/timeline.ts';
import { useApp } from '../use-app.ts';
import { describeThing } from './describe-thing.ts';

/** Beyond this share of the width, the tooltip lies left of the pointer. */
const TURN = 0.6;

/** What the pointer is over, in words, beside the pointer. Keys and screen readers get the same from the inspector. */
export function Tooltip({ hover }: { readonly hover: Hover }) {
  const { t } = useTranslation(['ui', 'views', 'stage', 'timeline']);
  const session = useApp((state) => state.session);
  const world = useApp((state) => state.world);
  const unit = useApp((state) => state.axis);
  const movers = useApp((state) => state.movers);
  const taker = useApp((state) => state.taker);
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
