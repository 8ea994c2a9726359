import { describe, expect, test } from 'vitest';
import { randomTrace } from '../trace/random-trace.ts';
import { traceOf } from '../trace/trace-notation.ts';
import { Trace } from '../trace/trace.ts';
import { History } from './history.ts';
import { laneStateNames, LANE_STATES, type IntervalColumn } from './interval-column.ts';
import { Lanes } from './lanes.ts';
import { stepInLane } from './search.ts';
import type { StepColumn, StepSummary } from './step-column.ts';

const START = `
  process P
  process C parent P
  thread main in P
  thread child in C
  thread t1 in P
  lock m in P
  queue q limit 2
  variable n in P
  0 main runs
`;

const lanesOf = (text: string) => {
  const trace = traceOf(START + text);
  const lanes = new Lanes(trace);
  lanes.advance();
  return { trace, lanes };
};

const intervals = (column: IntervalColumn) =>
  Array.from(
    { length: column.length },
    (_, i) => `${column.start[i]} ${laneStateNames[column.state[i]!]}`,
  ).join(', ');

test('a condition has as many in line as wait on it', () => {
  const { lanes } = lanesOf(
    'condition c in P\n5 t1 runs\n6 t1 waits wait c\n7 child runs\n7 child waits wait c limit 2\n9 child fails wait c\n10 main notify c = 0',
  );
  const { start, value, length } = lanes.objects[3]!.steps;
  const steps = Array.from({ length }, (_, i) => `${start[i]}: ${value[i]}`);
  expect(steps).toEqual(['0: 0', '6: 1', '7: 2', '9: 1', '10: 0']);
});

describe('intervals of a thread', () => {
  test.each([
    ['grey until it runs', '5 t1 runs', '0 new, 5 running'],
    ['amber between start and run', '5 main start t1\n6 t1 runs', '0 new, 5 ready, 6 running'],
    ['operations that do not wait leave it green', '5 t1 runs\n6 t1 acquire m', '0 new, 5 running'],
    [
      'red while it waits for a lock, amber until it is through',
      '5 t1 runs\n6 t1 waits acquire m for main\n8 main wakes t1 m\n9 t1 acquire m',
      '0 new, 5 running, 6 blocked, 8 ready, 9 running',
    ],
    [
      'amber while another has its core',
      '5 t1 runs %0\n6 main set n = 1 %0\n8 t1 set n = 2 %0',
      '0 new, 5 running, 6 ready, 8 running',
    ],
    [
      'green while another runs on another core',
      '5 t1 runs %0\n6 main set n = 1 %1\n8 t1 set n = 2 %0',
      '0 new, 5 running',
    ],
    [
      'blue asleep',
      '5 t1 runs\n6 t1 waits sleep limit 3\n9 t1 sleep',
      '0 new, 5 running, 6 asleep, 9 running',
    ],
    ['purple for messages', '5 t1 runs\n6 t1 waits get q', '0 new, 5 running, 6 message'],
    [
      'its own state for a join',
      '5 t1 runs\n6 t1 waits join for main',
      '0 new, 5 running, 6 joining',
    ],
    [
      'one wait for a child, whoever else ends meanwhile',
      '5 t1 runs\n6 t1 waits join for child\n8 main wakes t1\n8 t1 waits join for child\n9 child ends @e\n9 child wakes t1 <e\n9 t1 join child <e',
      '0 new, 5 running, 6 joining, 9 ready, 9 running',
    ],
    [
      'two waits for a lock that another took first',
      '5 t1 runs\n6 t1 waits acquire m for main\n8 main wakes t1 m\n9 t1 waits acquire m for child',
      '0 new, 5 running, 6 blocked, 8 ready, 9 blocked',
    ],
    [
      'nothing after its end',
      '5 t1 runs\n6 t1 ends\n7 main wakes t1 m',
      '0 new, 5 running, 6 ended',
    ],
  ])('%s', (_, text, expected) => {
    expect(intervals(lanesOf(text).lanes.threads[2]!.intervals)).toBe(expected);
  });
});

test('a lock has as many waiters as want it, until they have it or give up', () => {
  const { lanes } = lanesOf(
    '1 main acquire m\n5 t1 runs\n6 t1 waits acquire m for main\n7 child runs\n7 child waits acquire m for main limit 2\n9 child fails acquire m\n10 main release m\n10 main wakes t1 m\n12 t1 acquire m\n13 t1 waits get q',
  );
  const told = ({ start, value, length }: StepColumn) =>
    Array.from({ length }, (_, i) => `${start[i]}: ${value[i]}`);
  expect(told(lanes.objects[0]!.waiters)).toEqual(['6: 1', '7: 2', '9: 1', '12: 0']);
  expect(told(lanes.objects[1]!.waiters)).toEqual([]);
});

describe('steps of an object', () => {
  const steps = (text: string, object: number) => {
    const { trace, lanes } = lanesOf(text);
    const column = lanes.objects[object]!.steps;
    return Array.from({ length: column.length }, (_, i) => {
      const who = trace.threads[column.thread[i]!]?.name ?? '-';
      return `${column.start[i]} ${column.value[i]} ${who}`;
    }).join(', ');
  };
  test.each([
    [
      'a lock says who holds it',
      0,
      '1 main acquire m\n3 main release m\n4 t1 acquire m',
      '0 0 -, 1 1 main, 3 0 -, 4 1 t1',
    ],
    [
      'taking it again is no step',
      0,
      '1 main acquire m\n2 main acquire m\n3 main release m = 1',
      '0 0 -, 1 1 main',
    ],
    [
      'a queue has a depth',
      1,
      '1 main put q = 1 "a"\n2 main put q = 2 "b"',
      '0 0 -, 1 1 main, 2 2 main',
    ],
    [
      'a read is no step, another text is',
      2,
      '1 main read n = 0 "0"\n2 main write n = 0 "[]"',
      '0 0 -, 2 0 main',
    ],
  ])('%s', (_, object, text, expected) => expect(steps(text, object)).toBe(expected));
});

test('lanes are grouped by process in order of creation, what is shared comes last', () => {
  const { trace, lanes } = lanesOf('');
  const groups = lanes
    .groups()
    .map(({ process, threads, objects }) => [
      trace.processes[process]?.name ?? 'shared',
      ...threads.map((lane) => trace.threads[lane.index]!.name),
      ...objects.map((lane) => trace.objects[lane.index]!.name),
    ]);
  expect(groups).toEqual([
    ['P', 'main', 't1', 'm', 'n'],
    ['C', 'child'],
    ['shared', 'q'],
  ]);
  expect(lanes.groups()).toBe(lanes.groups());
});

test('tasks stand below the thread that they take turns on', () => {
  const { trace, lanes } = lanesOf(`
    thread t2 in P
    thread task-1 in P within t1
    thread task-2 in P within main
    thread task-3 in P within t1
  `);
  const names = lanes.groups()[0]!.threads.map((lane) => trace.threads[lane.index]!.name);
  expect(names).toEqual(['main', 'task-2', 't1', 'task-1', 'task-3', 't2']);
});

test('lanes made in one go and step by step are the same', () => {
  const trace = randomTrace({ events: 3000, seed: 7 });
  const whole = new Lanes(trace);
  whole.advance();
  const replayed = new Trace(trace.ops);
  const stepwise = new Lanes(replayed);
  for (let seq = 0; seq < trace.length; seq++) {
    replayed.append(trace.event(seq));
    stepwise.advance();
  }
  expect(stepwise.threads).toEqual(whole.threads);
  expect(stepwise.objects).toEqual(whole.objects);
});

describe('summaries', () => {
  const trace = randomTrace({ events: 20_000, seed: 8, threads: 4, objects: 1 });
  const lanes = new Lanes(trace);
  lanes.advance();
  const end = trace.endTime;
  const windows = Array.from({ length: 200 }, (_, i) => {
    const from = (i / 220) * end;
    return [from, from + (end - from) * ((i * 37) % 100) * 0.01 + 0.01] as const;
  });

  test('of intervals equal what adding them up gives', () => {
    const { intervals: column } = lanes.threads[0]!;
    for (const [from, to] of windows) {
      const [first, last] = [column.at(from), column.at(to)];
      const expected = new Float64Array(LANE_STATES);
      for (let i = first; i <= last; i++) {
        const [a, b] = [Math.max(column.start[i]!, from), Math.min(column.endOf(i, to), to)];
        expected[column.state[i]!]! += b - a;
      }
      const spent = new Float64Array(LANE_STATES);
      expect(column.spend(from, first, to, spent)).toBe(last);
      spent.forEach((time, state) => expect(time).toBeCloseTo(expected[state]!, 6));
    }
  });

  test('of steps equal what looking at each gives', () => {
    const column = lanes.objects[1]!.steps;
    for (const [from, to] of windows) {
      const [first, last] = [column.at(from), column.at(to)];
      const values = [...column.value.subarray(first, last + 1)];
      let integral = 0;
      for (let i = first; i <= last; i++)
        integral +=
          column.value[i]! * (Math.min(column.endOf(i, to), to) - Math.max(column.start[i]!, from));
      const summary: StepSummary = { min: 0, max: 0, mean: 0 };
      column.summary(from, first, to, last, summary);
      expect(summary.min).toBe(Math.min(...values));
      expect(summary.max).toBe(Math.max(...values));
      expect(summary.mean).toBeCloseTo(integral / (to - from), 6);
    }
  });
});

test('stepping through a lane visits what concerns it, and stops at both ends', () => {
  const { trace, lanes } = lanesOf(
    '1 main start t1\n2 t1 runs\n3 main acquire m\n4 t1 waits acquire m',
  );
  const lane = lanes.threads[2]!;
  const walk: number[] = [];
  for (let at = -1; (at = stepInLane(lane, at, 1)) >= 0;) walk.push(trace.time(at));
  expect(walk).toEqual([0, 1, 2, 4]);
  expect(stepInLane(lane, 0, -1)).toBe(-1);
});

test('who is on which core', () => {
  const { trace, lanes } = lanesOf(`
    1 main start t1 %0
    2 t1 runs %1
    3 t1 set n = 1 %0
    4 main set n = 2 %1
    5 t1 waits acquire m for main %0
    6 main ends
  `);
  const story = lanes.cores.map(({ steps }) =>
    Array.from({ length: steps.length }, (_, i) => {
      const thread = trace.threads[steps.thread[i]!]?.name ?? 'nobody';
      return `${steps.start[i]} ${steps.value[i]} ${thread}`;
    }).join(', '),
  );
  expect(story).toEqual([
    '1 1 main, 3 1 t1, 5 0 nobody',
    '2 1 t1, 3 0 nobody, 4 1 main, 6 0 nobody',
  ]);
  const world = new History(trace).live(6);
  expect(world.seats).toEqual([-1, -1]);
});
