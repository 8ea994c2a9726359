/** For tests: a frame of a trace in the notation, with default values for everything else. */
import { traceOf } from '../trace/trace-notation.ts';
import { Arrows } from '../views/arrows.ts';
import { History } from '../views/history.ts';
import { Lanes } from '../views/lanes.ts';
import { plainArrangement, type Arrangement } from './arrangement.ts';
import { timeAxis } from './axis.ts';
import { unmarked, type Frame } from './frame.ts';
import { labelWidthFor } from './layout.ts';
import { RowKeeper } from './row-keeper.ts';
import { lightTokens, makeTheme } from './theme.ts';

/** Two processes; a lock, a queue, a variable; a little of everything. One pixel of the plot is one millisecond. */
export const STORY = `
  process P
  thread main in P
  lock m in P
  queue q in P limit 2
  variable x in P
  0 main runs
  process C parent P
  thread t1 in P
  thread child in C
  10 main start t1 @s
  14 t1 runs <s
  20 main acquire m
  30 t1 waits acquire m for main
  100 main release m @r
  100 main wakes t1 m <r
  104 t1 acquire m
  110 main waits get q
  200 t1 put q = 1 "'a'" @p
  200 t1 wakes main q <p
  204 main get q = 0 "'a'" <p
  210 main write x = 7 "7"
  220 main waits sleep limit 80
  300 main sleep
  310 t1 ends
`;

/** The plot is 400 px wide and shows 400 ms. */
export function frameOf(
  text: string = STORY,
  changes: Partial<Frame> = {},
  arrangement: Arrangement = plainArrangement,
): Frame {
  const trace = traceOf(text);
  const [lanes, arrows] = [new Lanes(trace), new Arrows(trace)];
  lanes.advance();
  arrows.advance();
  const liveEdge = changes.liveEdge ?? 320;
  const world = new History(trace).live(liveEdge);
  return {
    trace,
    lanes,
    arrows,
    axis: timeAxis(trace),
    world,
    theme: makeTheme(lightTokens),
    width: 400 + labelWidthFor(400),
    height: 300,
    ratio: 1,
    laneHeight: 24,
    view: { start: 0, end: 400 },
    scrollY: 0,
    rows: new RowKeeper().keep(changes.trace ?? trace, lanes, world.names, arrangement, 24).rows,
    length: trace.length,
    liveEdge,
    cursor: { time: liveEdge, live: true },
    ...unmarked,
    text: (key, params) =>
      params === undefined ? key : `${key} ${Object.values(params).join(' ')}`,
    ...changes,
  };
}
