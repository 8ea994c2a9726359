/** A queue counts the tasks that are not done yet. */
import { print } from '../../program/builtins.ts';
import { JoinableQueue, Process } from '../../program/multiprocessing.ts';
import { Queue } from '../../program/queue.ts';
import type { Steps } from '../../program/steps.ts';
import { Thread } from '../../program/threading.ts';
import { sleep } from '../../program/time.ts';
import type { Params } from './scenario.ts';

type Todo = Queue<number> | JoinableQueue<number>;

export function* main({ processes, extra, workers, tasks, work }: Params): Steps<void> {
  const todo = processes
    ? yield* new JoinableQueue<number>() // [shared-queue]
    : yield* new Queue<number>(); // [queue]

  for (let number = 1; number <= workers; number++) {
    const args: Parameters<typeof toil> = [number, todo, work];
    const name = `worker ${number}`;
    const worker = processes
      ? yield* new Process({ target: toil, args, name, daemon: true }) // [create-process]
      : yield* new Thread({ target: toil, args, name, daemon: true }); // [create]
    yield* worker.start(); // [start]
  }
  for (let task = 1; task <= tasks; task++) {
    yield* todo.put(task); // [put]
  }
  yield* print('all tasks are given out'); // [given]
  yield* todo.join(); // [join]
  yield* print('all tasks are done'); // [done]

  if (extra) {
    yield* todo.taskDone(); // [extra]
  }
}

export function* toil(number: number, todo: Todo, work: number): Steps<void> {
  while (true) {
    const task = yield* todo.get(); // [get]
    yield* sleep(work + number / 5); // [work]
    yield* print(`worker ${number} has done task ${task}`); // [did]
    yield* todo.taskDone(); // [task-done]
  }
}
