/** Bars of thread lanes in every scenario: each describes the thread's own operation, in its state. */
import { describe, expect, it } from 'vitest';
import { scenarios } from '../scenarios/registry.ts';
import { labelOf } from '../timeline/lane-labels.ts';
import { Phase } from '../trace/format.ts';
import type { Trace } from '../trace/trace.ts';
import { conditionOf } from '../views/condition.ts';
import { History } from '../views/history.ts';
import { LaneState, laneStateNames } from '../views/interval-column.ts';
import type { ThreadLane } from '../views/lane.ts';
import { Lanes } from '../views/lanes.ts';
import { measureOf } from '../views/object-fold.ts';
import { traceOfScenario } from './trace-of.ts';
import { variations } from './variations.ts';
import { thinned } from '../base/sweep.ts';

const all = scenarios.flatMap((scenario) =>
  variations(scenario).map((params) => [scenario.id, params] as const),
);

it.each(thinned(all, 16))(
  '%s with %j has bars that tell of their own thread',
  async (id, params) => {
    const trace = await traceOfScenario(id, { params, strategy: 'two-cores', events: 600 });
    const lanes = new Lanes(trace);
    lanes.advance();
    const wrong = lanes.threads.flatMap((lane) => wrongBars(trace, lane));
    expect(wrong.slice(0, 5)).toEqual([]);
  },
);

describe.each(thinned(scenarios, 3).map(({ id }) => id))('%s', (id) => {
  it('has bars in the words of the state at the cursor', async () => {
    const trace = await traceOfScenario(id, { events: 1500 });
    const lanes = new Lanes(trace);
    lanes.advance();
    const history = new History(trace);
    const wrong: string[] = [];
    const pace = Math.max(1, Math.floor(trace.length / 60));
    for (let count = pace; count < trace.length; count += pace) {
      // Of several events at one instant the lasting bar begins with the last.
      if (trace.time(count) === trace.time(count - 1)) continue;
      const world = history.at(count, trace.time(count - 1));
      for (const state of world.threads) {
        const { intervals } = lanes.threads[state.index]!;
        const shown = laneStateNames[intervals.state[intervals.at(trace.time(count - 1))]!]!;
        const told = conditionOf(state);
        const isOver = state.run === 'ended' && (shown === 'zombie' || shown === 'ended');
        if (!isOver && shown !== told) wrong.push(`${count} ${state.index}: ${shown}, not ${told}`);
      }
      for (const { index, measure } of world.objects) {
        const means = measureOf(trace, index);
        const isTask = trace.objects[index]?.kind === 'future';
        if (measure < 0 && !isTask && ['hold', 'permits', 'depth'].includes(means))
          wrong.push(`${count} object ${index}: ${measure}`);
      }
    }
    expect(wrong.slice(0, 5)).toEqual([]);
  });
});

function wrongBars(trace: Trace, { index, intervals }: ThreadLane): string[] {
  const frame = {
    trace,
    world: new History(trace).at(trace.length, 0),
    text: (key: string) => key,
  };
  const wrong: string[] = [];
  for (let i = 0; i < intervals.length; i++) {
    const seq = intervals.event[i]!;
    const state = intervals.state[i] as LaneState;
    const phase = trace.phase(seq);
    const isOwn = trace.thread(seq) === index;
    const isDoneToIt = trace.other(seq) === index;
    const words = labelOf(frame, seq, state);
    const says = `${laneStateNames[state]} “${words[0] ?? ''}” by event ${seq} of ${trace.thread(seq)}`;
    const isBlocked = state >= LaneState.blocked && state <= LaneState.message;
    if (!isOwn && !isDoneToIt) wrong.push(`${index}: ${says}`);
    // Names that a program uses, not internal ones of the engine.
    const isMeant =
      phase === Phase.block && trace.waitAt(trace.source(seq), trace.line(seq)) !== '';
    if (!isMeant && phase === Phase.block && trace.opInfo(seq)?.life !== 'leave')
      if (/-/.test((words[1] ?? words[0] ?? '').split(' ')[0]!)) wrong.push(`${index}: ${says}`);
    // A bar that is no wait names no operation, and a wait names its own.
    if (isBlocked && (phase !== Phase.block || words.length === 0)) wrong.push(`${index}: ${says}`);
    if (state === LaneState.ready && words.length > 0 && !isDoneToIt) {
      wrong.push(`${index}: ${says}`);
    }
  }
  return wrong;
}
