/** A process has a memory of its own. */
import { print, Variable } from '../../program/builtins.ts';
import { type Connection, pipe, Process } from '../../program/multiprocessing.ts';
import type { Steps } from '../../program/steps.ts';
import { sleep } from '../../program/time.ts';
import type { Params } from './scenario.ts';

export function* main(params: Params): Steps<void> {
  const balance = yield* new Variable(100); // [balance]
  const children = [];
  for (let number = 1; number <= params.children; number++) {
    const [ours, theirs] = yield* pipe(); // [pipe]
    const args: Parameters<typeof spend> = [10 * number, balance, theirs, params.work];
    const child = yield* new Process({ target: spend, args }); // [create]
    yield* child.start(); // [start]
    children.push({ child, ours });
  }
  for (const { child, ours } of children) {
    const rest = (yield* ours.recv()) as number; // [receive]
    yield* print(`a child reports ${rest}, its parent still has`, yield* balance.get()); // [parent-has]
    yield* child.join(); // [join]
  }
}

export function* spend(
  amount: number,
  balance: Variable<number>,
  parent: Connection,
  work: number,
): Steps<void> {
  yield* sleep(work); // [work]
  yield* balance.set((yield* balance.get()) - amount); // [spend]
  yield* print(`the child that spent ${amount} has`, yield* balance.get()); // [child-has]
  yield* parent.send(yield* balance.get()); // [report]
}
