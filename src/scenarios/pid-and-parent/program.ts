/** Every process has a number, and knows that of its parent. */
import { print } from '../../program/builtins.ts';
import { Process } from '../../program/multiprocessing.ts';
import { getpid, getppid } from '../../program/os.ts';
import type { Steps } from '../../program/steps.ts';
import { sleep } from '../../program/time.ts';
import type { Params } from './scenario.ts';

export function* main(params: Params): Steps<void> {
  yield* print('the main process is', yield* getpid()); // [main]
  const children = [];
  for (let number = 1; number <= (params.chain ? 1 : params.children); number++) {
    const child = yield* new Process({ target: live, args: [number, params] }); // [create]
    yield* child.start(); // [start]
    yield* print(`process ${yield* child.pid()} is born`); // [born]
    children.push(child);
  }
  for (const child of children) {
    yield* child.join(); // [join]
  }
}

export function* live(number: number, params: Params): Steps<void> {
  const { chain, children, work } = params;
  yield* sleep(work); // [work]
  const [pid, parent] = [yield* getpid(), yield* getppid()]; // [tell]
  yield* print(`child ${number} is process ${pid}, its parent is ${parent}`); // [tell]
  if (chain && number < children) {
    const child = yield* new Process({ target: live, args: [number + 1, params] }); // [create-next]
    yield* child.start(); // [start-next]
    yield* child.join(); // [join-next]
  }
  yield* sleep(work); // [rest]
}
