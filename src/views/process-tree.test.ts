import { expect, it } from 'vitest';
import { Model } from '../engines/model/engine.ts';
import { random } from '../engines/model/strategies/random.ts';
import { Process } from '../program/multiprocessing.ts';
import type { Steps } from '../program/steps.ts';
import { sleep } from '../program/time.ts';
import { traceOf } from '../trace/trace-notation.ts';
import { History } from './history.ts';
import { hasPid, processTree, runsAmong } from './process-tree.ts';

/** "name state depth" of each process, in the order of the tree; an orphan has a "*". */
function told(story: string, at: number): string[] {
  const trace = traceOf(story);
  const history = new History(trace);
  const count = Array.from({ length: trace.length }, (_, seq) => seq).filter(
    (seq) => trace.time(seq) <= at,
  ).length;
  return processTree(trace, history.at(count, at)).map(
    ({ process, run, depth, isOrphan }) =>
      `${trace.processes[process]?.name} ${run} ${depth}${isOrphan ? '*' : ''}`,
  );
}

const family = `
  process P
  thread main in P
  0 main runs
  process C parent P
  thread child in C
  1 main start child @s
  2 child runs <s
  process G parent C
  thread grand in G
  3 child start grand
  3 grand runs
  4 child waits sleep
`;

it('tells the states of a life', () => {
  const life = `${family}
    5 child runs
    6 child ends
    6 child exits 3
    7 main reap child
    8 main exits 0
  `;
  expect(told(life, 0)).toEqual(['P running 0', 'C new 1']);
  expect(told(life, 1)).toEqual(['P running 0', 'C ready 1']);
  expect(told(life, 2)).toEqual(['P running 0', 'C running 1', 'G new 2']);
  expect(told(life, 4)).toEqual(['P running 0', 'C blocked 1', 'G running 2']);
  expect(told(life, 6)).toEqual(['P running 0', 'C zombie 1', 'G running 1*']);
  expect(told(life, 7)).toEqual(['P running 0', 'C ended 1', 'G running 1*']);
  expect(told(life, 8)).toEqual(['P ended 0', 'C ended 1', 'G running 1*']);
});

it('knows a daemon, and who has been started', () => {
  const rest = () => sleep(1);
  const main = function* (): Steps<void> {
    const watchman = yield* new Process({ target: rest, name: 'watchman', daemon: true });
    yield* watchman.start();
    yield* new Process({ target: rest, name: 'idler' });
  };
  const module = { main, rest };
  const model = new Model({ module, params: null, seed: 1, timed: true, strategy: random() });
  model.run(1000);
  model.flush();
  const { trace } = model;
  const world = new History(trace).at(trace.length, trace.endTime);
  expect(processTree(trace, world).map(({ isDaemon }) => isDaemon)).toEqual([false, true, false]);
  expect([0, 1, 2].map((process) => hasPid(trace, world, process))).toEqual([true, true, false]);
});

it('a process runs while one of its threads does', () => {
  const story = `${family}
    thread second in C
    5 child start second
    6 second runs
    7 second waits sleep
  `;
  expect(told(story, 5)[1]).toBe('C running 1');
  expect(told(story, 6)[1]).toBe('C running 1');
  expect(told(story.replace('5 child start second', '5 grand start second'), 5)[1]).toBe(
    'C ready 1',
  );
  expect(told(story.replace('5 child start second', '5 grand start second'), 7)[1]).toBe(
    'C blocked 1',
  );
});

it('an orphan that has ended is gone once process 1 has taken its exit code', () => {
  const story = `${family}
    5 child ends
    5 child exits 0
    6 grand ends
    6 grand exits 0
    7 - reap grand
  `;
  expect(told(story, 6)).toEqual(['P running 0', 'C zombie 1', 'G zombie 1*']);
  expect(told(story, 7)).toEqual(['P running 0', 'C zombie 1', 'G ended 1*']);
});

it('a process that a signal has stopped is stopped, whatever its threads do, until SIGCONT or its end', () => {
  const story = `${family}
    5 main kill child = 19
    6 grand wakes child
    7 main kill child = 15
    8 main kill child = 18
    9 main kill grand = 19
    10 grand ends killed
    10 grand exits -9
    11 main kill grand = 19
  `;
  const states = (at: number) => told(story, at).slice(1);
  expect(states(4)).toEqual(['C blocked 1', 'G running 2']);
  expect(states(5)).toEqual(['C stopped 1', 'G running 2']);
  expect(states(7)).toEqual(['C stopped 1', 'G running 2']);
  expect(states(8)).toEqual(['C ready 1', 'G running 2']);
  expect(states(9)).toEqual(['C ready 1', 'G stopped 2']);
  expect(states(10)).toEqual(['C ready 1', 'G zombie 2']);
  expect(states(11)).toEqual(['C ready 1', 'G zombie 2']);
});

it('there is a column for stopped processes once there has been one', () => {
  const trace = traceOf(`${family}
    5 main kill child = 19
    6 main kill child = 18
  `);
  const columnsAt = (count: number) =>
    runsAmong(new History(trace).at(count, 9)).includes('stopped');
  expect([
    columnsAt(trace.length - 2),
    columnsAt(trace.length - 1),
    columnsAt(trace.length),
  ]).toEqual([false, true, true]);
});
