import { init, t } from 'i18next';
import { beforeAll, describe, expect, test } from 'vitest';
import { randomTrace } from '../trace/random-trace.ts';
import { traceOf } from '../trace/trace-notation.ts';
import type { Trace } from '../trace/trace.ts';
import { findDeadlock } from './deadlock.ts';
import { explainDeadlock } from './explain-deadlock.ts';
import { explainEvent } from './explain-event.ts';
import { explainObject } from './explain-object.ts';
import { explainThread } from './explain-thread.ts';
import { History } from './history.ts';
import { Names } from './names.ts';
import type { Sentence } from './sentence.ts';
import en from './texts/en.json' with { type: 'json' };
import zhCN from './texts/zh-CN.json' with { type: 'json' };

const START = `
  process P
  process C parent P
  thread main in P
  thread t1 in P
  thread t2 in P
  lock m
  lock n
  semaphore s limit 2
  event go
  queue q limit 1
  pipe p
  variable x
  other c
  rlock r
  condition cv
  barrier b limit 3
  value total
  array slots
  lifo-queue stack
  executor pool in P
  future f in P
  future g in P
  executor other in C
  0 main runs
  0 t1 runs
  0 t2 runs
`;

beforeAll(async () => {
  await init({
    lng: 'en',
    fallbackLng: false,
    resources: { en: { views: en }, 'zh-CN': { views: zhCN } },
    defaultNS: 'views',
    interpolation: { escapeValue: false },
  });
});

const say = (sentences: readonly Sentence[], lng = 'en') =>
  sentences.map(({ key, params }) => t(key, { ...params, lng, ns: 'views' })).join('. ');

const at = (text: string) => {
  const trace = traceOf(START + text);
  return { trace, world: new History(trace).live(trace.endTime) };
};

test.each(['m', 's'])('who tries for %s and fails is said not to have got it', (object) => {
  const { trace } = at(`1 t1 fails acquire ${object}`);
  const told = explainEvent(trace, new Names(trace), trace.length - 1);
  expect(say([told])).toBe(`t1 did not get ${object}`);
  expect(say([told], 'zh-CN')).toBe(`t1 没有得到 ${object}`);
});

describe('why a thread waits', () => {
  test.each([
    [
      '1200 main acquire m :12\n1300 t1 waits acquire m for main',
      'Waiting for main to release lock m, held since 1.20 s (line 12)',
    ],
    [
      '5 main acquire m\n6 t1 waits acquire m for main',
      'Waiting for main to release lock m, held since 5 ms',
    ],
    [
      '5 main acquire m\n6 t2 waits acquire m\n6 t1 waits acquire m for main limit 60',
      'Waiting for main to release lock m, held since 5 ms. Gives up at 66 ms. 1 other thread waits for the same',
    ],
    [
      '5 t1 acquire m\n6 t1 waits acquire m for t1',
      'Waiting for lock m, which it holds itself: it can never get it',
    ],
    [
      '5 main acquire m\n6 t1 waits acquire m for main\n7 main ends',
      'Waiting for lock m, whose holder main ended without releasing it',
    ],
    ['6 t1 waits acquire s', 'Waiting for a permit of semaphore s: all 2 are taken'],
    ['6 t1 waits wait go', 'Waiting until event go is set'],
    ['6 t1 waits wait cv', 'Waiting on condition cv until another thread notifies it'],
    ['6 t1 waits wait b', 'Waiting at barrier b for the others: 0 of 3 have arrived'],
    ['6 t1 waits read total for main', 'Waiting to read total: main holds its lock'],
    ['6 t1 waits write slots for main', 'Waiting to write slots: main holds its lock'],
    ['6 t1 waits result f', 'Waiting for the result of f, which no worker has begun'],
    ['5 t2 begin f = 1\n6 t1 waits result f', 'Waiting for the result of f, which t2 works on'],
    ['6 t1 waits wait-futures', 'Waiting until one or all of its futures are done'],
    ['6 t1 waits get stack', 'Waiting for an item: queue stack is empty'],
    ['6 t1 waits started for t2', 'Waiting for t2 to begin'],
    [
      '5 main acquire r = 1 :4\n7 main acquire r = 2 :5\n8 t1 waits acquire r for main',
      'Waiting for main to release lock r, held since 5 ms (line 4)',
    ],
    ['6 t1 waits wait c', 'Waiting on c until another thread lets it go on'],
    ['6 t1 waits get q', 'Waiting for an item: queue q is empty'],
    ['5 main put q = 1 "\'a\'"\n6 t1 waits put q', 'Waiting for room: queue q is full (1 of 1)'],
    ['6 t1 waits recv p', 'Waiting for a message: pipe p is empty'],
    ['6 t1 waits sleep limit 1000', 'Asleep until 1.01 s'],
    ['6 t1 waits join for main', 'Waiting for main to end'],
    [
      '6 t1 waits drain for t2',
      'Its function returned; waits for t2 to end before the process can exit',
    ],
    ['6 t1 waits swap c', 'Waiting in swap on c'],
    ['6 t1 waits swap', 'Waiting in swap'],
    [
      '6 t1 ends raised "Traceback\\nValueError: no"',
      'Ended at 6 ms by an exception: ValueError: no',
    ],
    ['6 t1 ends killed', 'Killed at 6 ms'],
    [
      '1 main acquire m\n2 t1 waits acquire m for main\n3 main release m\n3 main wakes t1 m',
      'Woken by main, about to try acquire on m again',
    ],
    ['1 t1 set go = 1 %0\n2 main acquire m %0', 'Ready, but without a core: main has core 1'],
    ['', 'Running since 0 ms'],
  ])('%s', (text, expected) => {
    const { trace, world } = at(text);
    expect(say(explainThread(trace, world, 1))).toBe(expected);
  });
});

describe('the state of an object', () => {
  test.each([
    [0, '', 'Free since 0 ms'],
    [
      0,
      '5 t1 acquire m :7\n6 t2 waits acquire m',
      'Held by t1 since 5 ms (line 7). 1 thread waits: t2',
    ],
    [2, '', '0 of 2 permits left'],
    [3, '4 t1 set go = 1', 'Set since 4 ms'],
    [4, '4 t1 put q = 1 "1"', 'Full: 1 item'],
    [5, '4 t1 send p = 1 "1"', '1 message sent and not yet received'],
    [6, '4 t1 write x = 7 "7"', '7 since 4 ms'],
    [7, '', 'In use'],
    [8, '5 t1 acquire r = 1\n6 t1 acquire r = 2', 'Held by t1 2 times over, since 5 ms'],
    [9, '4 t1 notify cv = 2', '2 threads wait to be notified'],
    [10, '4 t1 wait b = -1', 'Broken: whoever waits in it gets an error'],
    [14, '4 t1 begin f = 1', 'Tasks: 1 waiting, 1 being worked on, 0 done'],
    // A recording tells what is put into it, and of no futures.
    [17, '', 'In use'],
    [15, '', 'Waits for a worker'],
    [15, '4 t1 begin f = 1', 't1 works on it since 4 ms'],
    [15, '4 t1 begin f = 1\n5 t1 finish f = -1 "9"', 'Done since 5 ms, with the result 9'],
    [15, '4 t1 begin f = 1\n5 t1 finish f = -2 "KeyError: 7"', 'Raised KeyError: 7 at 5 ms'],
    [15, '4 t1 begin f = -3', 'Cancelled at 4 ms'],
  ])('%i %s', (object, text, expected) => {
    const { trace, world } = at(text);
    expect(say(explainObject(trace, world, object))).toBe(expected);
  });
});

describe('deadlock', () => {
  const told = (text: string) => {
    const { trace, world } = at(text);
    const deadlock = findDeadlock(trace, world);
    return deadlock === undefined ? 'none' : say(explainDeadlock(trace, world, deadlock));
  };
  const crossed = '1 t1 acquire m\n2 t2 acquire n\n3 t1 waits acquire n for t2\n';
  test.each([
    ['nobody waits', '', 'none'],
    ['one waits', crossed, 'none'],
    [
      'two in a circle, though main runs',
      `${crossed}4 t2 waits acquire m for t1`,
      'Deadlock: 2 threads wait for each other in a circle. t1 waits for lock n, held by t2. t2 waits for lock m, held by t1',
    ],
    ['a time limit breaks the circle', `${crossed}4 t2 waits acquire m for t1 limit 9`, 'none'],
    [
      'a lock and a join',
      '1 main acquire m\n2 t1 waits acquire m for main\n3 main waits join for t1',
      'Deadlock: 2 threads wait for each other in a circle. main waits for t1 to end. t1 waits for lock m, held by main',
    ],
    [
      'two tasks that wait for each other',
      '1 t1 begin f = 1\n1 t2 begin g = 1\n2 t1 waits result g\n3 t2 waits result f',
      'Deadlock: 2 threads wait for each other in a circle. t1 waits for the result of g, which t2 works on. t2 waits for the result of f, which t1 works on',
    ],
    [
      'with itself',
      '1 t1 acquire m\n2 t1 waits acquire m for t1',
      'Deadlock: a thread waits for itself. t1 waits for lock m, which it holds itself',
    ],
    [
      'two circles',
      '1 main acquire m\n1 main waits join for main\n' +
        '1 t1 acquire n\n2 t1 waits acquire n for t1',
      'Deadlock: 2 threads wait for each other in 2 separate circles. main waits for main to end. t1 waits for lock n, which it holds itself',
    ],
    [
      'everyone waits',
      '1 main ends\n1 t1 waits get q\n2 t2 waits wait go',
      'Deadlock: all 2 threads left wait, and nobody can wake them. t1 waits for an item: q is empty. t2 waits until go is set',
    ],
    [
      'the holder of a lock is no more',
      '1 t1 acquire m\n2 t1 ends\n2 main ends\n3 t2 waits acquire m for t1',
      'Deadlock: the only thread left waits, and nobody can wake it. t2 waits for lock m, whose holder t1 ended without releasing it',
    ],
    ['somebody sleeps', '1 main ends\n1 t1 waits get q\n2 t2 waits sleep limit 5', 'none'],
    ['everyone ended', '1 main ends\n1 t1 ends\n2 t2 ends', 'none'],
  ])('%s', (_, text, expected) => expect(told(text)).toBe(expected));

  test('daemon threads alone may wait for ever', () => {
    const { trace, world } = at(`thread d in P daemon
      1 d waits get q
      1 main ends
      1 t1 ends
      1 t2 ends`);
    expect(findDeadlock(trace, world)).toBeUndefined();
  });
});

describe('a daemon that ticks', () => {
  const tick = (ms: number) => `${ms} d print "tick"\n${ms} d waits sleep limit ${ms + 1}\n`;
  const told = (text: string) => {
    const { trace, world } = at(`thread d in P daemon\n1 d runs\n${text}`);
    return findDeadlock(trace, world)?.kind;
  };
  const stuck = '1 main waits join for t1\n1 t1 waits wait go\n1 t2 ends\n';
  test('does not hide that all others wait for ever', () => {
    expect(told(`${stuck}${tick(2)}${tick(3)}`)).toBeUndefined();
    expect(told(`${stuck}${tick(2)}${tick(3)}${tick(4)}`)).toBe('besides');
  });
  test('may yet wake somebody if it does anything else', () => {
    expect(told(`${stuck}${tick(2)}3 d put q = 1\n${tick(3)}${tick(4)}`)).toBeUndefined();
    expect(
      told(`1 main waits join for t1\n1 t2 ends\n${tick(2)}${tick(3)}${tick(4)}`),
    ).toBeUndefined();
  });
});

describe('what happened', () => {
  test.each([
    ['1 main put q = 1 "\'a\'"', "main put 'a' into q"],
    ['1 main put q = 1', 'main called put on q'],
    ['1 main swap c', 'main called swap on c'],
    ['1 main raises wait-futures "TimeoutError"', 'main: wait_futures raised TimeoutError'],
    ['1 main waits drain for t1', 'main began to wait for the others to end'],
    ['1 t1 waits acquire m for main', 't1 began to wait for main: acquire on m'],
    ['1 t1 waits acquire m for t1', 't1 began to wait: acquire on m'],
    ['1 main waits started for t1', 'main began to wait for t1 to begin'],
    ['1 main waits join for t1', 'main began to wait for t1 to end'],
    ['1 main waits wait-futures', 'main began to wait for its futures'],
    ['1 t1 waits sleep limit 56', 't1 fell asleep until 57 ms'],
    ['1 main wakes t1 m', 'main woke t1, which waited on m'],
    ['1 main exits 3', 'Process P exited with code 3'],
    ['1 main raises get q "queue.Empty"', 'main: get raised queue.Empty'],
    ['1 t1 join main', 't1 joined main'],
  ])('%s', (text, expected) => {
    const { trace, world } = at(text);
    expect(say([explainEvent(trace, world.names, trace.length - 1)])).toBe(expected);
  });
});

describe('catalogues', () => {
  const keys = (tree: object, path = ''): string[] =>
    Object.entries(tree).flatMap(([key, value]) =>
      typeof value === 'string' ? [path + key] : keys(value as object, `${path}${key}.`),
    );

  test('have the same keys, apart from plurals that Chinese does not have', () => {
    const single = (key: string) => !key.endsWith('_one');
    expect(keys(zhCN)).toEqual(keys(en).filter(single));
  });

  const sentencesOf = (trace: Trace): Sentence[] => {
    const history = new History(trace);
    const all: Sentence[] = [];
    for (let count = 0; count < trace.length; count++) {
      const world = history.at(count, trace.time(Math.max(0, count - 1)));
      all.push(explainEvent(trace, world.names, count));
      world.threads.forEach((_, i) => all.push(...explainThread(trace, world, i)));
      world.objects.forEach((_, i) => all.push(...explainObject(trace, world, i)));
    }
    return all;
  };

  test.each(['en', 'zh-CN'])('leave nothing open in %s', (lng) => {
    const texts = sentencesOf(randomTrace({ events: 400, seed: 1 })).map((one) => say([one], lng));
    for (const text of texts) expect(text).not.toMatch(/\{\{|undefined|\?|^[a-z-]+\.[a-z-]+$/);
  });
});
