import { describe, expect, test } from 'vitest';
import { randomTrace } from '../trace/random-trace.ts';
import { traceOf } from '../trace/trace-notation.ts';
import { Fold, NO_TABLES } from './fold.ts';
import { History } from './history.ts';
import type { World } from './state.ts';

const START = `
  process P
  thread main in P
  thread t1 in P
  lock m
  queue q limit 2
  variable n
  0 main runs
`;

/** "main:running t1:blocked(acquire m by main until 60)" and "m=1[main]~t1". */
function story(text: string): string {
  const trace = traceOf(START + text);
  const world = new History(trace).live(trace.endTime);
  const name = (index: number) => trace.threads[index]?.name ?? '-';
  const threads = world.threads.map((t) => {
    const op = trace.ops[t.op]?.name;
    const on = trace.objects[t.object]?.name;
    const details = [op, on, t.blockedBy < 0 ? '' : `by ${name(t.blockedBy)}`]
      .concat(t.deadline < 0 ? '' : `until ${t.deadline}`)
      .filter(Boolean);
    return `${name(t.index)}:${t.run}${details.length > 0 ? `(${details.join(' ')})` : ''}`;
  });
  const objects = world.objects.flatMap((o) => {
    const inside = [...o.holders.map(name), ...o.items.map((item) => item.text)].join(' ');
    const waiting = o.waiting.map(name).join(' ');
    if (o.lastEvent < 7) return [];
    return `${trace.objects[o.index]!.name}=${o.text || o.measure}[${inside}]${waiting ? `~${waiting}` : ''}`;
  });
  return [...threads, ...objects].join(' ');
}

describe('the state of threads and objects', () => {
  test.each([
    ['a created thread is new', '', 'main:running t1:new'],
    ['a started thread is ready', '1 main start t1', 'main:running t1:ready'],
    [
      'a thread whose core another has is ready',
      '1 main start t1 %0\n2 t1 runs %1\n3 main set n = 1 %1',
      'main:running t1:ready n=1[]',
    ],
    ['it runs', '1 main start t1 @s\n2 t1 runs <s', 'main:running t1:running'],
    ['a lock has a holder', '1 main acquire m', 'main:running t1:new m=1[main]'],
    [
      'a blocked thread stands in line',
      '1 main acquire m\n1 t1 runs\n2 t1 waits acquire m for main limit 58',
      'main:running t1:blocked(acquire m by main until 60) m=1[main]~t1',
    ],
    [
      'a condition counts who waits, until it is notified or gives up',
      'condition c\n1 t1 runs\n2 t1 waits wait c\n3 main waits wait c limit 5\n8 main fails wait c',
      'main:running t1:blocked(wait c) c=1[]~t1',
    ],
    [
      'a woken thread that has to wait again stands behind the others',
      '1 t1 runs\n2 t1 waits get q\n3 main waits get q\n4 - wakes t1 q\n5 t1 waits get q',
      'main:blocked(get q) t1:blocked(get q) q=0[]~main t1',
    ],
    [
      'a woken thread is ready and still in line',
      '1 main acquire m\n1 t1 runs\n2 t1 waits acquire m for main\n3 main release m\n3 main wakes t1 m',
      'main:running t1:ready(acquire m by main) m=0[]~t1',
    ],
    [
      'it gets through',
      '1 main acquire m\n1 t1 runs\n2 t1 waits acquire m for main\n3 main release m\n3 main wakes t1 m\n4 t1 acquire m',
      'main:running t1:running m=1[t1]',
    ],
    [
      'a time limit covers every try of one operation',
      '1 t1 runs\n2 t1 waits acquire m limit 50\n9 main wakes t1 m\n10 t1 waits acquire m limit 42',
      'main:running t1:blocked(acquire m until 52) m=0[]~t1',
    ],
    [
      'giving up leaves the line',
      '1 t1 runs\n2 t1 waits acquire m limit 5\n7 t1 fails acquire m',
      'main:running t1:running m=0[]',
    ],
    [
      'any thread may release a lock',
      '1 main acquire m\n1 t1 runs\n2 t1 release m',
      'main:running t1:running m=0[]',
    ],
    [
      'a killed holder keeps its lock, a killed waiter leaves the line',
      '1 t1 runs\n1 t1 acquire m\n2 main waits acquire m for t1\n3 t1 ends killed\n4 main ends killed',
      'main:ended t1:ended m=1[t1]',
    ],
    [
      'items leave by their cause',
      `1 main put q = 1 "'a'"\n2 main put q = 2 "'b'" @b\n3 main get q = 1 "'b'" <b`,
      "main:running t1:new q=1['a']",
    ],
    [
      'what went last onto a stack leaves first',
      `lifo-queue s\n1 main put s = 1 "'a'"\n2 main put s = 2 "'b'"`,
      "main:running t1:new s=2['b' 'a']",
    ],
    ['a variable has its value as text', '1 main write n = 4 "4"', 'main:running t1:new n=4[]'],
    ['a sleep ends by itself', '1 main waits sleep limit 5', 'main:blocked(sleep until 6) t1:new'],
  ])('%s', (_, text, expected) => expect(story(text)).toBe(expected));

  test('holders of a semaphore are never more than the permits that are out', () => {
    const trace = traceOf(`${START}
      semaphore s limit 2 = 2
      1 main acquire s = 1
      2 main acquire s = 0
      3 main release s = 1`);
    expect(new History(trace).live(3).objects[3]!.holders).toEqual([0]);
  });

  test('a process has an exit code', () => {
    const world = new History(traceOf(`${START} 1 main exits -9`)).live(1);
    expect(world.processes).toMatchObject([{ index: 0, exitCode: -9 }]);
  });
});

const plain = (world: World) => ({ ...world, time: 0, names: undefined });

describe('worlds', () => {
  test('at any count equal a fold from scratch, asked for in any order', () => {
    for (const seed of [1, 2, 3]) {
      const trace = randomTrace({ events: 10_000, seed });
      const history = new History(trace);
      const counts = Array.from(
        { length: 30 },
        (_, i) => (i * 7919 * (seed + 1)) % (trace.length + 1),
      );
      for (const count of [...counts, 0, 4095, 4096, 4097, trace.length]) {
        const fold = new Fold(trace, NO_TABLES);
        fold.advanceTo(count);
        expect(plain(history.at(count, 0))).toEqual({ ...fold.freeze(), time: 0 });
      }
    }
  });

  test('never change once given', () => {
    const trace = randomTrace({ events: 600, seed: 4 });
    const history = new History(trace);
    const worlds = Array.from({ length: 60 }, (_, i) => history.at(i * 10, 0));
    const copies = structuredClone(worlds);
    for (let i = 59; i >= 0; i--) history.at(i * 10, 0);
    history.live(1e9);
    expect(worlds).toEqual(copies);
  });

  test('share every state that did not change, forward and back', () => {
    const trace = traceOf(`${START}
      1 main acquire m
      2 t1 runs
      3 t1 put q = 1 "1"`);
    const history = new History(trace);
    const before = history.at(9, 3);
    const after = history.at(10, 3);
    expect(after.threads[0]).toBe(before.threads[0]);
    expect(after.threads[1]).not.toBe(before.threads[1]);
    expect(after.objects[0]).toBe(before.objects[0]);
    const again = history.at(9, 3);
    expect(again.threads[0]).toBe(before.threads[0]);
    expect(again.objects[0]).toBe(before.objects[0]);
    expect(history.at(9, 3)).toBe(again);
    expect(history.at(9, 4).threads).toBe(again.threads);
  });

  test('at the live edge keep their identity while nothing happens', () => {
    const trace = randomTrace({ events: 100, seed: 5 });
    const history = new History(trace);
    const world = history.live(1e6);
    expect(history.live(1e6)).toBe(world);
    expect(history.live(1e6 + 1).threads).toBe(world.threads);
  });
});
