/** A barrier made by hand lets the quick through twice. */
import { print, Variable } from '../../program/builtins.ts';
import type { Steps } from '../../program/steps.ts';
import { Lock, Semaphore, Thread } from '../../program/threading.ts';
import { sleep } from '../../program/time.ts';
import type { Params } from './scenario.ts';

interface Table {
  /** How many players have come to the end of the round. */
  readonly ready: Variable<number>;
  /** Held while the players are counted. */
  readonly lock: Lock;
  /** One for each player, once all have come. */
  readonly tokens: Semaphore;
  /** One for each player, once all have taken their tokens. */
  readonly onward: Semaphore;
}

export function* main(params: Params): Steps<void> {
  const ready = yield* new Variable(0); // [ready]
  const lock = yield* new Lock(); // [lock]
  const tokens = yield* new Semaphore(0); // [tokens]
  const onward = yield* new Semaphore(0); // [onward]
  const table: Table = { ready, lock, tokens, onward };

  for (let number = 1; number <= params.players; number++) {
    const name = `player ${number}`;
    const player = yield* new Thread({ target: play, args: [number, table, params], name }); // [create]
    yield* player.start(); // [start]
  }
}

export function* play(number: number, table: Table, params: Params): Steps<void> {
  for (let turn = 1; turn <= params.rounds; turn++) {
    yield* sleep(params.think * number); // [think]
    yield* barrier(number, table, params);
    yield* print(`player ${number} plays round ${turn}`); // [play]
  }
}

function* barrier(
  number: number,
  { ready, lock, tokens, onward }: Table,
  { second, players, reach }: Params,
): Steps<void> {
  yield* lock.acquire(); // [count-in]
  yield* ready.set((yield* ready.get()) + 1); // [one-more]
  if ((yield* ready.get()) === players /* [all-here] */) {
    yield* tokens.release(players); // [open]
    if (!second) {
      yield* ready.set(0); // [reset]
    }
  }
  yield* lock.release(); // [counted-in]
  if (number === players) {
    yield* sleep(reach); // [reach]
  }
  yield* tokens.acquire(); // [take]
  if (second) {
    yield* lock.acquire(); // [count-out]
    yield* ready.set((yield* ready.get()) - 1); // [one-less]
    if ((yield* ready.get()) === 0 /* [all-through] */) {
      yield* onward.release(players); // [open-second]
    }
    yield* lock.release(); // [counted-out]
    yield* onward.acquire(); // [go-on]
  }
}
