import { expect, it } from 'vitest';
import { Model } from '../../engines/model/engine.ts';
import { random } from '../../engines/model/strategies/random.ts';
import { PyError } from '../../program/builtins.ts';
import { ProcessPoolExecutor, ThreadPoolExecutor } from '../../program/concurrent-futures.ts';
import type { Steps } from '../../program/steps.ts';
import { sleep } from '../../program/time.ts';
import { ExecutorTasks } from './executor-tasks.ts';

function* square(n: number): Steps<number> {
  yield* sleep(n);
  if (n === 1) throw new PyError('ValueError', 'one');
  return n * n;
}

function* main(processes: boolean): Steps<void> {
  const Executor = processes ? ProcessPoolExecutor : ThreadPoolExecutor;
  const first = yield* new Executor(2);
  const second = yield* new Executor(1);
  for (const n of [3, 1, 5, 2, 9]) yield* first.submit(square, n);
  yield* second.submit(square, 4);
  yield* sleep(3.5);
  yield* first.shutdown(false, { cancelFutures: true });
}

it.each([false, true])('each executor has its tasks, each worker its own: %s', (processes) => {
  const model = new Model({
    module: { main, square },
    params: processes,
    seed: 1,
    timed: true,
    strategy: random(),
  });
  expect(model.run(3000)).toBe('finished');
  const { trace } = model;
  const tasks = new ExecutorTasks();
  for (let seq = 0; seq < trace.length; seq++) tasks.eat(trace, seq);
  const executors = trace.objects.flatMap(({ kind }, i) => (kind === 'executor' ? [i] : []));
  const all = executors.map((executor) => tasks.at(executor, trace.length));
  expect(all.map((own) => own.map(({ call }) => call))).toEqual([
    [3, 1, 5, 2, 9].map((n) => `square(${n})`),
    ['square(4)'],
  ]);
  const workers = executors.map(
    (executor) =>
      trace.threads.filter(({ of, role }) => of === executor && role === 'worker').length,
  );
  expect(workers).toEqual([2, 1]);
  const [own = []] = all;
  const told = own
    .filter(({ done }) => done < Infinity)
    .toSorted((a, b) => a.done - b.done)
    .map(({ call, end, value }) => `${call} ${end} ${value}`);
  // Worker processes take one call in advance.
  expect(told.slice(0, 2)).toEqual(['square(1) raised ValueError: one', 'square(3) result 9']);
  expect(told.at(-1)).toBe(processes ? 'square(9) result 81' : 'square(5) result 25');
  const at = (n: number) => own.find(({ call }) => call === `square(${n})`)!;
  expect(at(3).worker).not.toBe(at(1).worker);
  expect(at(5).worker).toBe(at(1).worker);
  expect(at(2).worker).toBe(at(3).worker);
  expect(tasks.at(executors[0]!, at(5).given)).toHaveLength(2);
});
