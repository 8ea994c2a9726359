/** Restricts the data of a hit while events after the cursor are hidden, since they answer a question. */
import type { CssPx } from '../base/units.ts';
import type { Frame } from './frame.ts';
import type { Thing } from './hit-test.ts';
import type { Layout } from './layout.ts';
import { xOf } from './placement.ts';

/** Without later events, and without the end of what has begun. */
export function knownThing(
  frame: Frame,
  layout: Layout,
  x: CssPx,
  thing: Thing | undefined,
): Thing | undefined {
  const { veiled, cursor, world } = frame;
  if (!veiled || thing === undefined || x < layout.plot.x) return thing;
  if (thing.kind === 'arrow') return thing.path.to < world.count ? thing : undefined;
  if (!('to' in thing)) return thing.kind === 'counter' ? undefined : thing;
  if (x > xOf(frame, layout, cursor.time) + 1) return undefined;
  if ('event' in thing && thing.event >= world.count) return undefined;
  const isOver = thing.to <= cursor.time;
  const known = isOver ? thing : { ...thing, to: cursor.time };
  if (known.kind === 'core' || known.kind === 'slice') return known;
  const begun = { ...known, open: known.open || !isOver };
  return begun.kind === 'interval' && begun.near >= world.count ? { ...begun, near: -1 } : begun;
}
