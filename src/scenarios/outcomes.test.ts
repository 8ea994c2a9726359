/**
 * What the programs do, in the model engine: time is worked out, and chance picks every step. The outcomes are those that
 * the texts promise, so they hold for every seed.
 */
import { describe, expect, it } from 'vitest';
import type { Ms } from '../base/units.ts';
import { Model } from '../engines/model/engine.ts';
import { typeNext } from '../engines/model/typist.ts';
import { random } from '../engines/model/strategies/random.ts';
import { strategies } from '../engines/model/strategies/registry.ts';
import { EndStatus, Phase } from '../trace/format.ts';
import type { Trace } from '../trace/trace.ts';
import { readParams } from './params.ts';
import { loadProgram } from './programs.ts';
import { findScenario } from './registry.ts';

interface Outcome {
  readonly printed: readonly string[];
  /** The last line of every report on stderr: what was raised. */
  readonly reports: readonly string[];
  /** In order of exit. */
  readonly exitCodes: readonly number[];
  /** Names of all threads, by index. */
  readonly threads: readonly string[];
  /** Threads that have not ended: they stand still for ever, or time was up. */
  readonly left: readonly string[];
  /** Where each wait began: operation, object, line of the program. */
  readonly waits: readonly string[];
  /** Program time of the last event, in ms. */
  readonly time: number;
}

/** Runs a scenario until nothing can happen any more, or for `seconds` of program time. */
async function runSeeded(
  seed: number,
  id: string,
  changed: object,
  seconds: number,
): Promise<Outcome> {
  const { values, problems } = readParams(findScenario(id)!.params, changed);
  expect(problems).toEqual([]);
  const model = new Model({
    module: await loadProgram(id),
    params: values,
    seed,
    strategy: random(),
    timed: true,
  });
  const input = [...(findScenario(id)!.input ?? [])];
  while (model.time < seconds * 1000) {
    const found = model.prepare();
    if (found === 'go') model.step();
    else if (found !== 'input' || !typeNext(model, input)) break;
  }
  return outcomeOf(model.trace, seconds * 1000);
}

function outcomeOf(trace: Trace, until: Ms): Outcome {
  const all = Array.from({ length: trace.length }, (_, seq) => trace.event(seq));
  const events = all.filter(({ time }) => time < until);
  const texts = (op: string) =>
    events.filter((event) => trace.ops[event.op]?.name === op).map(({ text }) => text);
  const ends = events.filter(({ phase }) => phase === Phase.end);
  const raised = ends.filter(({ value }) => value === EndStatus.raised).map(({ text }) => text);
  const ended = new Set(ends.map(({ thread }) => thread));
  const threads = trace.threads.map(({ name }) => name);
  return {
    printed: texts('print'),
    reports: [...texts('stderr'), ...raised]
      .filter((text) => text !== '')
      .map((text) => text.trimEnd().split('\n').at(-1) ?? ''),
    exitCodes: events.filter(({ phase }) => phase === Phase.exit).map(({ value }) => value),
    threads,
    waits: events
      .filter(({ phase }) => phase === Phase.block)
      .map(
        ({ op, object, line }) => `${trace.ops[op]?.name} ${trace.objects[object]?.name} ${line}`,
      ),
    left: threads.filter((_, thread) => !ended.has(thread)),
    time: events.at(-1)?.time ?? 0,
  };
}

const sorted = (lines: readonly string[]) => lines.toSorted((a, b) => (a < b ? -1 : 1));
const numbers = (count: number): number[] => Array.from({ length: count }, (_, i) => i + 1);

/** The most that were inside at once, by what was printed as each came and went. */
function mostInside(printed: readonly string[], comes: string, goes: string): number {
  let inside = 0;
  const counts = printed.map(
    (line) => (inside += line.includes(comes) ? 1 : line.includes(goes) ? -1 : 0),
  );
  return Math.max(...counts);
}

describe.each([1, 2, 3])('seed %d', (seed) => {
  const run = (id: string, changed: object = {}, seconds = Infinity) =>
    runSeeded(seed, id, changed, seconds);

  describe('traffic-light', () => {
    const cars = (printed: readonly string[]) => new Set(printed.map((line) => line.split(':')[0]));

    it('holds every car while it is red, and lets them all go at once', async () => {
      expect((await run('traffic-light', {}, 2)).printed).toEqual([]);
      const { printed, time, left } = await run('traffic-light', { cars: 12 }, 2.01);
      expect(cars(printed)).toEqual(new Set(numbers(12).map((n) => `car ${n} goes`)));
      expect(time).toBe(2000);
      expect(left).toHaveLength(14);
    });

    it('runs for ever', async () => {
      const { left, threads } = await run('traffic-light', {}, 60);
      expect(threads).toEqual(['MainThread', 'light', ...numbers(5).map((n) => `car ${n}`)]);
      expect(left).toEqual(threads);
    });

    it('lets polling cars go late', async () => {
      expect((await run('traffic-light', { poll: true, red: 2.1 }, 2.3)).printed).toEqual([]);
      const { printed } = await run('traffic-light', { poll: true, red: 2.1 }, 2.5);
      expect(cars(printed).size).toBe(5);
    });
  });

  describe('three-queues', () => {
    const order = (printed: readonly string[], name: string) =>
      printed.filter((line) => line.startsWith(`${name}:`)).map((line) => Number(line.at(-1)));

    it('gives the same jobs out in three orders', async () => {
      const { printed, left } = await run('three-queues');
      expect(printed.slice(0, 2)).toEqual(['empty at first: True', 'full with three jobs: True']);
      expect(order(printed, 'fifo')).toEqual([1, 5, 3]);
      expect(order(printed, 'lifo')).toEqual([3, 5, 1]);
      expect(order(printed, 'priority')).toEqual([1, 3, 5]);
      expect(printed.at(-1)).toBe('empty in the end: True');
      expect(left).toEqual([]);
    });

    it.each([
      [3, 'no room for the noise', [1, 5, 3]],
      [4, 'there is room for the noise', [1, 5, 3, 2]],
    ])('with room for %d: %s', async (maxsize, said, jobs) => {
      const { printed, reports } = await run('three-queues', { extra: true, maxsize });
      expect(printed).toContain(said);
      expect(order(printed, 'fifo')).toEqual(jobs);
      expect(reports).toEqual([]);
    });
  });

  describe('bones', () => {
    const eaten = (printed: readonly string[]) =>
      printed.filter((line) => line.startsWith('the dog has eaten')).length;
    const wasted = (printed: readonly string[]) =>
      printed.filter((line) => line.endsWith('away')).length;

    it('loses no bone where the butchers wait', async () => {
      const { printed, time, left } = await run('bones');
      expect(eaten(printed)).toBe(12);
      expect(wasted(printed)).toBe(0);
      expect(printed.at(-1)).toBe('the dog falls asleep');
      expect(time).toBeCloseTo(500 + 12 * 800 + 2000, 6);
      expect(left).toEqual([]);
    });

    it('throws away what does not fit where they do not', async () => {
      const { printed, left } = await run('bones', { wait: false });
      expect(eaten(printed)).toBe(8);
      expect(wasted(printed)).toBe(4);
      expect(left).toEqual([]);
    });
  });

  describe('task-done', () => {
    it('waits until all is done, and leaves the daemons', async () => {
      const { printed, exitCodes } = await run('task-done');
      expect(sorted(printed.slice(1, -1).map((line) => line.split(' task ')[1]!))).toEqual(
        numbers(9).map(String),
      );
      expect(printed[0]).toBe('all tasks are given out');
      expect(printed.at(-1)).toBe('all tasks are done');
      expect(exitCodes).toEqual([0]);
    });

    it('raises as Python does where it is told once too often', async () => {
      const { reports, exitCodes } = await run('task-done', { extra: true });
      expect(reports).toEqual(['ValueError: task_done() called too many times']);
      expect(exitCodes).toEqual([1]);
    });
  });

  describe('missed-notify', () => {
    const eat = (printed: readonly string[]) =>
      sorted(printed.filter((line) => line.endsWith('eats')));
    const eating = (...guests: readonly number[]) => guests.map((number) => `guest ${number} eats`);

    it('leaves those who come too late to wait for ever', async () => {
      const { printed, left } = await run('missed-notify');
      expect(eat(printed)).toEqual(eating(1, 2));
      expect(left).toEqual(['MainThread', 'guest 3', 'guest 4']);
    });

    it.each([[{ look: true }], [{ look: true, cook: 0 }], [{ cook: 3.5 }]])(
      'serves everybody: %j',
      async (changed) => {
        const { printed, left } = await run('missed-notify', changed);
        expect(eat(printed)).toEqual(eating(1, 2, 3, 4));
        expect(left).toEqual([]);
      },
    );
  });

  describe('forgotten-task-done', () => {
    it('waits for ever at an empty queue', async () => {
      const { printed, left, threads } = await run('forgotten-task-done');
      expect(printed).toHaveLength(6);
      expect(printed).not.toContain('the office closes');
      expect(left).toEqual(threads);
    });

    it('ends at once where nobody waits', async () => {
      const { printed, time } = await run('forgotten-task-done', { mistake: 'join' });
      expect(printed).toEqual(['the office closes']);
      expect(time).toBeLessThan(700);
    });

    it('closes when all is done', async () => {
      const { printed } = await run('forgotten-task-done', { mistake: 'none' });
      expect(printed).toHaveLength(7);
      expect(printed.at(-1)).toBe('the office closes');
    });
  });

  describe('producer-consumer', () => {
    it.each([
      [{}],
      [{ producers: 6, consumers: 1, maxsize: 1 }],
      [{ producers: 1, consumers: 6, maxsize: 0 }],
      [{ make: 0, use: 0, items: 50 }],
      [{ make: 2, use: 0.1, maxsize: 12, items: 1 }],
    ])('uses up everything, once each, and ends: %j', async (changed) => {
      const { printed, left, exitCodes } = await run('producer-consumer', changed);
      const { producers, items } = { producers: 2, items: 10, ...changed };
      const all = Array.from('abcdef'.slice(0, producers)).flatMap((letter) =>
        numbers(items).map((n) => letter + n),
      );
      const words = printed.slice(0, -1).map((line) => line.split(' '));
      const said = (verb: string) =>
        words.filter((line) => line[2] === verb).map((line) => line[3] ?? '');
      expect(sorted(said('put'))).toEqual(sorted(all));
      expect(sorted(said('used'))).toEqual(sorted(all));
      expect(printed.at(-1)).toBe('everything is used up');
      expect(left).toEqual([]);
      expect(exitCodes).toEqual([0]);
    });
  });

  describe('hundred-threads', () => {
    it('leaves 0 with the lock, and takes as long as a hundred gaps', async () => {
      const { printed, exitCodes, left, threads, time } = await run('hundred-threads');
      expect(printed).toEqual(['100 - 100 = 0']);
      expect(exitCodes).toEqual([0]);
      expect(left).toEqual([]);
      expect(threads).toHaveLength(101);
      expect(threads[1]).toBe('Thread-1 (take)');
      expect(time).toBeCloseTo(5000, 6);
    });

    it('loses updates without the lock', async () => {
      const { printed, time } = await run('hundred-threads', { lock: false });
      expect(printed).toEqual(['100 - 100 = 99']);
      expect(time).toBeLessThan(100);
    });
  });

  describe('five-seats', () => {
    it.each([[{}], [{ seats: 1 }], [{ seats: 10, guests: 30 }], [{ guests: 1 }]])(
      'never seats more than there are seats: %j',
      async (changed) => {
        const { printed, left, exitCodes } = await run('five-seats', changed);
        const { seats, guests } = { seats: 5, guests: 20, ...changed };
        expect(mostInside(printed, 'sits down', 'gets up')).toBe(Math.min(seats, guests));
        expect(printed.at(-1)).toBe('the last guest has left');
        expect(left).toEqual([]);
        expect(exitCodes).toEqual([0]);
      },
    );

    it('counts those who are alive, with a seat or without', async () => {
      const { printed } = await run('five-seats', { count: true, meal: 5 });
      const counts = printed.flatMap(
        (line) => /house: (\d+)$/.exec(line)?.slice(1).map(Number) ?? [],
      );
      expect(counts.slice(0, 4)).toEqual([20, 20, 20, 20]);
      expect(counts.toSorted((a, b) => b - a)).toEqual(counts);
      expect(printed.at(-1)).toBe('the last guest has left');
    });

    it('raises as Python does where there is one release too many', async () => {
      const { reports, exitCodes } = await run('five-seats', { extra: true });
      expect(reports).toEqual(['ValueError: Semaphore released too many times']);
      expect(exitCodes).toEqual([1]);
    });
  });

  describe('rlock', () => {
    it('lets the thread that holds it take it again', async () => {
      const { printed, left, time } = await run('rlock', { cashiers: 3 });
      expect(printed.at(-1)).toBe(`in the till: ${3 * 2 * 13}`);
      expect(left).toEqual([]);
      expect(time).toBeGreaterThanOrEqual(3 * 2 * 2 * 600);
    });

    it('is a deadlock of one with a plain lock', async () => {
      const { printed, left, threads } = await run('rlock', { reentrant: false });
      expect(printed).toHaveLength(1);
      expect(left).toEqual(threads);
      expect((await run('rlock', { reentrant: false, cashiers: 1 })).left).toHaveLength(2);
    });
  });

  describe('bounded-buffer', () => {
    const taken = (printed: readonly string[]) =>
      printed.flatMap((line) => / takes dish (\d+)$/.exec(line)?.slice(1).map(Number) ?? []);

    it.each([[{}], [{ room: 1 }], [{ waiters: 1 }], [{ wake: 'one', waiters: 1 }]])(
      'hands every dish over, in order: %j',
      async (changed) => {
        const { printed, reports, left } = await run('bounded-buffer', changed);
        expect(taken(printed)).toEqual(numbers(12));
        expect(printed.at(-1)).toBe('the kitchen closes');
        expect(reports).toEqual([]);
        expect(left).toEqual([]);
      },
    );

    it('stands still where notify() wakes a waiter rather than the cook', async () => {
      const { printed, left, threads } = await run('bounded-buffer', { wake: 'one' });
      expect(taken(printed)).toEqual([1, 2]);
      expect(left).toEqual(threads);
    });

    it('fails where nobody looks again', async () => {
      const { printed, reports } = await run('bounded-buffer', { recheck: false });
      expect(new Set(reports)).toEqual(new Set(['IndexError: pop from empty list']));
      expect(taken(printed)).toEqual(numbers(12));
    });
  });

  describe('barrier-rounds', () => {
    const at = (printed: readonly string[], hut: number) =>
      printed.filter((line) => line.endsWith(` hut ${hut}`)).map((line) => line.split(' ')[2]);

    it('lets nobody leave a hut before all have come', async () => {
      const { printed, left } = await run('barrier-rounds', { hikers: 5 });
      for (const hut of [1, 2, 3]) {
        expect(at(printed, hut)).toEqual([
          ...Array.from({ length: 5 }, () => 'comes'),
          ...Array.from({ length: 5 }, () => 'leaves'),
        ]);
      }
      expect(left).toEqual([]);
    });

    it('sends home all who wait where one gives up', async () => {
      const { printed, reports, left } = await run('barrier-rounds', { abort: true });
      expect(printed).toContain('hiker 4 has had enough');
      expect(sorted(printed.slice(-3))).toEqual(
        [1, 2, 3].map((number) => `hiker ${number} goes home from hut 2`),
      );
      expect(reports).toEqual([]);
      expect(left).toEqual([]);
    });
  });

  describe('parent-child-pipe', () => {
    it('squares each number in turn', async () => {
      const { printed, exitCodes, left } = await run('parent-child-pipe', { values: 3 });
      expect(printed).toEqual([
        ...[1, 2, 3].flatMap((n) => [`child got ${n}`, `parent got ${n * n}`]),
        'child is done',
        'child ended with exit code 0',
      ]);
      expect(exitCodes).toEqual([0, 0]);
      expect(left).toEqual([]);
    });

    it('squares the same numbers where all are sent ahead', async () => {
      const { printed } = await run('parent-child-pipe', { values: 12, ahead: true });
      const got = (who: string) => printed.filter((line) => line.startsWith(`${who} got`));
      expect(got('parent')).toEqual(numbers(12).map((n) => `parent got ${n * n}`));
      expect(got('child')).toEqual(numbers(12).map((n) => `child got ${n}`));
    });
  });

  describe('failing-threads', () => {
    const parts = (printed: readonly string[], worker: number) =>
      printed.filter((line) => line.startsWith(`worker ${worker} has done`)).length;

    it('does all the work where nobody fails', async () => {
      const { printed, reports, exitCodes } = await run('failing-threads');
      expect([1, 2, 3].map((worker) => parts(printed, worker))).toEqual([4, 4, 4]);
      expect(reports).toEqual([]);
      expect(exitCodes).toEqual([0]);
    });

    it('goes on without the worker that raised, and exits with 0 as Python does', async () => {
      const { printed, reports, exitCodes, left } = await run('failing-threads', {
        failure: 'raise',
      });
      expect(reports).toEqual(['ZeroDivisionError: division by zero']);
      expect([1, 2, 3].map((worker) => parts(printed, worker))).toEqual([4, 2, 4]);
      expect(printed.at(-1)).toBe('every worker has ended, one way or another');
      expect(left).toEqual([]);
      expect(exitCodes).toEqual([0]);
    });
  });

  describe('two-threads', () => {
    it.each([
      [true, ['tick', 'tock']],
      [false, ['Thread-1 (count)', 'Thread-2 (count)']],
    ])('takes every step, under names of their own: %s', async (named, names) => {
      const { printed, threads, left } = await run('two-threads', { named, steps: 3 });
      expect(threads).toEqual(['MainThread', ...names]);
      expect(sorted(printed)).toEqual(
        sorted([
          'both are on their way',
          ...names.flatMap((name) => numbers(3).map((n) => `${name} is at step ${n}`)),
        ]),
      );
      expect(left).toEqual([]);
    });
  });

  describe('main-and-worker', () => {
    it.each([
      ['join', 'worker is done', 'MainThread goes on; the worker is alive: False'],
      ['limit', 'MainThread goes on; the worker is alive: True', 'worker is done'],
      ['no', 'MainThread goes on; the worker is alive: True', 'worker is done'],
    ])('waits: %s', async (wait, ...ending) => {
      const { printed, time } = await run('main-and-worker', { wait });
      expect(printed.filter((line) => / done| goes on/.test(line))).toEqual(ending);
      expect(time).toBe(3000);
    });
  });

  describe('own-thread-class', () => {
    const done = (letter: string, parcels: number) => `tour ${letter} is done: ${parcels} parcels`;

    it('has each courier drive its own tour', async () => {
      const { printed, threads, time } = await run('own-thread-class');
      expect(threads).toEqual(['MainThread', 'courier A', 'courier B', 'courier C']);
      expect(printed.filter((line) => line.startsWith('courier B'))).toEqual(
        [1, 2, 3].map((number) => `courier B delivers B${number}`),
      );
      expect(printed.filter((line) => line.startsWith('tour'))).toEqual([
        done('A', 2),
        done('B', 3),
        done('C', 4),
      ]);
      expect(time).toBeCloseTo(3200, 6);
    });

    it('drives every tour in the main thread where it calls run()', async () => {
      const { printed, threads, time } = await run('own-thread-class', { start: false });
      expect(threads).toHaveLength(4);
      expect(printed.slice(0, 3)).toEqual([
        'MainThread delivers A1',
        'MainThread delivers A2',
        'MainThread delivers B1',
      ]);
      expect(printed.at(-1)).toBe(done('C', 4));
      expect(time).toBeCloseTo(7200, 6);
    });
  });

  describe('thread-local', () => {
    const letters = ['a', 'b', 'c'];
    const written = (printed: readonly string[]) =>
      sorted(printed.filter((line) => line.includes('writes to')));

    it('shows each clerk its own customers', async () => {
      const { printed } = await run('thread-local');
      expect(written(printed)).toEqual(
        letters.flatMap((letter) =>
          numbers(3).map((n) => `clerk ${letter} writes to ${letter}${n}`),
        ),
      );
      expect(printed.at(-1)).toBe('MainThread has a customer: False');
    });

    it('mixes them up on a desk that all share', async () => {
      const { printed } = await run('thread-local', { own: false });
      expect(written(printed).slice(0, 3)).toEqual([
        'clerk a writes to c1',
        'clerk a writes to c2',
        'clerk a writes to c3',
      ]);
      expect(printed.at(-1)).toBe('on the one desk lies c3');
    });
  });

  describe('timer', () => {
    const fired = (printed: readonly string[]) =>
      printed.filter((line) => line.startsWith('ring') || line.startsWith('no'));

    it.each([
      [{}, ['ring: the tea', 'no eggs today'], 3000],
      [{ cancel: false }, ['ring: the tea', 'ring: the eggs'], 4000],
      [{ eggs: 2.5, tea: 6 }, ['ring: the eggs', 'no eggs today', 'ring: the tea'], 6000],
    ])('%j', async (changed, expected, end) => {
      const { printed, threads, time, left } = await run('timer', changed);
      expect(fired(printed)).toEqual(expected);
      expect(printed).toContain('the timer for the eggs is alive: False');
      expect(threads).toEqual(['MainThread', 'Thread-1', 'Thread-2']);
      expect(left).toEqual([]);
      expect(time).toBeCloseTo(end, 6);
    });
  });

  describe('daemon-family', () => {
    const done = (printed: readonly string[]) => printed.filter((line) => / \d is done/.test(line));

    it('takes its children down with it', async () => {
      const { printed, time, left, exitCodes } = await run('daemon-family');
      expect(done(printed)).toEqual(['child 1 is done']);
      expect(printed.at(-1)).toBe('MainThread is done');
      expect(time).toBe(2300);
      expect(left).toEqual([]);
      expect(exitCodes).toEqual([0]);
    });

    it('is waited for where it is no daemon', async () => {
      const { printed, time } = await run('daemon-family', { daemon: false });
      expect(done(printed)).toEqual(numbers(5).map((n) => `child ${n} is done`));
      expect(time).toBe(4000);
    });
  });

  describe('threads-or-processes', () => {
    it.each([
      ['threads', [1, 3, 6, 10], 10, [0]],
      ['processes', [1, 2, 3, 4], 0, [0, 0, 0, 0, 0]],
    ])('%s', async (workers, seen, end, codes) => {
      const { printed, exitCodes } = await run('threads-or-processes', { workers });
      expect(printed).toEqual([
        ...seen.map((total, index) => `worker ${index + 1} sees ${total}`),
        `in the end there is ${end}`,
      ]);
      expect(exitCodes).toEqual(codes);
    });
  });

  describe('event-clear', () => {
    it('serves each dish after its order', async () => {
      const { printed, time } = await run('event-clear', { orders: 3 });
      expect(printed).toEqual(
        numbers(3).flatMap((n) => [`order ${n} comes in`, `dish ${n} is served`]),
      );
      expect(time).toBe(5000);
    });

    it('serves what nobody has ordered where the event is not cleared', async () => {
      const { printed } = await run('event-clear', { orders: 3, clear: false });
      expect(printed.slice(0, 3)).toEqual([
        'order 1 comes in',
        'dish 1 is served',
        'dish 2 is served',
      ]);
    });
  });

  describe('exit-codes', () => {
    it('tells how each child ended', async () => {
      const { printed, exitCodes, reports, threads } = await run('exit-codes', { code: 7 });
      expect(printed).toEqual([
        'succeed is still running: its exit code is None',
        'succeed has ended with exit code 0',
        'fail is still running: its exit code is None',
        'fail has ended with exit code 1',
        'leave is still running: its exit code is None',
        'leave has ended with exit code 7',
      ]);
      expect(exitCodes).toEqual([0, 1, 7, 0]);
      expect(reports).toEqual(['ValueError: this was not planned']);
      expect(threads).toHaveLength(4);
    });
  });

  describe('pid-and-parent', () => {
    const familyOf = (printed: readonly string[]) =>
      printed
        .map((line) => /is process (\d+), its parent is (\d+)/.exec(line)?.slice(1).map(Number))
        .filter((pair) => pair !== undefined);

    it('gives all children the same parent', async () => {
      const { printed, left } = await run('pid-and-parent', { children: 4 });
      const main = Number(printed[0]?.split(' ').at(-1));
      const family = familyOf(printed);
      expect(family.map(([, parent]) => parent)).toEqual([main, main, main, main]);
      expect(new Set(family.map(([pid]) => pid)).size).toBe(4);
      expect(left).toEqual([]);
    });

    it('gives each the one before as a chain', async () => {
      const { printed, exitCodes } = await run('pid-and-parent', { chain: true, children: 4 });
      const main = Number(printed[0]?.split(' ').at(-1));
      const pids = familyOf(printed).map(([pid]) => pid);
      expect(familyOf(printed).map(([, parent]) => parent)).toEqual([main, ...pids.slice(0, -1)]);
      expect(exitCodes).toEqual([0, 0, 0, 0, 0]);
    });
  });

  describe('own-process-class', () => {
    const seen = (printed: readonly string[]) =>
      printed.flatMap((line) => /sees (\d+) loaves/.exec(line)?.slice(1).map(Number) ?? []);
    const bakers = (printed: readonly string[]) =>
      new Set(printed.flatMap((line) => /process (\d+) bakes/.exec(line)?.[1] ?? []));

    it('has each baker count in a process of its own', async () => {
      const { printed, threads, time } = await run('own-process-class');
      expect(bakers(printed).size).toBe(3);
      expect(seen(printed)).toEqual([0, 0, 0]);
      expect(threads).toHaveLength(4);
      expect(time).toBeCloseTo(3200, 6);
    });

    it('bakes everything in the parent where it calls run()', async () => {
      const { printed, time } = await run('own-process-class', { start: false });
      expect([...bakers(printed)]).toEqual([printed[0]?.split(' ').at(-1)]);
      expect(seen(printed)).toEqual([2, 3, 4]);
      expect(time).toBeCloseTo(7200, 6);
    });
  });

  describe('daemon-processes', () => {
    const rounds = (printed: readonly string[]) =>
      printed.filter((line) => line.startsWith('the watchman')).length;

    it('terminates the daemon and waits for the other', async () => {
      const { printed, exitCodes, time } = await run('daemon-processes');
      expect(rounds(printed)).toBe(3);
      expect(printed.at(-1)).toBe('the writer has ended the letter');
      expect(exitCodes).toEqual([-15, 0, 0]);
      expect(time).toBe(3000);
    });

    it('waits for both where neither is a daemon', async () => {
      const { printed, exitCodes } = await run('daemon-processes', { daemon: false });
      expect(rounds(printed)).toBe(6);
      expect(exitCodes).toEqual([0, 0, 0]);
    });
  });

  describe('writer-and-reader', () => {
    const read = (printed: readonly string[]) =>
      printed.filter((line) => line.includes('has read')).map((line) => line.at(-1));

    it('loses the last letter where the reader is terminated', async () => {
      const { printed, left } = await run('writer-and-reader');
      expect(read(printed)).toEqual(['A', 'B', 'C', 'D']);
      expect(printed.at(-1)).toBe('the reader has ended with exit code -15');
      expect(left).toEqual([]);
    });

    it('reads every letter where None comes last', async () => {
      const { printed } = await run('writer-and-reader', { ending: 'none' });
      expect(read(printed)).toEqual(['A', 'B', 'C', 'D', 'E']);
      expect(printed.at(-1)).toBe('the reader has ended with exit code 0');
    });
  });

  describe('keyword-arguments', () => {
    it('hands each process its own', async () => {
      const { printed, threads, left } = await run('keyword-arguments', { times: 2 });
      expect(threads).toHaveLength(4);
      expect(sorted(printed)).toEqual([
        'Process-1 has greeted',
        'Process-2 has greeted',
        'Process-3 has greeted',
        ...numbers(3).map((n) => `good evening, Eve! (${n} of 3)`),
        'hello, Ann! (1 of 1)',
        ...numbers(2).map((n) => `hello, Ben! (${n} of 2)`),
      ]);
      expect(left).toEqual([]);
    });
  });

  describe('terminate-with-lock', () => {
    it('leaves the lock taken for ever', async () => {
      const { printed, left, exitCodes } = await run('terminate-with-lock');
      expect(printed).toEqual(['Ann has the printer', 'Ann has ended with exit code -15']);
      expect(left).toHaveLength(2);
      expect(exitCodes).toEqual([-15]);
    });

    it.each([[{ terminate: false }], [{ patience: 3 }]])(
      'hands it on where Ann may end: %j',
      async (changed) => {
        const { printed, left, exitCodes } = await run('terminate-with-lock', changed);
        expect(printed.at(-1)).toBe('Ben has ended with exit code 0');
        expect(exitCodes).toEqual([0, 0, 0]);
        expect(left).toEqual([]);
      },
    );
  });

  describe('separate-memory', () => {
    it('leaves the parent its own', async () => {
      const { printed, left } = await run('separate-memory', { children: 6 });
      const rests = numbers(6).map((n) => 100 - 10 * n);
      expect(printed.filter((line) => line.includes('reports'))).toEqual(
        rests.map((rest) => `a child reports ${rest}, its parent still has 100`),
      );
      expect(left).toEqual([]);
    });
  });

  describe('opposite-locks', () => {
    it('stands still for ever', async () => {
      const { printed, left } = await run('opposite-locks');
      expect(printed).toEqual(['Ann has one of the two', 'Ben has one of the two']);
      expect(left).toEqual(['MainThread', 'Ann', 'Ben']);
    });

    it('ends where both take the pen first', async () => {
      const { printed, left } = await run('opposite-locks', { opposite: false });
      expect(printed.filter((line) => line.includes('writes letter'))).toHaveLength(6);
      expect(left).toEqual([]);
    });
  });

  describe('dining-philosophers', () => {
    it.each([[2], [5], [10]])(
      'stands still with %d who take the left fork',
      async (philosophers) => {
        const { printed, left } = await run('dining-philosophers', { philosophers });
        expect(printed).toHaveLength(philosophers);
        expect(left).toHaveLength(philosophers + 1);
      },
    );

    it.each([
      ['ordered', 2],
      ['ordered', 5],
      ['waiter', 2],
      ['waiter', 10],
    ])('everybody eats: %s, %d', async (rule, philosophers) => {
      const { printed, left } = await run('dining-philosophers', { rule, philosophers });
      expect(printed.filter((line) => line.includes('eats'))).toHaveLength(3 * philosophers);
      expect(left).toEqual([]);
    });
  });

  describe('over-released-semaphore', () => {
    const most = (printed: readonly string[]) => mostInside(printed, 'is parked', 'drives off');

    it('parks more cars than there are places', async () => {
      const { printed, reports } = await run('over-released-semaphore');
      expect(most(printed)).toBeGreaterThan(2);
      expect(reports).toEqual([]);
    });

    it('raises in the end where it is bounded', async () => {
      const { reports, exitCodes } = await run('over-released-semaphore', { bounded: true });
      expect(new Set(reports)).toEqual(new Set(['ValueError: Semaphore released too many times']));
      expect(exitCodes).toEqual([0]);
    });

    it('is right without the mistake', async () => {
      const { printed, reports } = await run('over-released-semaphore', {
        mistake: false,
        bounded: true,
      });
      expect(most(printed)).toBe(2);
      expect(reports).toEqual([]);
    });
  });

  describe('sleep-as-lock', () => {
    it.each([
      [{}, 40],
      [{ late: 0 }, 50],
      [{ lock: true }, 50],
      [{ lock: true, late: 3, work: 0 }, 50],
    ])('%j', async (changed, sum) => {
      const { printed } = await run('sleep-as-lock', changed);
      expect(printed.at(-1)).toBe(`5 clerks put in 10 each, which makes ${sum}`);
    });
  });

  describe('failing-threads', () => {
    it('fails alone', async () => {
      const { printed, reports, exitCodes } = await run('failing-threads', { failure: 'raise' });
      const done = (number: number) =>
        printed.filter((line) => line.startsWith(`worker ${number} has`)).length;
      expect(numbers(3).map(done)).toEqual([4, 2, 4]);
      expect(reports).toEqual(['ZeroDivisionError: division by zero']);
      expect(exitCodes).toEqual([0]);
    });
  });

  describe('livelock', () => {
    it('goes on for ever, and nobody gets through', async () => {
      const { printed, left } = await run('livelock', {}, 60);
      expect(new Set(printed)).toEqual(new Set(['Ann says: after you', 'Ben says: after you']));
      expect(printed.length).toBeGreaterThan(60);
      expect(left).toContain('Ben');
    });

    it('ends where one is more patient', async () => {
      const { printed, left } = await run('livelock', { patient: true });
      expect(printed.slice(2)).toEqual(['Ann is through', 'Ben is through']);
      expect(left).toEqual([]);
    });
  });

  describe('readers-writers', () => {
    const waited = (printed: readonly string[]) =>
      Number(/waited ([\d.]+) s/.exec(printed.join('\n'))?.[1]);

    it('lets the writer starve until the readers have had enough', async () => {
      const { printed, left } = await run('readers-writers');
      expect(waited(printed)).toBeGreaterThan(6);
      expect(left).toEqual([]);
    });

    it('lets the writer in soon where it is fair', async () => {
      const { printed, left } = await run('readers-writers', { fair: true });
      expect(waited(printed)).toBeLessThan(1.5);
      expect(left).toEqual([]);
    });
  });

  describe('life-of-a-process', () => {
    it('leaves a zombie until the parent asks, or ends joined at once', async () => {
      const { printed, exitCodes, time } = await run('life-of-a-process');
      expect(printed).toEqual(['The exit code of the child is 0']);
      expect(exitCodes).toEqual([0, 0]);
      expect(time).toBe(6000);
      const joined = await run('life-of-a-process', { joins: true });
      expect(joined.printed).toEqual(printed);
      expect(joined.time).toBe(3500);
    });

    it('waits for a line of the reader', async () => {
      const { printed, left } = await run('life-of-a-process', { awaits: 'line', joins: true });
      expect(printed).toEqual(['Hello, Ada.', 'The exit code of the child is 0']);
      expect(left).toEqual([]);
    });
  });

  describe('process-tree', () => {
    const says = (number: number, parent: number) =>
      `child ${number}: now my parent is process ${parent}`;

    it.each(['waits', 'late'])('the parent %s and takes what its children left', async (parent) => {
      const { printed, time } = await run('process-tree', { parent });
      expect(printed.filter((line) => line.includes('now'))).toEqual([
        says(1, 4001),
        says(2, 4001),
      ]);
      expect(printed.filter((line) => line.startsWith('parent'))).toEqual([
        'parent: process 4002 left exit code 1',
        'parent: process 4003 left exit code 2',
      ]);
      expect(time).toBe(parent === 'waits' ? 5000 : 6000);
    });

    it('orphans are adopted by process 1', async () => {
      const { printed, exitCodes } = await run('process-tree', { parent: 'leaves' });
      expect(printed.filter((line) => line.includes('now'))).toEqual([says(1, 1), says(2, 1)]);
      expect(printed).toContain('main: the parent, process 4001, is gone');
      expect(exitCodes).toEqual([0, 1, 2, 0]);
    });
  });

  describe('fork', () => {
    const ends = (printed: readonly string[]) =>
      printed.flatMap((line) => /exit code (\d+)$/.exec(line)?.slice(1).map(Number) ?? []);

    it('comes back in the child with 0 and a memory of its own', async () => {
      const { printed, exitCodes, threads } = await run('fork', { children: 3 });
      expect(sorted(printed.filter((line) => line.startsWith('child')))).toEqual(
        [9, 8, 7].map((left, i) => `child ${i + 1}: fork() gave me 0, and I have ${left} apples`),
      );
      const parent = printed.flatMap((line) => /gave me (\d+), .* (\d+) /.exec(line) ?? []);
      expect(parent.slice(1, 3)).toEqual(['4001', '10']);
      expect(printed.at(-1)).toBe('parent: I still have 10 apples');
      expect(ends(printed)).toEqual([1, 2, 3]);
      expect(exitCodes).toEqual([3, 2, 1, 0]);
      expect(threads).toHaveLength(4);
    });

    it('takes them in the order in which they end', async () => {
      const { printed } = await run('fork', { children: 3, wait: 'any' });
      expect(ends(printed)).toEqual([3, 2, 1]);
    });
  });

  describe('list-from-child', () => {
    it.each([
      [{}, 6],
      [{ long: true }, 30_000],
      [{ first: 'join' }, 6],
      [{ way: 'global' }, 0],
    ])('%j', async (changed, length) => {
      const { printed, exitCodes } = await run('list-from-child', changed);
      expect(printed.at(-1)).toBe(`the parent has a list of ${length}`);
      expect(exitCodes).toEqual([0, 0]);
    });

    it('stands still where join() comes first and the list is long', async () => {
      const { printed, left } = await run('list-from-child', { first: 'join', long: true });
      expect(printed).toEqual(['the child has a list of 30000']);
      expect(left).toHaveLength(2);
    });
  });

  describe('manager', () => {
    const rooms = "'Ann': 1, 'Ben': 2, 'Cem': 3";

    it.each([
      ['manager', `{${rooms}}`, "['Ann', 'Ben', 'Cem']"],
      ['nested', `{'arrivals': [], ${rooms}}`, '[]'],
      ['plain', '{}', '[]'],
    ])('%s', async (keep, dict, list) => {
      const { printed, exitCodes, left } = await run('manager', { keep, guests: 3 });
      expect(printed).toEqual([`rooms: ${dict}`, `arrivals: ${list}`]);
      expect(exitCodes).toEqual(Array.from({ length: keep === 'plain' ? 4 : 5 }, () => 0));
      expect(left).toEqual([]);
    });
  });

  describe('pool', () => {
    const told = (printed: readonly string[], who: string) =>
      printed.filter((line) => line.startsWith(who)).map((line) => line.slice(who.length));
    const squares = numbers(10).map((n) => String(n * n));
    const inOrder = (lines: readonly string[]) => lines.toSorted((a, b) => Number(a) - Number(b));

    it('does ten tasks in the time of two', async () => {
      const { printed, time, exitCodes } = await run('pool');
      expect(printed[0]).toBe('all tasks are given');
      expect(printed.at(-1)).toBe('the pool has ended');
      expect(inOrder(told(printed, 'done: '))).toEqual(squares);
      expect(time).toBeCloseTo(2000, 6);
      expect(exitCodes).toEqual([0, 0, 0, 0, 0, 0]);
    });

    it('has workers that wait for tasks in no line of the program', async () => {
      const { waits } = await run('pool');
      const idle = waits.filter((wait) => wait.startsWith('get pool._inqueue'));
      expect(idle.length).toBeGreaterThan(5);
      expect(new Set(idle)).toEqual(new Set(['get pool._inqueue 0']));
    });

    it('does one after the other where each is waited for', async () => {
      const { printed, time } = await run('pool', { way: 'apply' });
      expect(told(printed, 'done: ')).toEqual(squares);
      expect(time).toBeCloseTo(10_000, 6);
    });

    it.each(['apply_async', 'apply'])('outlives a task that fails: %s', async (way) => {
      const { printed, exitCodes } = await run('pool', { way, fail: true });
      expect(told(printed, 'failed: ')).toEqual(['ValueError: 3 is not for me']);
      expect(inOrder(told(printed, 'done: '))).toEqual(squares.filter((text) => text !== '9'));
      expect(exitCodes).toEqual([0, 0, 0, 0, 0, 0]);
    });
  });

  describe('subprocess', () => {
    const address = 'Name:\twww.python.org\nAddress: 192.0.2.10';

    it('has the output and the exit code of each program', async () => {
      const { printed, exitCodes } = await run('subprocess');
      const ran = (line: string, result: string) => `${line}: exit code and output ${result}`;
      expect(printed).toEqual([
        ran(
          'nslookup www.python.org',
          String.raw`[0, 'Name:\twww.python.org\nAddress: 192.0.2.10\n']`,
        ),
        ran('echo hello', String.raw`[0, 'hello\n']`),
        ran('sleep 1', "[0, '']"),
        ran(
          'nslookup nobody.example',
          String.raw`[1, "** server can't find nobody.example: NXDOMAIN\n"]`,
        ),
        ran('sh -c exit 3', "[3, '']"),
        "[Errno 2] No such file or directory: 'no-such-program'",
      ]);
      expect(exitCodes).toEqual([0, 0, 0, 1, 3, 0]);
    });

    it('lets them write to the console where it only calls them', async () => {
      const { printed } = await run('subprocess', { way: 'call' });
      expect(printed.slice(0, 4)).toEqual([
        address,
        'nslookup www.python.org: exit code 0',
        'hello',
        'echo hello: exit code 0',
      ]);
    });

    it('raises for an exit code other than 0 where it checks', async () => {
      const { printed } = await run('subprocess', { check: true });
      expect(printed.filter((line) => line.startsWith('Command'))).toEqual([
        "Command '['nslookup', 'nobody.example']' returned non-zero exit status 1.",
        "Command '['sh', '-c', 'exit 3']' returned non-zero exit status 3.",
      ]);
    });
  });

  describe('call-or-message', () => {
    it.each([
      ['call', '7.5'],
      ['message', '4.5'],
    ])('by %s it takes %s s', async (way, seconds) => {
      const { printed } = await run('call-or-message', { way });
      expect(printed).toHaveLength(7);
      expect(printed.at(-1)).toBe(`that took ${seconds} s`);
    });
  });

  describe('tcp-segments', () => {
    const has = (printed: readonly string[], who: string) =>
      printed.filter((line) => line.startsWith(`${who} has`)).map((line) => line.split(' has ')[1]);

    it.each([
      { loss: 0 },
      { loss: 15 },
      { loss: 30, message: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ' },
      { loss: 30, window: 1, reorder: false },
      { loss: 5, timeout: 1, window: 8 },
    ])('every byte arrives once and in order: %j', async (changed) => {
      const { printed, left, reports } = await run('tcp-segments', changed);
      const { message = 'ORDER OUT OF IP' } = changed as { message?: string };
      const arrived = has(printed, 'server');
      expect([arrived[0], arrived.at(-1)]).toEqual(['SYN', 'FIN']);
      expect(arrived.slice(1, -1).join('').replaceAll("'", '')).toBe(message);
      expect(has(printed, 'client')).toEqual(['SYN', 'FIN']);
      expect([left, reports]).toEqual([[], []]);
    });

    it('sends nothing again over a link that loses nothing and is in time', async () => {
      const { printed } = await run('tcp-segments', { loss: 0, reorder: false });
      expect(printed.filter((line) => line.endsWith('again'))).toEqual([]);
      expect(printed.at(-1)).toBe('0 packets were lost');
    });
  });

  describe('task-server', () => {
    it.each([
      [{}, '1438 primes below 12000'],
      [{ tasks: 3, workers: 4 }, '430 primes below 3000'],
    ])('does all tasks with workers of its own: %j', async (changed, total) => {
      const { printed, left, reports } = await run('task-server', changed);
      expect(printed.at(-1)).toBe(total);
      const said = printed.filter((line) => / says own \d$/.test(line));
      expect(said).toHaveLength(printed.length - 1);
      expect([left, reports]).toEqual([[], []]);
    });
  });

  describe('upper-case-server', () => {
    const reads = (printed: readonly string[]) =>
      sorted(printed.filter((line) => line.includes(' reads: ')));
    const answers = [
      'client 1 reads: HELLO FROM CLIENT 1',
      'client 1 reads: STRASSE',
      'client 2 reads: HELLO FROM CLIENT 2',
      'client 2 reads: IS ANYBODY THERE?',
      'client 3 reads: ',
      'client 3 reads: HELLO FROM CLIENT 3',
    ];

    it.each([true, false])(
      'answers everything that is typed: concurrent %s',
      async (concurrent) => {
        const { printed, left, reports, exitCodes } = await run('upper-case-server', {
          concurrent,
        });
        expect(reads(printed)).toEqual(sorted(answers));
        expect(printed.at(-1)).toBe('everybody has left');
        expect([left, reports]).toEqual([[], []]);
        expect(exitCodes).toEqual(Array(concurrent ? 7 : 4).fill(0));
      },
    );

    it('greets all while each has a process, else only the first until that one leaves', async () => {
      const greeted = async (concurrent: boolean) =>
        reads((await run('upper-case-server', { concurrent }, 2.6)).printed).length;
      expect(await greeted(true)).toBe(3);
      expect(await greeted(false)).toBeLessThan(6);
      const { printed } = await run('upper-case-server', { concurrent: false });
      const over = printed.indexOf('conversation 1 is over');
      expect(printed.slice(0, over).filter((line) => line.includes('client 2 reads'))).toEqual([]);
    });
  });
});

describe('concurrency-parallelism', () => {
  it.each<[workers: string, cores: string, io: number, least: number, most: number]>([
    ['threads', '1', 0, 3.2, 3.2],
    ['threads', '2', 0, 3.2, 3.2],
    ['threads', '4', 0, 3.2, 3.2],
    ['free', '1', 0, 3.2, 3.2],
    ['free', '2', 0, 1.6, 1.7],
    ['free', '4', 0, 0.8, 0.8],
    ['processes', '1', 0, 3.2, 3.2],
    ['processes', '2', 0, 1.6, 1.7],
    ['processes', '4', 0, 0.8, 0.8],
    // Who waits needs no core: the work of the others hides the waiting.
    ['threads', '1', 0.2, 3.2, 3.6],
    ['free', '4', 0.2, 1.6, 1.6],
  ])('%s on %s cores, with %d s of I/O', async (workers, cores, io, least, most) => {
    const scenario = findScenario('concurrency-parallelism')!;
    const { values } = readParams(scenario.params, { workers, cores, io });
    const { strategy } = scenario.opens!(values);
    const module = await loadProgram(scenario.id);
    const model = new Model({
      module,
      params: values,
      seed: 1,
      strategy: strategies[strategy](),
      timed: true,
    });
    expect(model.run(10_000)).toBe('finished');
    const { printed } = outcomeOf(model.trace, Infinity);
    expect(sorted(printed.slice(0, 4))).toEqual(numbers(4).map((n) => `worker ${n} is done`));
    const seconds = Number(/after (.*) s/.exec(printed[4] ?? '')?.[1]);
    expect(seconds).toBeGreaterThanOrEqual(least);
    expect(seconds).toBeLessThanOrEqual(most);
  });
});
