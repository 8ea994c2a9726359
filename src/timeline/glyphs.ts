/** Glyphs beside names: a thread's state, by shape as well as colour, and an object's kind. */
import type { CssPx } from '../base/units.ts';
import { EndStatus, type ObjectKind } from '../trace/format.ts';
import { waitCondition } from '../views/condition.ts';
import { LaneState } from '../views/interval-column.ts';
import type { ThreadState } from '../views/state.ts';
import type { Context } from './brushes.ts';
import { css, type Theme } from './theme.ts';

/** Outlines, 8 px wide, centred at (0, 0). */
const stateShapes: Readonly<Record<LaneState, (ctx: Context) => void>> = {
  [LaneState.new]: (ctx) => {
    ctx.arc(0, 0, 2.5, 0, Math.PI * 2);
    ctx.stroke();
  },
  [LaneState.running]: (ctx) => {
    ctx.moveTo(-3, -4);
    ctx.lineTo(4, 0);
    ctx.lineTo(-3, 4);
    ctx.fill();
  },
  [LaneState.ready]: (ctx) => {
    ctx.moveTo(0, -4);
    ctx.lineTo(4, 3.5);
    ctx.lineTo(-4, 3.5);
    ctx.fill();
  },
  [LaneState.blocked]: (ctx) => {
    ctx.rect(-3.5, -3.5, 7, 7);
    ctx.fill();
  },
  [LaneState.joining]: (ctx) => {
    ctx.rect(-3.5, -3.5, 3, 7);
    ctx.rect(0.5, -3.5, 3, 7);
    ctx.fill();
  },
  [LaneState.asleep]: (ctx) => {
    ctx.arc(0, 0, 4, 0.5, 4.2);
    ctx.arc(2, -1.2, 3.2, 3.6, 1.1, true);
    ctx.fill();
  },
  [LaneState.message]: (ctx) => {
    ctx.moveTo(0, -4.5);
    ctx.lineTo(4.5, 0);
    ctx.lineTo(0, 4.5);
    ctx.lineTo(-4.5, 0);
    ctx.fill();
  },
  [LaneState.zombie]: (ctx) => {
    ctx.setLineDash([2, 2]);
    ctx.strokeRect(-3.5, -3.5, 7, 7);
    ctx.setLineDash([]);
  },
  [LaneState.ended]: (ctx) => {
    ctx.moveTo(-3, 0);
    ctx.lineTo(3, 0);
    ctx.stroke();
  },
};

/** Kinds of ends other than a return. */
const endShapes: Readonly<Record<Exclude<EndStatus, 0>, (ctx: Context) => void>> = {
  [EndStatus.raised]: (ctx) => {
    ctx.moveTo(-3.5, -3.5);
    ctx.lineTo(3.5, 3.5);
    ctx.moveTo(3.5, -3.5);
    ctx.lineTo(-3.5, 3.5);
    ctx.stroke();
  },
  [EndStatus.killed]: (ctx) => {
    ctx.arc(0, 0, 3.5, 0, Math.PI * 2);
    ctx.moveTo(-2.5, -2.5);
    ctx.lineTo(2.5, 2.5);
    ctx.stroke();
  },
  [EndStatus.lost]: (ctx) => {
    ctx.moveTo(-4, 0);
    ctx.lineTo(-1, 0);
    ctx.moveTo(1, -3);
    ctx.lineTo(1, 3);
    ctx.moveTo(4, -3);
    ctx.lineTo(4, 3);
    ctx.stroke();
  },
};

export function paintStateGlyph(
  ctx: Context,
  theme: Theme,
  thread: ThreadState,
  x: CssPx,
  y: CssPx,
): void {
  if (thread.end > 0) {
    const fill = thread.end === EndStatus.killed ? undefined : theme.states[LaneState.blocked];
    const ink = fill === undefined ? theme.text3 : css(fill);
    stamp(ctx, x, y, ink, endShapes[thread.end as keyof typeof endShapes]);
    return;
  }
  const state = LaneState[thread.run === 'blocked' ? waitCondition[thread.wait] : thread.run];
  const fill = theme.states[state];
  stamp(ctx, x, y, fill === undefined ? theme.text3 : css(fill), stateShapes[state]);
}

const shapeOfLock = (ctx: Context): void => {
  ctx.arc(0, -1, 2.5, Math.PI, 0);
  ctx.stroke();
  ctx.fillRect(-4, -0.5, 8, 5);
};
const shapeOfPermits = (ctx: Context): void => {
  ctx.fillRect(-4, -3, 3, 6);
  ctx.fillRect(1, -3, 3, 6);
};
const shapeOfRows = (ctx: Context): void => {
  for (const y of [-4, -1, 2]) {
    ctx.fillRect(-4, y, 2, 1.5);
    ctx.fillRect(-1, y, 5, 1.5);
  }
};
/** Adjacent bars of these heights. */
const shapeOfBars =
  (...heights: readonly number[]) =>
  (ctx: Context): void =>
    heights.forEach((height, i) => ctx.fillRect(i * 3 - 4, 4 - height, 2, height));

const objectShapes: Readonly<Record<ObjectKind, (ctx: Context) => void>> = {
  lock: shapeOfLock,
  rlock: (ctx) => {
    shapeOfLock(ctx);
    ctx.fillRect(-4, 5.5, 8, 1);
  },
  condition: (ctx) => {
    ctx.arc(0, 0, 3.5, 0, Math.PI * 2);
    ctx.moveTo(0, -2);
    ctx.lineTo(0, 0.5);
    ctx.lineTo(1.5, 0.5);
    ctx.stroke();
  },
  semaphore: shapeOfPermits,
  'bounded-semaphore': (ctx) => {
    shapeOfPermits(ctx);
    ctx.fillRect(-4, 4, 8, 1);
  },
  event: (ctx) => {
    ctx.fillRect(-3.5, -4.5, 1, 9);
    ctx.moveTo(-2.5, -4.5);
    ctx.lineTo(4, -2);
    ctx.lineTo(-2.5, 0.5);
    ctx.fill();
  },
  barrier: (ctx) => {
    ctx.fillRect(2.5, -4.5, 1.5, 9);
    for (const y of [-3, 0, 3]) {
      ctx.moveTo(-4, y);
      ctx.lineTo(1, y);
    }
    ctx.stroke();
  },
  queue: shapeOfBars(8, 8, 8),
  'simple-queue': shapeOfBars(8, 8, 8),
  'priority-queue': shapeOfBars(8, 5.5, 3),
  'lifo-queue': (ctx) => {
    for (const y of [-4, -1, 2]) ctx.fillRect(-4, y, 8, 2);
  },
  listener: (ctx) => {
    ctx.fillRect(-4.5, -1, 2, 2);
    ctx.arc(-3.5, 0, 4, -0.9, 0.9);
    ctx.moveTo(0.9, -5.7);
    ctx.arc(-3.5, 0, 7.2, -0.9, 0.9);
    ctx.stroke();
  },
  pipe: (ctx) => {
    ctx.moveTo(-4, 0);
    ctx.lineTo(3.5, 0);
    ctx.moveTo(0.5, -3);
    ctx.lineTo(3.5, 0);
    ctx.lineTo(0.5, 3);
    ctx.stroke();
  },
  terminal: (ctx) => {
    ctx.rect(-5, -4, 10, 8);
    ctx.moveTo(-3, -1.5);
    ctx.lineTo(-1, 0);
    ctx.lineTo(-3, 1.5);
    ctx.moveTo(0, 2);
    ctx.lineTo(3, 2);
    ctx.stroke();
  },
  variable: (ctx) => {
    ctx.moveTo(-4, -1.5);
    ctx.lineTo(4, -1.5);
    ctx.moveTo(-4, 1.5);
    ctx.lineTo(4, 1.5);
    ctx.stroke();
  },
  // A value, and an array of values, between walls that stand for sharing.
  value: (ctx) => {
    ctx.rect(-4.5, -3.5, 9, 7);
    ctx.moveTo(-2, 0);
    ctx.lineTo(2, 0);
    ctx.stroke();
  },
  array: (ctx) => {
    ctx.rect(-4.5, -2.5, 9, 5);
    for (const x of [-1.5, 1.5]) {
      ctx.moveTo(x, -2.5);
      ctx.lineTo(x, 2.5);
    }
    ctx.stroke();
  },
  local: (ctx) => {
    ctx.setLineDash([2, 1.5]);
    ctx.rect(-3.5, -3.5, 7, 7);
    ctx.stroke();
  },
  dict: shapeOfRows,
  list: shapeOfRows,
  pool: shapeOfPermits,
  result: shapeOfRows,
  // Two workers; a task passed to one.
  executor: (ctx) => {
    for (const x of [-2.5, 2.5]) {
      ctx.moveTo(x + 1.5, -3);
      ctx.arc(x, -3, 1.5, 0, Math.PI * 2);
      ctx.rect(x - 1.5, 0.5, 3, 3.5);
    }
    ctx.fill();
  },
  future: (ctx) => {
    ctx.rect(-3.5, -3.5, 7, 7);
    ctx.moveTo(-1.5, 0);
    ctx.lineTo(0, 1.5);
    ctx.lineTo(2.5, -1.5);
    ctx.stroke();
  },
  other: (ctx) => {
    ctx.rect(-3, -3, 6, 6);
    ctx.stroke();
  },
};

export function paintObjectGlyph(
  ctx: Context,
  theme: Theme,
  kind: ObjectKind,
  x: CssPx,
  y: CssPx,
): void {
  stamp(ctx, x, y, theme.text3, objectShapes[kind] ?? objectShapes.other);
}

/** A chip with its pins. */
export function paintCoreGlyph(ctx: Context, theme: Theme, x: CssPx, y: CssPx): void {
  stamp(ctx, x, y, theme.text3, () => {
    ctx.rect(-2.5, -2.5, 5, 5);
    for (const at of [-1.5, 1.5]) {
      ctx.moveTo(at, -4.5);
      ctx.lineTo(at, -2.5);
      ctx.moveTo(at, 2.5);
      ctx.lineTo(at, 4.5);
    }
    ctx.stroke();
  });
}

function stamp(
  ctx: Context,
  x: CssPx,
  y: CssPx,
  colour: string,
  shape: (ctx: Context) => void,
): void {
  ctx.save();
  ctx.translate(x, y);
  ctx.fillStyle = ctx.strokeStyle = colour;
  ctx.lineWidth = 1.25;
  ctx.beginPath();
  shape(ctx);
  ctx.restore();
}
