import { expect, it } from 'vitest';
import { Model } from '../engines/model/engine.ts';
import { random } from '../engines/model/strategies/random.ts';
import { currentProcess } from '../program/multiprocessing.ts';
import type { Steps } from '../program/steps.ts';
import { Thread } from '../program/threading.ts';
import { traceOf } from '../trace/trace-notation.ts';
import { explainEvent } from './explain-event.ts';
import { briefName, processName, showNamesAt, threadName } from './names.ts';

function* work(): Steps<void> {
  // It only has a name.
}

function* main(): Steps<void> {
  const thread = yield* new Thread({ target: work });
  yield* thread.start();
  yield* thread.setName('renamed');
  const process = yield* currentProcess();
  yield* process.setName('Boss');
}

it('a thread and a process go by the names that they were given last', () => {
  const model = new Model({
    module: { main, work },
    params: null,
    seed: 1,
    timed: true,
    strategy: random(),
  });
  const { trace } = model;
  expect([threadName(trace, 0), processName(trace, 0)]).toEqual(['MainThread', 'MainProcess']);
  model.run(1000);
  model.flush();
  expect([0, 1].map((thread) => threadName(trace, thread))).toEqual(['MainThread', 'renamed']);
  expect(processName(trace, 0)).toBe('Boss');
});

it('main threads of several processes are called by their process where there is little room', () => {
  const trace = traceOf(`
    process MainProcess
    process Ann parent MainProcess
    thread MainThread in MainProcess
    thread MainThread in Ann
    thread worker in Ann
    process Ben parent MainProcess
    thread door in MainProcess
    thread door in Ben
  `);
  const all = [0, 1, 2];
  expect(all.map((thread) => briefName(trace, thread))).toEqual(['MainProcess', 'Ann', 'worker']);
  // A thread that forks is the main thread of the child, under its name.
  expect([3, 4].map((thread) => briefName(trace, thread))).toEqual(['door (MainProcess)', 'Ben']);
  expect(all.map((thread) => threadName(trace, thread))).toEqual([
    'MainThread (MainProcess)',
    'MainThread (Ann)',
    'worker',
  ]);
});

it('in the past a thread and a process go by the names that they had there', () => {
  const model = new Model({
    module: { main, work },
    params: null,
    seed: 1,
    timed: true,
    strategy: random(),
  });
  const { trace } = model;
  model.run(1000);
  model.flush();
  const [first, second] = trace.renames;
  const names = () => [threadName(trace, 1), briefName(trace, 1), processName(trace, 0)];
  showNamesAt(trace, first!.seq);
  expect(names()).toEqual(['Thread-1 (work)', 'Thread-1', 'MainProcess']);
  showNamesAt(trace, first!.seq + 1);
  expect(names()).toEqual(['renamed', 'renamed', 'MainProcess']);
  showNamesAt(trace, second!.seq + 1);
  expect(names()).toEqual(['renamed', 'renamed', 'Boss']);
  const { key, params } = explainEvent(trace, first!.seq);
  expect(key).toBe('done.set-name');
  expect(params).toMatchObject({ thread: 'MainThread', other: 'Thread-1 (work)', text: 'renamed' });
});
