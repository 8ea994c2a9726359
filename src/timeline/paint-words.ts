/** Labels in bars with enough room. */
import type { CssPx } from '../base/units.ts';
import type { CoreLane, ObjectLane, ThreadLane } from '../views/lane.ts';
import { LaneState } from '../views/interval-column.ts';
import type { Brushes, Context } from './brushes.ts';
import type { Frame } from './frame.ts';
import { labelOf, stepLabel } from './lane-labels.ts';
import type { Layout } from './layout.ts';
import { spanOnPage, yOf } from './placement.ts';
import type { Row } from './rows.ts';
import { holderFill, pictureFor, pictureOfCore } from './summarise-steps.ts';
import { css, inkOn } from './theme.ts';

/** Minimum width of a bar with a label. */
const WORDS_FROM: CssPx = 32;

export function paintWords(
  ctx: Context,
  frame: Frame,
  layout: Layout,
  brushes: Brushes,
  row: Row,
  { intervals }: ThreadLane,
  index: readonly number[],
): void {
  const middle = yOf(layout, row) + row.height / 2;
  brushes.useFont(ctx, `11px ${frame.theme.fontUi}`);
  ctx.textBaseline = 'middle';
  ctx.textAlign = 'left';
  for (const i of index) {
    const [x1, x2] = spanOnPage(frame, layout, intervals, i);
    if (x2 - x1 < WORDS_FROM) continue;
    const state = intervals.state[i] as LaneState;
    const text = labelOf(frame, intervals.event[i]!, state).find(
      (one) => brushes.widthOf(ctx, one) <= x2 - x1 - 10,
    );
    const fill = frame.theme.states[state];
    if (text === undefined || text === '' || fill === undefined) continue;
    // The pattern ends where the label begins.
    const width = brushes.widthOf(ctx, text);
    ctx.fillStyle = css(fill);
    if (state !== LaneState.running) ctx.fillRect(x1 + 2, middle - 7, width + 6, 14);
    ctx.fillStyle = frame.theme.inks[state] ?? frame.theme.text1;
    ctx.fillText(text, x1 + 5, middle + 0.5);
  }
}

export function paintStepWords(
  ctx: Context,
  frame: Frame,
  layout: Layout,
  brushes: Brushes,
  row: Row,
  lane: ObjectLane | CoreLane,
  index: readonly number[],
): void {
  const { theme } = frame;
  const picture = lane.kind === 'core' ? pictureOfCore(lane) : pictureFor(frame.trace, lane);
  const middle = yOf(layout, row) + row.height / 2;
  brushes.useFont(ctx, `11px ${theme.fontUi}`);
  ctx.textBaseline = 'middle';
  ctx.textAlign = 'left';
  for (const i of index) {
    const [x1, x2] = spanOnPage(frame, layout, lane.steps, i);
    const text = stepLabel(frame, lane, picture.measure, i);
    if (text === '' || x2 - x1 < brushes.widthOf(ctx, text) + 8) continue;
    const onHolder = picture.measure === 'hold' || picture.measure === 'flag';
    ctx.fillStyle = onHolder
      ? inkOn(picture.measure === 'hold' ? holderFill(theme, lane.steps.thread[i]!) : theme.measure)
      : theme.text1;
    ctx.fillText(text, x1 + 4, middle + 0.5);
  }
}
