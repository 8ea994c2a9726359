import { expect, test } from 'vitest';
import { traceOf } from '../../trace/trace-notation.ts';
import { PoolTasks } from './pool-tasks.ts';

const trace = traceOf(`
  process P
  thread main in P
  process W parent P
  thread worker in W
  pool team in P
  queue team._taskqueue in P of team as task-queue inner fields job,part,call
  pipe team._inqueue of team as call-queue inner fields job,part,call
  pipe team._outqueue of team as result-queue inner fields job,part,succeeded,value
  queue other._taskqueue in P
  1 main put team._taskqueue "[7, 0, 'work(\\'a\\', 1)', {}, []]"
  2 main put team._taskqueue "[8, 0, 'work(2)', {}, []]"
  3 main put team._inqueue "[7, 0, 'work(\\'a\\', 1)', {}, []]"
  4 worker get team._inqueue "[7, 0, 'work(\\'a\\', 1)', {}, []]"
  5 worker put team._outqueue "[7, 0, True, [[1, 2]]]"
  6 worker get team._inqueue "[8, 0, 'work(2)', {}, []]"
  7 worker put team._outqueue "[8, 0, False, ['ValueError', 'it is 2']]"
`);
const pool = trace.objects.findIndex(({ kind }) => kind === 'pool');
const tasks = new PoolTasks();
for (let seq = 0; seq < trace.length; seq++) tasks.eat(trace, seq);
const seqAt = (time: number) =>
  Array.from({ length: trace.length }, (_, seq) => seq).find((seq) => trace.time(seq) === time)!;

test('a task is given, taken and answered', () => {
  const [first, second] = tasks.at(pool, trace.length);
  expect(first).toMatchObject({ text: "work('a', 1)", worker: 1, failed: false, value: '[1, 2]' });
  expect([first?.given, first?.taken, first?.done]).toEqual([seqAt(1), seqAt(4), seqAt(5)]);
  expect(second).toMatchObject({ text: 'work(2)', failed: true, value: 'ValueError: it is 2' });
});

test('at a cursor in the past there is what had been given', () => {
  expect(tasks.at(pool, seqAt(2)).map(({ text }) => text)).toEqual(["work('a', 1)"]);
});

test('its queues are found by their roles', () => {
  const named = (name: string) => trace.objects.findIndex((object) => object.name === name);
  expect(tasks.queues(pool)).toMatchObject({
    inqueue: named('team._inqueue'),
    outqueue: named('team._outqueue'),
  });
});

test('what is told of the pool itself is its tasks, too', () => {
  const told = traceOf(`
  process P
  thread main in P
  thread one in P
  executor e in P limit 1
  1 main put e "f(1)" @a
  2 main put e "f(2)" @b
  3 one get e "f(1)" <a
  4 one result e "of another"
  4 one finish e "10"
  5 one get e "f(2)" <b
  6 one raises finish e "ValueError: 2"
`);
  const fold = new PoolTasks();
  for (let seq = 0; seq < told.length; seq++) fold.eat(told, seq);
  const executor = told.objects.findIndex(({ kind }) => kind === 'executor');
  expect(fold.at(executor, told.length)).toMatchObject([
    { text: 'f(1)', worker: 1, failed: false, value: '10' },
    { text: 'f(2)', worker: 1, failed: true, value: 'ValueError: 2' },
  ]);
});
