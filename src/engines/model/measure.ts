/** Performance measurements of the model, for the benchmark. Each runs for a fraction of a second. */
import { Variable } from '../../program/builtins.ts';
import type { Steps } from '../../program/steps.ts';
import { Lock, Thread } from '../../program/threading.ts';
import { go } from './choice.ts';
import { Model } from './engine.ts';
import { fewestSwitches } from './strategies/fewest-switches.ts';
import { random } from './strategies/random.ts';
import type { Strategy } from './strategy.ts';

/** Each thread acquires and releases a lock of its own, and counts in a variable, `rounds` times. */
function* main({ threads, rounds }: { threads: number; rounds: number }): Steps<void> {
  for (let n = 1; n < threads; n++) {
    const thread = yield* new Thread({ target: spin, args: [rounds] });
    yield* thread.start();
  }
  yield* spin(rounds);
}

function* spin(rounds: number): Steps<void> {
  const lock = yield* new Lock();
  const count = yield* new Variable(0);
  for (let n = 0; n < rounds; n++) {
    yield* lock.acquire();
    yield* count.set((yield* count.get()) + 1);
    yield* lock.release();
  }
}

const module = { main, spin };

function spinning(threads: number, strategy: Strategy, traced: boolean): Model {
  const params = { threads, rounds: 1 << 30 };
  return new Model({ module, params, seed: 1, timed: true, strategy, traced });
}

/** Steps per second with `threads` threads that never wait for each other. */
export function stepsPerSecond(
  threads: number,
  chosen: 'random' | 'fewest',
  traced: boolean,
): number {
  const model = spinning(threads, chosen === 'random' ? random() : fewestSwitches(), traced);
  model.run(20_000);
  const steps = 300_000;
  const start = performance.now();
  model.run(steps);
  return (steps / (performance.now() - start)) * 1000;
}

/** Runs per second of a program with two threads and about 20 steps, each with another seed. */
export function replaysPerSecond(): number {
  const count = 5000;
  const params = { threads: 2, rounds: 1 };
  const strategy = random();
  const model = new Model({ module, params, seed: 0, timed: true, strategy, traced: false });
  let start = 0;
  for (let seed = -500; seed < count; seed++) {
    if (seed === 0) start = performance.now();
    model.restart({ seed });
    model.run(1000);
  }
  return (count / (performance.now() - start)) * 1000;
}

/** Time in ms to return to step `steps - 1` in a run of `steps` steps. */
export function stepBackMs(steps = 100_000): number {
  const model = spinning(4, random(), true);
  model.run(steps);
  const choices = model.choices.slice(0, steps - 1);
  const start = performance.now();
  const again = spinning(4, random(), false);
  for (const choice of choices) again.take(choice);
  const ms = performance.now() - start;
  // Still the same run: its last step can be taken by the same thread.
  again.take(go(model.last));
  return ms;
}
