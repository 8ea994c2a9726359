/** The model engine compared with the live one, and the size of a run in a link. */
import { encodeSchedule } from '../src/engines/model/encoding/schedule-text.ts';
import { Model } from '../src/engines/model/engine.ts';
import { replaysPerSecond, stepBackMs, stepsPerSecond } from '../src/engines/model/measure.ts';
import { scheduleOfTrace } from '../src/engines/model/record.ts';
import { replay } from '../src/engines/model/replay.ts';
import { scheduleOf, type Schedule } from '../src/engines/model/schedule.ts';
import { hand } from '../src/engines/model/strategies/hand.ts';
import { random } from '../src/engines/model/strategies/random.ts';
import { loadProgram } from '../src/scenarios/programs.ts';
import { runLive, type LiveProgram } from './live.ts';
import { median, type Sample } from './sample.ts';

export function modelSpeed(): Promise<Sample> {
  return Promise.resolve({
    steps_per_s: stepsPerSecond(1, 'fewest', false),
    traced_steps_per_s: stepsPerSecond(1, 'fewest', true),
    random_steps_per_s: stepsPerSecond(4, 'random', false),
    replays_per_s: replaysPerSecond(),
    step_back_ms: stepBackMs(),
  });
}

const SHORT: LiveProgram = {
  scenario: 'main-and-worker',
  params: { wait: 'join', work: 0, limit: 1 },
  threads: 2,
};
const LONG: LiveProgram = {
  scenario: 'hundred-threads',
  params: { lock: true, gap: 0 },
  threads: 101,
};

/** The same runs on Workers, with a warm pool, and in the model, which follows the Workers' traces. */
export async function besideLive(): Promise<Sample> {
  const short = await bothWays(SHORT, { runs: 15, replays: 2000 });
  const long = await bothWays(LONG, { runs: 3, replays: 20 });
  return {
    short_us: short.replayMs * 1000,
    short_live_us: short.liveMs * 1000,
    short_ratio: short.replayMs / short.liveMs,
    long_ms: long.replayMs,
    long_live_ms: long.liveMs,
    long_ratio: long.replayMs / long.liveMs,
  };
}

async function bothWays(
  program: LiveProgram,
  { runs, replays }: { runs: number; replays: number },
): Promise<{ liveMs: number; replayMs: number }> {
  const traces = await runLive(program, { settleMs: 2000, runs });
  const [trace] = traces;
  if (trace === undefined) throw new Error('no run');
  const module = await loadProgram(program.scenario);
  const { params } = program;
  const { schedule, departure } = scheduleOfTrace(trace, { module, params }, 1);
  if (departure !== undefined) throw new Error(`the model departs: ${departure.why}`);
  const model = new Model({ ...schedule, module, params, strategy: hand(), traced: false });
  let began = 0;
  for (let n = -replays; n < replays; n++) {
    if (n === 0) began = performance.now();
    model.restart();
    replay(model, schedule);
  }
  const replayMs = (performance.now() - began) / replays;
  // From the start of the run to its last event.
  const liveMs = median(traces.map((run) => run.real(run.length - 1)));
  return { liveMs, replayMs };
}

/** A minute of the traffic light, live and in the model. */
export async function linkSize(): Promise<Sample> {
  const params = { cars: 5, poll: false, red: 2, green: 3, yellow: 1, lap: 1.5, nap: 0.4 };
  const light = { scenario: 'traffic-light', params, threads: 7 };
  const [trace] = await runLive(light, { settleMs: 2000, speed: 20, limitMs: 3000 });
  if (trace === undefined) throw new Error('no run');
  const program = { module: await loadProgram(light.scenario), params };
  const recorded = scheduleOfTrace(trace, program, 1).schedule;
  const model = new Model({ ...program, seed: 1, timed: true, cost: 0.01, strategy: random() });
  model.run(recorded.choices.length);
  return {
    model_bytes: bytesPerStep(scheduleOf(model)),
    live_bytes: bytesPerStep(recorded),
  };
}

/** Every character of a link is a byte. */
const bytesPerStep = (schedule: Schedule): number =>
  (encodeSchedule(schedule)?.length ?? NaN) / schedule.choices.length;
