import { expect, it } from 'vitest';
import { TraceWriter } from '../../trace/trace-notation.ts';
import { Names } from '../../views/names.ts';
import { EventReader } from './plain-events.ts';

const story = `
process P
thread main in P
thread t1 in P
lock m in P
0  main runs
1  main acquire m = 1
2  main start t1
2  t1 runs
3  t1 waits acquire m for main
4  main release m = 0
4  main wakes t1 m
5  t1 acquire m = 1 :12
6  t1 ends
`;

it('names who blocked a thread and who woke it', () => {
  const { trace } = new TraceWriter().write(story);
  const events = new EventReader(trace).readFrom(0, new Names(trace));
  expect(events).toHaveLength(trace.length);
  const [block] = events.filter(({ kind }) => kind === 'block');
  expect(block).toMatchObject({ thread: 't1', op: 'acquire', object: 'm', blockedBy: 'main' });
  const woken = events.filter(({ wokenBy }) => wokenBy !== null);
  expect(woken).toMatchObject([{ kind: 'done', thread: 't1', wokenBy: 'main', line: 12, time: 5 }]);
  expect(events.at(-1)).toMatchObject({ kind: 'end', thread: 't1', process: 'P', object: null });
});

it('reads on, and again from before', () => {
  const { trace } = new TraceWriter().write(story);
  const reader = new EventReader(trace);
  const names = new Names(trace);
  const all = reader.readFrom(0, names);
  expect(reader.readFrom(trace.length, names)).toEqual([]);
  expect(reader.readFrom(trace.length - 3, names)).toEqual(all.slice(-3));
  expect(reader.readFrom(0, names)).toEqual(all);
});
