/** Many objects of every kind, one after the other: several times as many as can exist at once. */
import { expect, test } from 'vitest';
import { thinned } from '../base/sweep.ts';
import { Model } from '../engines/model/engine.ts';
import { random } from '../engines/model/strategies/random.ts';
import { LIMITS } from '../kernel/memory.ts';
import { code } from '../kernel/ops.ts';
import { Phase } from '../trace/format.ts';
import { manyOf, type Many } from './many-programs.ts';

const PRINT = code['console.print'];

/** Output of the program, without tasks. */
function prints(what: Many, count: number): string[] {
  const printed: string[] = [];
  const model = new Model({
    module: manyOf(what, count),
    params: null,
    seed: 1,
    strategy: random(),
    timed: true,
    sink: {
      append({ phase, op, text }) {
        if (phase === Phase.done && op === PRINT && text !== 'squares') printed.push(text);
      },
    },
  });
  expect(model.run(5_000_000)).toBe('finished');
  model.flush();
  return printed;
}

const rows = [
  ['threads', 8500],
  ['processes', 2100],
  ['forks', 100],
  ['futures', 8000],
  ['locks', 34_000],
  ['executors', 300],
  ['queues and pipes', 6000],
  ['what threads share', 6000],
  ['timers', 2500],
  ['what processes share', 5000],
  ['queues of processes', 2500],
  ['pools', 60],
  ['pools of executors', 60],
  ['commands', 600],
  ['calls', 2500],
  ['managers', 100],
  ['messages', 50_000],
] as const;

test.each(thinned(rows, 6))(
  '%s: %i',
  (what, count) => {
    expect(prints(what, count)).toEqual(['done']);
  },
  120_000,
);

test('threads that live at the same time are what runs out', () => {
  expect(prints('threads at the same time', LIMITS.alive)).toEqual([
    "RuntimeError: can't start new thread",
    'done',
  ]);
}, 120_000);
