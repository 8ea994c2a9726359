import { expect, it } from 'vitest';
import { Model } from '../engines/model/engine.ts';
import { random } from '../engines/model/strategies/random.ts';
import { currentProcess } from '../program/multiprocessing.ts';
import type { Steps } from '../program/steps.ts';
import { Thread } from '../program/threading.ts';
import { traceOf, TraceWriter } from '../trace/trace-notation.ts';
import { explainEvent } from './explain-event.ts';
import { History } from './history.ts';
import { NameHistory, Names } from './names.ts';

function* work(): Steps<void> {
  // Only its name matters.
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
  const before = new Names(trace);
  expect([before.thread(0), before.process(0)]).toEqual(['MainThread', 'MainProcess']);
  model.run(1000);
  model.flush();
  const names = new Names(trace);
  expect([0, 1].map((thread) => names.thread(thread))).toEqual(['MainThread', 'renamed']);
  expect(names.process(0)).toBe('Boss');
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
  const names = new Names(trace);
  const all = [0, 1, 2];
  expect(all.map((thread) => names.brief(thread))).toEqual(['MainProcess', 'Ann', 'worker']);
  // A forking thread is the main thread of the child, under its own name.
  expect([3, 4].map((thread) => names.brief(thread))).toEqual(['door (MainProcess)', 'Ben']);
  expect(all.map((thread) => names.thread(thread))).toEqual([
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
  const history = new NameHistory(trace);
  const at = (count: number) => {
    const names = history.at(count);
    return [names.thread(1), names.brief(1), names.short(1), names.process(0)];
  };
  expect(at(first!.seq)).toEqual(['Thread-1 (work)', 'Thread-1', 'w1', 'MainProcess']);
  expect(at(first!.seq + 1)).toEqual(['renamed', 'renamed', 'r', 'MainProcess']);
  expect(at(second!.seq + 1)).toEqual(['renamed', 'renamed', 'r', 'Boss']);
  const now = history.at(first!.seq + 1);
  const { key, params } = explainEvent(trace, now, first!.seq);
  expect(key).toBe('done.set-name');
  expect(params).toMatchObject({ thread: 'MainThread', other: 'Thread-1 (work)', text: 'renamed' });
});

it('names are another object exactly where somebody is called otherwise, or a newcomer may share a name', () => {
  const writer = new TraceWriter();
  const { trace } = writer.write(`
    process P
    thread worker in P
    0 worker runs
  `);
  const history = new History(trace);
  const before = history.at(2, 0);
  expect(before.names.thread(0)).toBe('worker');
  expect(history.at(3, 0).names).toBe(before.names);
  writer.write('thread worker in P');
  expect(history.at(2, 0)).not.toBe(before);
  expect(history.at(2, 0).names.thread(0)).toBe('worker (P) #1');
  // An earlier result does not change.
  expect(before.names.thread(0)).toBe('worker');
});
