/**
 * Small random programs for property tests: threads and a process that lock, wait, pass items on, sleep, time out,
 * raise, send signals to main and deadlock. Their behaviour is data (the params of one fixed program), so any of them
 * can be written down.
 */
import { Dict, List, print, Variable } from '../../program/builtins.ts';
import { PyError } from '../../kernel/errors.ts';
import { pipe, Process, type Connection } from '../../program/multiprocessing.ts';
import { getpid, kill } from '../../program/os.ts';
import { Queue } from '../../program/queue.ts';
import { random as drawn } from '../../program/random.ts';
import { SIGINT, signal, SIGUSR1 } from '../../program/signal.ts';
import type { Steps } from '../../program/steps.ts';
import { Condition, Event, Lock, Semaphore, Thread } from '../../program/threading.ts';
import { monotonic, sleep } from '../../program/time.ts';
import { draw } from './chance.ts';

/** One action of a thread: a verb, an object, and a number. */
type Act = readonly [verb: (typeof verbs)[number], object: number, n: number];

export interface RandomProgram {
  /** Actions of each thread; the first part is main's. */
  readonly parts: readonly (readonly Act[])[];
  /** True: one more part runs in a process of its own, over a pipe. */
  readonly process: boolean;
}

const verbs = [
  'acquire',
  'release',
  'try',
  'permit',
  'give',
  'set',
  'clear',
  'wait',
  'wait-long',
  'put',
  'get',
  'get-long',
  'add',
  'append',
  'pop',
  'tally',
  'visit',
  'sleep',
  'clock',
  'draw',
  'print',
  'raise',
  'signal',
  'again',
  'turn',
  'notify',
  'hand',
] as const;

const KINDS = 2;

export function randomProgram(seed: number): RandomProgram {
  let draws = 0;
  const below = (limit: number) => draw(seed, draws++, limit, 99);
  const parts = Array.from({ length: 1 + below(4) }, () =>
    Array.from({ length: below(9) }, (): Act => [
      verbs[below(verbs.length)] ?? 'print',
      below(KINDS),
      below(4),
    ]),
  );
  return { parts, process: below(4) === 0 };
}

/** The program that interprets such params. */
export const randomModule: Readonly<Record<string, unknown>> = { main, part, partner, handler };

type Things = readonly [
  Lock[],
  Semaphore[],
  Event[],
  Queue<number>[],
  Variable<number>[],
  List<number>[],
  Dict<number, number>[],
  Condition[],
];

function* main({ parts, process }: RandomProgram): Steps<void> {
  yield* signal(SIGUSR1, handler);
  yield* signal(SIGINT, handler);
  const things: Things = [[], [], [], [], [], [], [], []];
  for (let n = 0; n < KINDS; n++) {
    things[0].push(yield* new Lock());
    things[1].push(yield* new Semaphore(n));
    things[2].push(yield* new Event());
    things[3].push(yield* new Queue<number>(n + 1));
    things[4].push(yield* new Variable(0));
    things[5].push(yield* new List<number>());
    things[6].push(yield* new Dict<number, number>());
    things[7].push(yield* new Condition());
  }
  const threads = [];
  for (const [index, acts] of parts.entries()) {
    if (index === 0) continue;
    const thread = yield* new Thread({ target: part, args: [acts, things], daemon: index === 3 });
    yield* thread.start();
    threads.push(thread);
  }
  if (process) {
    const [ours, theirs] = yield* pipe();
    const child = yield* new Process({ target: partner, args: [theirs] });
    yield* child.start();
    yield* ours.send(7);
    yield* print('back', yield* ours.recv());
  }
  yield* part(parts[0] ?? [], things);
  for (const thread of threads) yield* thread.join(3);
}

/** Takes a while, or raises. */
function* handler(signum: number): Steps<void> {
  yield* print('handles', signum);
  yield* sleep(0.3);
  if (signum === SIGINT) throw new PyError('ValueError', 'of a handler');
}

function* partner(end: Connection): Steps<void> {
  yield* sleep(0.5);
  yield* end.send(yield* end.recv());
}

function* part(acts: readonly Act[], things: Things): Steps<void> {
  for (const act of acts) {
    try {
      yield* perform(act, things);
    } catch (error) {
      if (act[0] === 'raise') throw error;
      yield* print(String(error));
    }
  }
}

function* perform([verb, index, n]: Act, things: Things): Steps<void> {
  const lock = things[0][index]!;
  const permits = things[1][index]!;
  const flag = things[2][index]!;
  const queue = things[3][index]!;
  const variable = things[4][index]!;
  const list = things[5][index]!;
  const dict = things[6][index]!;
  const turn = things[7][index]!;
  switch (verb) {
    case 'acquire':
      yield* lock.acquire();
      return;
    case 'release':
      yield* lock.release();
      return;
    case 'try':
      yield* print('held', yield* lock.acquire(n > 0, n > 0 ? n / 2 : -1));
      return;
    case 'permit':
      yield* permits.acquire(true, n);
      return;
    case 'give':
      yield* permits.release(n);
      return;
    case 'set':
      yield* flag.set();
      return;
    case 'clear':
      yield* flag.clear();
      return;
    case 'wait':
      yield* flag.wait();
      return;
    case 'wait-long':
      yield* print('flag', yield* flag.wait(n / 3));
      return;
    case 'put':
      yield* queue.put(n, n > 0, n);
      return;
    case 'get':
      yield* queue.get();
      return;
    case 'get-long':
      yield* print('item', yield* queue.get(true, n));
      return;
    case 'add':
      yield* variable.set((yield* variable.get()) + n);
      return;
    case 'append':
      yield* list.append(n);
      return;
    case 'pop':
      yield* print('popped', yield* list.pop(n - 2));
      return;
    case 'tally':
      yield* dict.setItem(n, (yield* dict.get(n, 0)) + 1);
      return;
    case 'visit':
      yield* dict.forEach(function* (key, count) {
        yield* print(key, 'so often:', count);
      });
      return;
    case 'sleep':
      yield* sleep(n / 2);
      return;
    case 'clock':
      yield* print('at', yield* monotonic());
      return;
    case 'draw':
      yield* print('drew', yield* drawn());
      return;
    case 'print':
      yield* print(`é${n}`, yield* variable.get());
      return;
    case 'again':
      yield* lock.release();
      yield* lock.acquire();
      return;
    case 'turn':
      yield* turn.with(function* () {
        yield* print('turn', yield* turn.wait(n / 2));
      });
      return;
    case 'notify':
      yield* turn.with(() => turn.notify(n));
      return;
    case 'hand':
      yield* queue.put(n, false);
      yield* queue.get(false);
      return;
    case 'signal':
      yield* kill(yield* getpid(), n === 0 ? SIGINT : SIGUSR1);
      return;
    case 'raise':
      throw new PyError('ValueError', `on purpose ${n}`);
  }
}
