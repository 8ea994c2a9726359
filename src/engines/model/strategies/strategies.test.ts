import { describe, expect, it } from 'vitest';
import { Process } from '../../../program/multiprocessing.ts';
import { Variable } from '../../../program/builtins.ts';
import type { Steps } from '../../../program/steps.ts';
import { Thread } from '../../../program/threading.ts';
import { sleep } from '../../../program/time.ts';
import { go, threadOf } from '../choice.ts';
import { Model } from '../engine.ts';
import type { Strategy } from '../strategy.ts';
import { fewestSwitches } from './fewest-switches.ts';
import { hand } from './hand.ts';
import { nasty } from './nasty.ts';
import { random } from './random.ts';
import { roundRobin } from './round-robin.ts';

interface Shape {
  /**
   * Numbers of endlessly computing threads besides main, by process: [2] is two in the main process, [1, 1] one in each
   * of two.
   */
  readonly threads: readonly number[];
}

function* main({ threads }: Shape): Steps<void> {
  for (const [index, count] of threads.entries()) {
    if (index === 0) {
      yield* crowd(count);
    } else {
      const child = yield* new Process({ target: crowd, args: [count] });
      yield* child.start();
    }
  }
  yield* sleep(1000);
}

function* crowd(count: number): Steps<void> {
  for (let n = 0; n < count; n++) {
    const thread = yield* new Thread({ target: spin });
    yield* thread.start();
  }
}

function* spin(): Steps<void> {
  const n = yield* new Variable(0);
  while (true) yield* n.set((yield* n.get()) + 1);
}

const module = { main, crowd, spin };

/** The threads of `steps` steps once all run: letters, in order of creation. */
function order(strategy: Strategy, threads: readonly number[], steps: number): string {
  const model = new Model({ module, params: { threads }, seed: 3, timed: true, strategy });
  model.run(300);
  const letters: number[] = [];
  for (const [index, { target }] of model.trace.threads.entries()) {
    if (target === 'spin') letters.push(index);
  }
  model.run(steps);
  const taken = Array.from(model.choices.slice(-steps), threadOf);
  return taken.map((thread) => String.fromCharCode(97 + letters.indexOf(thread))).join('');
}

/** Longest run of steps without `letter`. */
const longestWithout = (text: string, letter: string) =>
  Math.max(...text.split(letter).map((part) => part.length));

describe('round robin', () => {
  it.each<[cores: number, slice: number, threads: number[], gil: boolean, pattern: RegExp]>([
    [1, 3, [2], false, /^[ab]*?(aaabbb){4,}[ab]*$/],
    [1, 1, [3], false, /^([abc]{3})\1{9}$/],
    [2, 4, [2], false, /^[ab]*?(ab){10,}[ab]*$/],
    [2, 4, [3], false, /^[abc]+$/],
    [2, 3, [2], true, /^[ab]*?(aaabbb){4,}[ab]*$/],
    [2, 50, [1, 1], true, /^[ab]*?(ab){10,}[ab]*$/],
  ])(
    '%i cores, slices of %i, threads %j, one core a process: %j',
    (cores, slice, threads, gil, pattern) => {
      const strategy = roundRobin({ cores, slice, oneCorePerProcess: gil });
      expect(order(strategy, threads, 30)).toMatch(pattern);
    },
  );

  it('lets nobody wait for longer than the slices of the others', () => {
    for (const cores of [1, 2, 3]) {
      const text = order(roundRobin({ cores, slice: 5 }), [5], 400);
      for (const letter of 'abcde') expect(longestWithout(text, letter)).toBeLessThanOrEqual(20);
    }
  });

  it('says which core runs a step', () => {
    const strategy = roundRobin({ cores: 2, slice: 4 });
    const model = new Model({ module, params: { threads: [2] }, seed: 1, timed: true, strategy });
    model.run(40);
    const cores = [];
    for (let n = 0; n < 6; n++) {
      model.step();
      cores.push(strategy.core);
    }
    expect(cores).toEqual(cores[0] === 0 ? [0, 1, 0, 1, 0, 1] : [1, 0, 1, 0, 1, 0]);
  });
});

describe('the others', () => {
  it('random lets nobody wait for long', () => {
    const text = order(random(), [4], 1000);
    for (const letter of 'abcd') expect(longestWithout(text, letter)).toBeLessThan(45);
  });

  it('nasty starves some for long, and nobody for ever', () => {
    const text = order(nasty(), [4], 3000);
    const longest = Array.from('abcd', (letter) => longestWithout(text, letter));
    expect(Math.min(...longest)).toBeGreaterThan(45);
    expect(Math.max(...longest)).toBeLessThan(1000);
  });

  it('fewest switches never leaves a thread that can go on', () => {
    const model = new Model({
      module,
      params: { threads: [3] },
      seed: 1,
      timed: true,
      strategy: fewestSwitches(),
    });
    model.run(500);
    expect(new Set(model.choices.slice(-200)).size).toBe(1);
  });

  it('the hand waits until a thread is named, and takes one step at a time', () => {
    const strategy = hand();
    const model = new Model({ module, params: { threads: [1] }, seed: 1, timed: true, strategy });
    expect(model.step().kind).toBe('waiting');
    strategy.name(go(0));
    expect(model.step().kind).toBe('stepped');
    expect(model.step().kind).toBe('waiting');
    strategy.name(go(7));
    expect(model.step().kind).toBe('refused');
    expect(model.stepCount).toBe(1);
  });
});
