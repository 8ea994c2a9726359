/** Duration of CPU-bound work: concurrency versus parallelism, in numbers. */
import { expect, it } from 'vitest';
import { compute } from '../../program/compute.ts';
import { Process } from '../../program/multiprocessing.ts';
import { Thread } from '../../program/threading.ts';
import type { Steps } from '../../program/steps.ts';
import { sleep } from '../../program/time.ts';
import { EndStatus, Phase } from '../../trace/format.ts';
import { Model } from './engine.ts';
import { replay } from './replay.ts';
import { firstDifferent } from './record.ts';
import { scheduleOf } from './schedule.ts';
import { fewestSwitches } from './strategies/fewest-switches.ts';
import { hand } from './strategies/hand.ts';
import { nasty } from './strategies/nasty.ts';
import { random } from './strategies/random.ts';
import { roundRobin, type RoundRobinOptions } from './strategies/round-robin.ts';
import type { Strategy } from './strategy.ts';

interface Shape {
  readonly processes: boolean;
  readonly workers: number;
  /** Seconds that each thread computes, and then sleeps. */
  readonly work: number;
  readonly io: number;
}

function* main({ processes, workers, work, io }: Shape): Steps<void> {
  const started = [];
  for (let n = 0; n < workers; n++) {
    const made = processes
      ? yield* new Process({ target: worker, args: [work, io] })
      : yield* new Thread({ target: worker, args: [work, io] });
    yield* made.start();
    started.push(made);
  }
  for (const made of started) yield* made.join();
}

function* worker(work: number, io: number): Steps<void> {
  for (let part = 0; part < 4; part++) {
    yield* compute(work / 4);
    if (io > 0) yield* sleep(io / 4);
  }
}

const module = { main, worker };

function modelOf(strategy: Strategy, shape: Partial<Shape>, timed = true): Model {
  const params: Shape = { processes: false, workers: 4, work: 1, io: 0, ...shape };
  return new Model({ module, params, seed: 5, timed, strategy });
}

/** Program time in seconds until the program has ended. */
function duration(strategy: Strategy, shape: Partial<Shape> = {}): number {
  const model = modelOf(strategy, shape);
  expect(model.run(10_000)).toBe('finished');
  return model.time / 1000;
}

const gil = { cores: 4, oneCorePerProcess: true };

it.each<[string, RoundRobinOptions, Partial<Shape>, number]>([
  ['4 threads on 1 core', { cores: 1 }, {}, 4],
  ['4 threads on 4 cores', { cores: 4 }, {}, 1],
  ['4 threads with a GIL', gil, {}, 4],
  ['4 processes, each with its GIL', gil, { processes: true }, 1],
  ['4 processes on 1 core', { cores: 1 }, { processes: true }, 4],
  ['4 threads that sleep as long as they compute, on 4 cores', { cores: 4 }, { io: 1 }, 2],
])('%s take this long', (_, options, shape, seconds) => {
  expect(duration(roundRobin(options), shape)).toBeCloseTo(seconds, 5);
});

it.each<[workers: number, least: number]>([
  [4, 2],
  [3, 1.5],
])('%i threads share 2 cores fairly, up to a part at the end', (workers, least) => {
  const seconds = duration(roundRobin({ cores: 2 }), { workers });
  expect(seconds).toBeGreaterThanOrEqual(least);
  expect(seconds).toBeLessThan(least + 0.1);
});

it.each<[string, RoundRobinOptions]>([
  ['1 core', { cores: 1 }],
  ['a GIL', gil],
])('lets the sleep of one overlap with the work of the others, on %s', (_, options) => {
  const alone = duration(roundRobin(options), { workers: 1, io: 1 });
  const together = duration(roundRobin(options), { workers: 4, io: 1 });
  expect(alone).toBeCloseTo(2, 5);
  // The work is four seconds; most of the four seconds of sleep overlap with it.
  expect(together).toBeGreaterThanOrEqual(4);
  expect(together).toBeLessThanOrEqual(4.5);
});

it.each([random, nasty, fewestSwitches])('takes a core for every thread otherwise (%o)', (make) => {
  expect(duration(make())).toBeCloseTo(1, 5);
});

/** Maximum number of threads computing at once. */
function mostAtOnce(model: Model): number {
  const { trace } = model;
  const busy = new Set<number>();
  let most = 0;
  for (let seq = 0; seq < trace.length; seq++) {
    const name = trace.opInfo(seq)?.name;
    if (trace.phase(seq) === Phase.done && name === 'compute') busy.add(trace.thread(seq));
    else busy.delete(trace.thread(seq));
    most = Math.max(most, busy.size);
  }
  return most;
}

it.each([1, 2, 3, 4])('never has more threads computing than cores (%i)', (count) => {
  const model = modelOf(roundRobin({ cores: count }), { io: 0.3 });
  model.run(10_000);
  expect(mostAtOnce(model)).toBe(count);
});

it.each([true, false])('gives the same run from its choices alone (timed: %s)', (timed) => {
  for (const strategy of [roundRobin({ cores: 2 }), roundRobin(gil), random(), nasty()]) {
    const model = modelOf(strategy, { io: 0.3, workers: 3 }, timed);
    expect(model.run(10_000)).toBe('finished');
    const again = modelOf(hand(), { io: 0.3, workers: 3 }, timed);
    expect(replay(again, scheduleOf(model))).toBeUndefined();
    expect(again.trace.length).toBe(model.trace.length);
    expect(firstDifferent(model.trace, again.trace, 0, model.trace.length)).toBeUndefined();
  }
});

function* parent(): Steps<void> {
  const child = yield* new Process({ target: endless });
  yield* child.start();
  yield* sleep(0.5);
  yield* child.terminate();
  yield* child.join();
}

function* endless(): Steps<void> {
  yield* compute(10);
}

it('a thread that computes can be killed, and its core is free again', () => {
  const model = new Model({
    module: { main: parent, endless },
    params: null,
    seed: 1,
    timed: true,
    strategy: roundRobin({ cores: 2 }),
  });
  expect(model.run(10_000)).toBe('finished');
  expect(model.time).toBe(500);
  const ends = Array.from({ length: model.trace.length }, (_, seq) => model.trace.event(seq));
  const killed = ends.filter(
    ({ phase, value }) => phase === Phase.end && value === EndStatus.killed,
  );
  expect(killed.map(({ time }) => time)).toEqual([500]);
});
