/** multiprocessing.Process: rows 106 to 125 of the list of behaviours, by their numbers. */
import { describe, expect, it } from 'vitest';
import * as atexit from '../program/atexit.ts';
import { print, PyError, Variable } from '../program/builtins.ts';
import {
  activeChildren,
  currentProcess,
  parentProcess,
  Process,
  setStartMethod,
} from '../program/multiprocessing.ts';
import { _exit, getpid, getppid } from '../program/os.ts';
import type { Steps } from '../program/steps.ts';
import * as sys from '../program/sys.ts';
import {
  activeCount,
  currentThread,
  local,
  Lock,
  RLock,
  Thread,
  Timer,
} from '../program/threading.ts';
import { sleep } from '../program/time.ts';
import { prints, raised, run } from './process-runs.ts';

function* nothing(): Steps<void> {
  yield* sleep(0);
}
function* nap(seconds: number): Steps<void> {
  yield* sleep(seconds);
}
function* napAndSay(seconds: number, word: string): Steps<void> {
  yield* sleep(seconds);
  yield* print(word);
}

/** A program with this main and these thread functions. */
const program = (main: () => Steps<unknown>, bodies: object = {}) => ({
  nothing,
  nap,
  napAndSay,
  ...bodies,
  main,
});

class Crew extends Process {
  readonly word: string;
  constructor(word: string) {
    super();
    this.word = word;
  }
  override *run(): Steps<void> {
    const process = yield* currentProcess();
    yield* print(this.word, yield* process.name(), process.id === this.id);
  }
}

class Own extends local<{ x: number }> {}
class Courier extends Thread {
  readonly letters = new RLock();
  override *run(): Steps<void> {
    yield* this.letters.acquire();
  }
}
function* take(_things: readonly unknown[]): Steps<void> {
  yield* sleep(0);
}

describe('multiprocessing.Process', () => {
  it('106 knows nothing before start', () => {
    const lines = prints(
      program(function* () {
        const p = yield* new Process({ target: nothing });
        yield* print(yield* p.pid(), yield* p.ident(), yield* p.exitcode(), yield* p.isAlive());
        yield* print(yield* raised(p.join()));
        yield* print(yield* raised(p.terminate()));
        yield* print(yield* raised(p.kill()));
      }),
    );
    expect(lines).toEqual([
      'None None None False',
      'AssertionError: can only join a started process',
      "AttributeError: 'NoneType' object has no attribute 'terminate'",
      "AttributeError: 'NoneType' object has no attribute 'kill'",
    ]);
  });

  it('107 has names by its place in the tree', () => {
    function* child(): Steps<void> {
      const nested = yield* new Process({ target: nothing });
      yield* print(yield* nested.name());
    }
    const lines = prints(
      program(
        function* () {
          const first = yield* new Process({ target: nothing });
          yield* new Process({ target: nothing, name: 'named' });
          const third = yield* new Process({ target: child });
          const fourth = yield* new Crew('');
          yield* print(yield* first.name(), yield* third.name(), yield* fourth.name());
          yield* print(yield* (yield* currentProcess()).name());
          yield* third.start();
          yield* third.join();
          yield* print(yield* raised(third.setName(7 as unknown as string)));
          yield* third.setName('other');
          yield* print(yield* third.name());
        },
        { child, Crew },
      ),
    );
    expect(lines).toEqual([
      'Process-1 Process-3 Crew-4',
      'MainProcess',
      'Process-3:1',
      'AssertionError: name must be a string',
      'other',
    ]);
  });

  it('108 starts once', () => {
    const lines = prints(
      program(function* () {
        const p = yield* new Process({ target: nap, args: [1] });
        yield* p.start();
        yield* print(yield* raised(p.start()));
        yield* p.join();
        yield* print(yield* raised(p.start()));
      }),
    );
    expect(lines).toEqual(Array(2).fill('AssertionError: cannot start a process twice'));
  });

  describe('109 has an exit code', () => {
    function* leave(code: unknown): Steps<void> {
      yield* sleep(0);
      sys.exit(code);
    }
    function* leaveAtOnce(): Steps<void> {
      yield* _exit(7);
    }
    function* fail(type: 'ValueError' | 'SystemExit' | 'KeyboardInterrupt'): Steps<void> {
      yield* sleep(0);
      throw new PyError(type, 'boom');
    }
    function* failInThread(): Steps<void> {
      const t = yield* new Thread({ target: fail, args: ['ValueError'] });
      yield* t.start();
      yield* t.join();
    }
    function* valued(): Steps<number> {
      yield* sleep(0);
      return 5;
    }
    it.each([
      [null, 0, []],
      [0, 0, []],
      [false, 0, []],
      [3, 3, []],
      [true, 1, []],
      ['no', 1, ['no']],
      [[1], 1, ['[1]']],
      [1.5, 1, ['1.5']],
      [300, 44, []],
      [-1, 255, []],
    ])('sys.exit(%j) makes %d', (value, code, stderr) => {
      const outcome = run(
        program(
          function* () {
            const p = yield* new Process({ target: leave, args: [value] });
            yield* p.start();
            yield* p.join();
            yield* print(yield* p.exitcode());
          },
          { leave },
        ),
      );
      expect(outcome.printed).toEqual([String(code)]);
      expect(outcome.stderr).toEqual(stderr);
    });

    it('after a return, an exception, os._exit, one in a thread', () => {
      const bodies = { valued, fail, leaveAtOnce, failInThread };
      const lines = prints(
        program(function* () {
          const all = [
            yield* new Process({ target: valued }),
            yield* new Process({ target: fail, args: ['ValueError'] }),
            yield* new Process({ target: fail, args: ['KeyboardInterrupt'] }),
            yield* new Process({ target: leaveAtOnce }),
            yield* new Process({ target: failInThread }),
          ];
          for (const p of all) yield* p.start();
          for (const p of all) yield* p.join();
          for (const p of all) yield* print(yield* p.exitcode());
        }, bodies),
      );
      expect(lines).toEqual(['0', '1', '1', '7', '0']);
      const { stderr } = run(
        program(
          function* () {
            const p = yield* new Process({ target: fail, args: ['ValueError'] });
            yield* p.start();
            yield* p.join();
          },
          { fail },
        ),
      );
      expect(stderr).toHaveLength(1);
      expect(stderr[0]).toMatch(/^Process Process-1:\nTraceback[^]*\nValueError: boom$/);
    });
  });

  it('110 ends by terminate and kill, without its finally', () => {
    function* guarded(): Steps<void> {
      try {
        yield* sleep(5);
      } finally {
        yield* print('finally');
      }
    }
    const lines = prints(
      program(
        function* () {
          const one = yield* new Process({ target: guarded });
          const two = yield* new Process({ target: guarded });
          const done = yield* new Process({ target: nothing });
          for (const p of [one, two, done]) yield* p.start();
          yield* sleep(1);
          yield* one.terminate();
          yield* two.kill();
          yield* done.terminate();
          for (const p of [one, two, done]) yield* p.join();
          yield* print(yield* one.exitcode(), yield* two.exitcode(), yield* done.exitcode());
        },
        { guarded },
      ),
    );
    expect(lines).toEqual(['-15 -9 0']);
  });

  it('111 runs finally after sys.exit and an exception', () => {
    function* guarded(how: string): Steps<void> {
      try {
        yield* sleep(0);
        if (how === 'exit') sys.exit(3);
        throw new PyError('ValueError');
      } finally {
        yield* print('finally', how);
      }
    }
    const { printed, exits } = run(
      program(
        function* () {
          for (const how of ['exit', 'raise']) {
            const p = yield* new Process({ target: guarded, args: [how] });
            yield* p.start();
            yield* p.join();
          }
        },
        { guarded },
      ),
    );
    expect(printed).toEqual(['finally exit', 'finally raise']);
    expect(exits).toMatchObject({ 'Process-1': 3, 'Process-2': 1 });
  });

  it('112 is joined by its parent alone, for a time', () => {
    function* sibling(other: Process<[seconds: number]>): Steps<void> {
      yield* print(yield* raised(other.join()));
      yield* print(yield* raised(other.isAlive()));
      yield* print(yield* raised((yield* currentProcess()).join()));
    }
    const lines = prints(
      program(
        function* () {
          const p = yield* new Process({ target: nap, args: [1] });
          yield* p.start();
          yield* p.join(0.1);
          yield* p.join(0);
          yield* p.join(-1);
          yield* print(yield* p.isAlive());
          yield* print(yield* raised((yield* currentProcess()).join()));
          const q = yield* new Process({ target: sibling, args: [p] });
          yield* q.start();
          yield* q.join();
          yield* p.join();
          yield* p.join();
          yield* print(yield* p.isAlive());
        },
        { sibling },
      ),
    );
    expect(lines).toEqual([
      'True',
      'AssertionError: can only join a child process',
      'AssertionError: can only join a child process',
      'AssertionError: can only test a child process',
      'AssertionError: can only join a child process',
      'False',
    ]);
  });

  it('113 closes once it has ended', () => {
    const closed = 'ValueError: process object is closed';
    const lines = prints(
      program(function* () {
        const p = yield* new Process({ target: nap, args: [1] });
        yield* p.start();
        yield* print(yield* raised(p.close()));
        yield* p.join();
        yield* p.close();
        for (const use of [p.join(), p.isAlive(), p.exitcode(), p.terminate(), p.kill(), p.pid()]) {
          yield* print(yield* raised(use));
        }
        yield* print(yield* raised(p.start()), yield* raised(p.close()));
      }),
    );
    expect(lines).toEqual([
      'ValueError: Cannot close a process while it is still running. You should first call join() or terminate().',
      ...Array<string>(6).fill(closed),
      `${closed} ok`,
    ]);
  });

  it('114 has a memory of its own, as it is at start', () => {
    function* change(v: Variable<number>, list: number[]): Steps<void> {
      yield* print('child', yield* v.get(), list);
      yield* v.set(99);
      list.push(4);
    }
    const lines = prints(
      program(
        function* () {
          const v = yield* new Variable(1);
          const list = [1];
          const p = yield* new Process({ target: change, args: [v, list] });
          yield* v.set(2);
          yield* p.start();
          yield* v.set(3);
          yield* p.join();
          yield* print('parent', yield* v.get(), list);
        },
        { change },
      ),
    );
    expect(lines).toEqual(['child 2 [1]', 'parent 3 [1]']);
  });

  it('115 daemonic processes have no children', () => {
    function* daemon(): Steps<void> {
      const p = yield* new Process({ target: nothing });
      yield* print(yield* p.daemon(), yield* raised(p.start()));
    }
    const lines = prints(
      program(
        function* () {
          const p = yield* new Process({ target: daemon, daemon: true });
          yield* print(yield* (yield* new Process({ target: nothing })).daemon());
          yield* p.start();
          yield* print(yield* raised(p.setDaemon(false)));
          yield* p.join();
        },
        { daemon },
      ),
      1,
    );
    expect(lines[0]).toBe('False');
    expect(lines.toSorted()).toEqual(
      [
        'False',
        'AssertionError: process has already started',
        'True AssertionError: daemonic processes are not allowed to have children',
      ].toSorted(),
    );
  });

  it('116 joins children at exit and terminates daemonic ones', () => {
    const { printed, exits } = run(
      program(function* () {
        const p = yield* new Process({ target: napAndSay, args: [1, 'child end'] });
        const d = yield* new Process({ target: napAndSay, args: [1, 'never'], daemon: true });
        yield* p.start();
        yield* d.start();
        yield* print('main end');
        sys.exit(4);
      }),
    );
    expect(printed).toEqual(['main end', 'child end']);
    expect(exits).toEqual({ 'Process-1': 0, 'Process-2': -15, MainProcess: 4 });
  });

  it('116 does so among the callbacks of atexit', () => {
    const lines = prints(
      program(
        function* () {
          yield* atexit.register(napAndSay, 0, 'first registered');
          const p = yield* new Process({ target: napAndSay, args: [1, 'child end'] });
          yield* p.start();
          yield* atexit.register(napAndSay, 0, 'last registered');
          yield* print('main end');
        },
        { napAndSay },
      ),
    );
    expect(lines).toEqual(['main end', 'last registered', 'child end', 'first registered']);
  });

  it('117 lists active children and takes the status of the others', () => {
    const { printed, trace } = run(
      program(function* () {
        const p = yield* new Process({ target: nap, args: [3], name: 'long' });
        const q = yield* new Process({ target: nap, args: [1], name: 'short' });
        yield* new Process({ target: nothing });
        yield* p.start();
        yield* q.start();
        yield* sleep(2);
        for (const child of yield* activeChildren()) yield* print(yield* child.name());
        yield* print('listed');
        yield* p.join();
        yield* print((yield* activeChildren()).length);
      }),
    );
    expect(printed).toEqual(['long', 'listed', '0']);
    const ops = Array.from({ length: trace.length }, (_, seq) => trace.opInfo(seq)?.name);
    expect(ops.filter((name) => name === 'reap')).toHaveLength(2);
    expect(ops.indexOf('reap')).toBeLessThan(ops.indexOf('active-children'));
  });

  it('118 knows its parent and itself', () => {
    function* child(): Steps<void> {
      const parent = yield* parentProcess();
      yield* print(
        (yield* parent!.pid()) === (yield* getppid()),
        yield* parent!.name(),
        yield* parent!.isAlive(),
      );
    }
    const lines = prints(
      program(
        function* () {
          yield* print(yield* parentProcess());
          const p = yield* new Process({ target: child });
          yield* p.start();
          yield* p.join();
          const w = yield* new Crew('says');
          yield* w.start();
          yield* w.join();
          const here = yield* new Process({ target: child2 });
          yield* here.run();
        },
        { child, child2, Crew },
      ),
    );
    function* child2(): Steps<void> {
      yield* print(yield* (yield* currentProcess()).name());
    }
    expect(lines).toEqual(['None', 'True MainProcess True', 'says Crew-2 True', 'MainProcess']);
  });

  it('119 has one thread, and waits for its own', () => {
    function* child(): Steps<void> {
      yield* print(yield* activeCount(), yield* (yield* currentThread()).name());
      const t = yield* new Thread({ target: napAndSay, args: [1, 'thread end'] });
      const d = yield* new Thread({ target: napAndSay, args: [2, 'never'], daemon: true });
      yield* t.start();
      yield* d.start();
      yield* print('child end');
    }
    const lines = prints(
      program(
        function* () {
          const t = yield* new Thread({ target: nap, args: [9], daemon: true });
          yield* t.start();
          const p = yield* new Process({ target: child });
          yield* p.start();
          yield* p.join();
          yield* print('joined', yield* p.exitcode());
        },
        { child },
      ),
    );
    expect(lines).toEqual(['1 MainThread', 'child end', 'thread end', 'joined 0']);
  });

  it.each([
    ['fork', 'door'],
    ['spawn', 'MainThread'],
  ] as const)(
    '119 by %s, a thread called door starts a child whose thread is called %s',
    (way, name) => {
      function* child(): Steps<void> {
        yield* print(yield* (yield* currentThread()).name());
      }
      function* starts(): Steps<void> {
        const p = yield* new Process({ target: child });
        yield* p.start();
        yield* p.join();
      }
      const lines = prints(
        program(
          function* () {
            yield* setStartMethod(way);
            const t = yield* new Thread({ target: starts, name: 'door' });
            yield* t.start();
            yield* t.join();
          },
          { child, starts },
        ),
      );
      expect(lines).toEqual([name]);
    },
  );

  it('121 refuses what are no arguments', () => {
    const lines = prints(
      program(function* () {
        const args = 5 as unknown as [number];
        yield* print(
          yield* raised(
            (function* () {
              yield* new Process({ target: nap, args });
            })(),
          ),
        );
        const p = yield* new Process({});
        yield* p.start();
        yield* p.join();
        yield* print(yield* p.exitcode());
      }),
    );
    expect(lines).toEqual(["TypeError: 'int' object is not iterable", '0']);
  });

  it('123 takes a lock along by fork, and refuses it by spawn', () => {
    function* tries(lock: Lock): Steps<void> {
      yield* print(yield* lock.locked());
      yield* lock.release();
    }
    const lines = prints(
      program(
        function* () {
          const lock = yield* new Lock();
          yield* lock.acquire();
          const p = yield* new Process({ target: tries, args: [lock] });
          yield* p.start();
          yield* p.join();
          yield* print(yield* lock.locked());
          yield* setStartMethod('spawn');
          const q = yield* new Process({ target: tries, args: [lock] });
          yield* print(yield* raised(q.start()));
        },
        { tries },
      ),
    );
    expect(lines).toEqual(['True', 'True', "TypeError: cannot pickle '_thread.lock' object"]);
  });

  it('123 refuses by spawn what is of one process, and takes it by fork', () => {
    const lines = prints(
      program(
        function* () {
          const held = yield* new RLock();
          const courier = yield* new Courier();
          yield* courier.start();
          yield* courier.join();
          const running = yield* new Process({ target: nothing });
          yield* running.start();
          const things = [
            yield* new local(),
            yield* new Own(),
            yield* new Timer(1, nothing),
            yield* new Timer(1, take, [[held]]),
            yield* new Thread({ target: nothing }),
            yield* new Thread({ target: take, args: [[held]] }),
            courier,
            running,
            yield* new Process({ target: nothing }),
          ];
          for (const way of ['spawn', 'fork'] as const) {
            yield* setStartMethod(way);
            for (const thing of things) {
              const p = yield* new Process({ target: take, args: [[thing]] });
              yield* print(yield* raised(p.start()));
              if ((yield* p.pid()) !== null) yield* p.join();
            }
          }
        },
        { take, Own, Courier },
      ),
    );
    const refused = [
      '_thread._local',
      'Own',
      '_thread.lock',
      '_thread.lock',
      '_thread.lock',
      '_thread.RLock',
      '_thread.lock',
      'weakref.ReferenceType',
    ].map((type) => `TypeError: cannot pickle '${type}' object`);
    expect(lines).toEqual([...refused, 'ok', ...Array<string>(9).fill('ok')]);
  });

  it('123 a class of its own is copied by fork as the one that it extends', () => {
    function* changes(own: Own): Steps<void> {
      yield* print(yield* own.get('x'));
      yield* own.set('x', 2);
      yield* print(yield* own.get('x'));
    }
    const lines = prints(
      program(
        function* () {
          const own = yield* new Own();
          yield* own.set('x', 1);
          const p = yield* new Process({ target: changes, args: [own] });
          yield* p.start();
          yield* p.join();
          yield* print(yield* own.get('x'));
        },
        { changes, Own },
      ),
    );
    expect(lines).toEqual(['1', '2', '1']);
  });

  it('124 leaves its own child an orphan when it is terminated', () => {
    function* middle(): Steps<void> {
      const p = yield* new Process({ target: orphan, name: 'orphan' });
      yield* p.start();
      yield* sleep(9);
    }
    function* orphan(): Steps<void> {
      const before = yield* getppid();
      yield* sleep(3);
      yield* print(before !== 1, yield* getppid(), (yield* getpid()) > before);
    }
    const { printed, exits } = run(
      program(
        function* () {
          const p = yield* new Process({ target: middle, name: 'middle' });
          yield* p.start();
          yield* sleep(1);
          yield* p.terminate();
          yield* p.join();
          yield* sleep(5);
          yield* print(yield* p.exitcode());
        },
        { middle, orphan },
      ),
    );
    expect(printed).toEqual(['True 1 True', '-15']);
    expect(exits).toEqual({ middle: -15, orphan: 0, MainProcess: 0 });
  });
});
