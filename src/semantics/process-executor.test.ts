/** concurrent.futures on processes: row 177. */
import { describe, expect, it } from 'vitest';
import { print, PyError } from '../program/builtins.ts';
import {
  asCompleted,
  type Future,
  ProcessPoolExecutor,
  wait,
} from '../program/concurrent-futures.ts';
import { partial } from '../program/functools.ts';
import {
  activeChildren,
  currentProcess,
  Lock,
  setStartMethod,
} from '../program/multiprocessing.ts';
import { _exit, getpid, kill } from '../program/os.ts';
import type { Steps } from '../program/steps.ts';
import * as sys from '../program/sys.ts';
import { activeCount, currentThread, enumerate } from '../program/threading.ts';
import { monotonic, sleep } from '../program/time.ts';
import { prints, raised, run, valuesOf } from './process-runs.ts';

function* square(n: number): Steps<number> {
  yield* sleep(n);
  return n * n;
}
function* nameOfProcess(): Steps<string> {
  const me = yield* currentProcess();
  return yield* me.name();
}
function* bad(): Steps<void> {
  yield* sleep(1);
  throw new PyError('ValueError', 'no');
}
function* leave(): Steps<void> {
  yield* sleep(0);
  sys.exit(3);
}
function* die(): Steps<void> {
  yield* sleep(0.5);
  yield* _exit(7);
}
function* killItself(): Steps<void> {
  yield* sleep(0.5);
  yield* kill(yield* getpid(), 9);
}
function* tell(future: Future): Steps<void> {
  yield* print('told', yield* future.result(), yield* (yield* currentThread()).name());
}

const program = (main: () => Steps<unknown>) => ({
  square,
  nameOfProcess,
  bad,
  leave,
  die,
  killItself,
  tell,
  main,
});

const linesOf = (main: () => Steps<unknown>) => prints(program(main), 6);

const BROKEN = 'concurrent.futures.process.BrokenProcessPool: ';
const KILLED = `${BROKEN}A process in the process pool was terminated abruptly while the future was running or pending.`;
const UNUSABLE = `${BROKEN}A child process terminated abruptly, the process pool is not usable anymore`;

describe('ProcessPoolExecutor', () => {
  it('177 a call has a result or an exception, and values come in the order of the arguments', () => {
    const lines = linesOf(function* () {
      const ex = yield* new ProcessPoolExecutor(2);
      yield* print(yield* valuesOf(ex.map(square, [3, 1, 2])), yield* monotonic());
      const failed = yield* ex.submit(bad);
      yield* print(yield* raised(failed.result()), String(yield* failed.exception()));
      yield* print(yield* raised((yield* ex.submit(leave)).result()));
      yield* ex.shutdown();
      yield* print(yield* raised(ex.submit(square, 1)));
      yield* print(yield* activeCount(), (yield* activeChildren()).length);
      yield* ex.shutdown();
    });
    expect(lines).toEqual([
      '[9, 1, 4] 3',
      'ValueError: no ValueError: no',
      'SystemExit: 3',
      'RuntimeError: cannot schedule new futures after shutdown',
      '1 0',
    ]);
  });

  it('177 all workers are forked with the first call, and one thread manages them', () => {
    const lines = linesOf(function* () {
      const ex = yield* new ProcessPoolExecutor(3);
      yield* print((yield* activeChildren()).length, yield* activeCount());
      yield* (yield* ex.submit(square, 1)).result();
      for (const child of yield* activeChildren()) {
        yield* print(yield* child.name(), yield* child.daemon());
      }
      for (const thread of yield* enumerate()) yield* print(yield* thread.name());
      yield* print(
        yield* raised(
          (function* () {
            yield* new ProcessPoolExecutor(0);
          })(),
        ),
      );
    });
    expect(lines).toEqual([
      '0 1',
      'ForkProcess-1 False',
      'ForkProcess-2 False',
      'ForkProcess-3 False',
      'MainThread',
      'Thread-1',
      'ValueError: max_workers must be greater than 0',
    ]);
  });

  it('177 spawned workers are started while none is idle', () => {
    const lines = linesOf(function* () {
      yield* setStartMethod('spawn');
      const ex = yield* new ProcessPoolExecutor(3);
      for (let n = 0; n < 2; n++) {
        yield* print(yield* (yield* ex.submit(nameOfProcess)).result());
        yield* sleep(1);
      }
      const two = [yield* ex.submit(square, 1), yield* ex.submit(square, 1)];
      yield* wait(two);
      yield* print((yield* activeChildren()).length);
    });
    expect(lines).toEqual(['SpawnProcess-1', 'SpawnProcess-1', '2']);
  });

  it('177 calls in the queue of the workers cannot be cancelled', () => {
    const lines = linesOf(function* () {
      const ex = yield* new ProcessPoolExecutor(1);
      const all = [];
      for (let n = 0; n < 5; n++) {
        all.push(yield* ex.submit(square, 2));
        yield* sleep(0.1);
      }
      // One runs in the worker, and the queue holds one more than there are workers.
      for (const future of all) yield* print(yield* future.running(), yield* future.cancel());
      const values = [];
      const each = asCompleted(all.slice(0, 3));
      for (let n = 0; n < 3; n++) values.push(yield* (yield* each.next()).result());
      yield* print(values, yield* all[4]!.cancelled());
    });
    const begun = 'True False';
    const left = 'False True';
    expect(lines).toEqual([begun, begun, begun, left, left, '[4, 4, 4] True']);
  });

  it('177 shutdown with cancel_futures drops what is not under way', () => {
    const lines = linesOf(function* () {
      const ex = yield* new ProcessPoolExecutor(1);
      const all = [];
      for (let n = 0; n < 5; n++) {
        all.push(yield* ex.submit(square, 2));
        yield* sleep(0.1);
      }
      yield* ex.shutdown(false, { cancelFutures: true });
      yield* sleep(0.1);
      for (const future of all) yield* print(yield* future.cancelled());
      yield* ex.shutdown();
      yield* print(yield* all[2]!.result(), yield* monotonic());
    });
    expect(lines).toEqual(['False', 'False', 'False', 'True', 'True', '4 6']);
  });

  it.each([die, killItself])('177 is broken once a worker has died: %o', (end) => {
    const lines = linesOf(function* () {
      const ex = yield* new ProcessPoolExecutor(2);
      const all = [yield* ex.submit(square, 5), yield* ex.submit(end)];
      for (let n = 0; n < 4; n++) all.push(yield* ex.submit(square, 9));
      for (const future of all) yield* print(yield* raised(future.result()));
      yield* sleep(1);
      yield* print(yield* raised(ex.submit(square, 1)), (yield* activeChildren()).length);
      yield* ex.shutdown();
      yield* print(yield* monotonic());
    });
    expect(lines).toEqual([...Array<string>(6).fill(KILLED), `${UNUSABLE} 0`, '1.5']);
  });

  it('177 an initializer that fails breaks it', () => {
    const { printed, stderr } = run(
      program(function* () {
        const ex = yield* new ProcessPoolExecutor(1, { initializer: bad });
        yield* print(yield* raised((yield* ex.submit(square, 1)).result()));
      }),
    );
    expect(printed).toEqual([KILLED]);
    expect(stderr).toEqual(['Exception in initializer:\nValueError: no']);
  });

  it('177 does what is left when main is over, and calls back in its own thread', () => {
    const main = function* (): Steps<void> {
      const ex = yield* new ProcessPoolExecutor(2);
      for (const n of [1, 2, 3])
        yield* (yield* ex.submit(square, n)).addDoneCallback(partial(tell));
    };
    for (let seed = 0; seed < 6; seed++) {
      const { end, printed, seconds, exits } = run(program(main), seed);
      const told = [1, 4, 9].map((value) => `told ${value} Thread-1`);
      expect([end, printed, seconds]).toEqual(['finished', told, 4]);
      expect(exits).toEqual({ 'ForkProcess-1': 0, 'ForkProcess-2': 0, MainProcess: 0 });
    }
  });

  it('177 the first error of map cancels what is left; what only a new process can be given', () => {
    const lines = linesOf(function* () {
      const ex = yield* new ProcessPoolExecutor(1);
      const lock = yield* new Lock();
      yield* print(yield* raised(valuesOf(ex.map(square, [-1, 9, 9, 9]))), yield* monotonic());
      yield* print(yield* raised((yield* ex.submit(square, lock)).result()));
      yield* ex.shutdown();
    });
    expect(lines.length).toBe(2);
    expect(lines[0]).toBe('ValueError: sleep length must be non-negative 0');
    expect(lines[1]).toBe(
      'RuntimeError: Lock objects should only be shared between processes through inheritance',
    );
  });
});
