/** A picture of a scenario's run, shown before a frame has started and in other people's pages. */
import { traceOfScenario } from '../../src/outcomes/trace-of.ts';
import { scenarios } from '../../src/scenarios/registry.ts';
import { takeTurns } from '../../src/store/take-turns.ts';
import { plainArrangement } from '../../src/timeline/arrangement.ts';
import { timeAxis } from '../../src/timeline/axis.ts';
import { unmarked, type Frame } from '../../src/timeline/frame.ts';
import { RULER_HEIGHT } from '../../src/timeline/layout.ts';
import { RowKeeper } from '../../src/timeline/row-keeper.ts';
import { svgPicture } from '../../src/timeline/svg-picture.ts';
import en from '../../src/timeline/texts/en.json';
import { darkTokens, lightTokens, makeTheme } from '../../src/timeline/theme.ts';
import { Arrows } from '../../src/views/arrows.ts';
import { History } from '../../src/views/history.ts';
import { Lanes } from '../../src/views/lanes.ts';

const WIDTH = 960;
const HEIGHT = 540;
/** Later events have no room in a picture. */
const EVENTS = 400;
/** Lane heights in CSS px; lower if there are many. */
const LANE = { low: 24, high: 40 };
/** For a program that never ends the time axis is extended by this fraction, so that its final wait is visible. */
const AFTER = 0.3;

const texts = new Map<string, unknown>(Object.entries(en));
const templateOf = (key: string): string => {
  const found = texts.get(key);
  return typeof found === 'string' ? found : key;
};
const text: Frame['text'] = (key, params = {}) =>
  templateOf(key).replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(params[name]));

/** By file name. */
export async function posters(): Promise<Readonly<Record<string, string>>> {
  const found: Record<string, string> = {};
  for (const { id } of scenarios) {
    const trace = await traceOfScenario(id, { events: EVENTS });
    const [lanes, arrows] = [new Lanes(trace), new Arrows(trace)];
    lanes.advance();
    arrows.advance();
    const world = new History(trace).live(trace.endTime);
    const isOver = world.threads.every(({ run }) => run === 'ended');
    const edge = Math.max(1e-3, trace.endTime * (isOver ? 1 : 1 + AFTER));
    const count = lanes.threads.length + lanes.objects.length + lanes.cores.length + 2;
    const fitting = Math.floor((HEIGHT - RULER_HEIGHT) / count);
    const laneHeight = Math.min(LANE.high, Math.max(LANE.low, fitting));
    const { rows } = new RowKeeper().keep(trace, lanes, world.names, plainArrangement, laneHeight);
    for (const [variant, tokens] of [
      ['', lightTokens],
      ['.dark', darkTokens],
    ] as const) {
      found[`${id}${variant}.svg`] = await takeTurns(
        svgPicture({
          trace,
          lanes,
          arrows,
          axis: timeAxis(trace),
          world,
          theme: makeTheme(tokens),
          width: WIDTH,
          height: HEIGHT,
          ratio: 1,
          laneHeight,
          view: { start: 0, end: edge * 1.02 },
          scrollY: 0,
          rows,
          length: trace.length,
          liveEdge: edge,
          cursor: { time: edge, live: true },
          ...unmarked,
          text,
        }),
      );
    }
  }
  return found;
}
