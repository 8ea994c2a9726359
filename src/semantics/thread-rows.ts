/** Thread: names, start, join, target and run(). Cases 1 to 22. */
import { print, Variable } from '../program/builtins.ts';
import type { Steps } from '../program/steps.ts';
import { currentThread, Thread, Timer } from '../program/threading.ts';
import { monotonic, sleep } from '../program/time.ts';
import { type Row, since, spawn, tell } from './row.ts';

function* nothing(): Steps<void> {
  // Returns at once.
}

function* nap(seconds: number): Steps<void> {
  yield* sleep(seconds);
}

class Counter extends Thread {
  readonly count = new Variable(0);
  readonly step: number;

  constructor(step: number) {
    super();
    this.step = step;
  }

  override *run(): Steps<void> {
    yield* this.count.set((yield* this.count.get()) + this.step);
  }
}

export const threadRows: readonly Row[] = [
  {
    name: '1 names by default',
    program() {
      function* f(): Steps<void> {
        yield* sleep(0);
      }
      function* main(): Steps<void> {
        for (const options of [{}, { target: f }, {}, { target: nothing }]) {
          yield* print(yield* (yield* new Thread(options)).name());
        }
      }
      return { main, f, nothing };
    },
    out: ['Thread-1', 'Thread-2 (f)', 'Thread-3', 'Thread-4 (nothing)'],
    python: `
      def f(): pass
      def nothing(): pass
      for options in [{}, {'target': f}, {}, {'target': nothing}]:
          print(Thread(**options).name)`,
  },
  {
    name: '2 named threads do not count',
    program() {
      function* main(): Steps<void> {
        for (const name of [undefined, 'x', undefined, '7', '']) {
          yield* print(yield* (yield* new Thread({ name })).name());
        }
      }
      return { main };
    },
    out: ['Thread-1', 'x', 'Thread-2', '7', 'Thread-3'],
    python: `
      for name in [None, 'x', None, 7, '']:
          print(Thread(name=name).name)`,
  },
  {
    name: '3 a subclass is called as any other',
    program() {
      function* main(): Steps<void> {
        yield* print(yield* (yield* new Counter(1)).name());
        yield* print(yield* (yield* new Timer(1, nothing)).name());
      }
      return { main, nothing, Counter };
    },
    out: ['Thread-1', 'Thread-2'],
    python: `
      class Counter(Thread): pass
      print(Counter().name)
      print(Timer(1, print).name)`,
  },
  {
    name: '4 the name can be set at any time',
    program() {
      function* main(): Steps<void> {
        const t = yield* new Thread({ target: nap, args: [0.1] });
        yield* t.setName('before');
        yield* print(yield* t.name());
        yield* t.start();
        yield* t.setName('while');
        yield* print(yield* t.name());
        yield* t.join();
        yield* t.setName('after');
        yield* print(yield* t.name());
      }
      return { main, nap };
    },
    out: ['before', 'while', 'after'],
    untimed: true,
    python: `
      t = Thread(target=time.sleep, args=(.1,))
      t.name = 'before'; print(t.name)
      t.start(); t.name = 'while'; print(t.name)
      t.join(); t.name = 'after'; print(t.name)`,
  },
  {
    name: '5 start returns None once the thread runs',
    program() {
      function* main(): Steps<void> {
        const t = yield* new Thread({ target: nap, args: [0.1] });
        yield* tell(t.start());
        yield* print(yield* t.isAlive());
      }
      return { main, nap };
    },
    out: ['None', 'True'],
    python: `
      t = Thread(target=time.sleep, args=(.1,))
      tell(t.start)
      print(t.is_alive())`,
  },
  {
    name: '6 start twice',
    program() {
      function* main(): Steps<void> {
        const t = yield* spawn(nap, 0.1);
        yield* tell(t.start());
        yield* t.join();
        yield* tell(t.start());
      }
      return { main, nap };
    },
    out: [
      'RuntimeError: threads can only be started once',
      'RuntimeError: threads can only be started once',
    ],
    untimed: true,
    python: `
      t = spawn(time.sleep, .1)
      tell(t.start)
      t.join()
      tell(t.start)`,
  },
  {
    name: '7 join before start',
    program() {
      function* main(): Steps<void> {
        yield* tell((yield* new Thread()).join());
      }
      return { main };
    },
    out: ['RuntimeError: cannot join thread before it is started'],
    python: `tell(Thread().join)`,
  },
  {
    name: '8 join oneself',
    program() {
      function* f(): Steps<void> {
        yield* tell((yield* currentThread()).join());
      }
      function* main(): Steps<void> {
        yield* f();
        yield* (yield* spawn(f)).join();
      }
      return { main, f };
    },
    out: ['RuntimeError: cannot join current thread', 'RuntimeError: cannot join current thread'],
    untimed: true,
    python: `
      def f(): tell(current_thread().join)
      f()
      spawn(f).join()`,
  },
  {
    name: '9 join returns None, as often as one likes',
    program() {
      function* main(): Steps<void> {
        const t = yield* spawn(nothing);
        yield* tell(t.join());
        yield* tell(t.join());
      }
      return { main, nothing };
    },
    out: ['None', 'None'],
    untimed: true,
    python: `
      t = spawn(lambda: None)
      tell(t.join)
      tell(t.join)`,
  },
  {
    name: '10 join with a time limit',
    program() {
      function* main(): Steps<void> {
        const start = yield* monotonic();
        const t = yield* spawn(nap, 0.4);
        yield* tell(t.join(-1));
        yield* tell(t.join(0));
        yield* print(yield* since(start));
        yield* tell(t.join(0.2));
        yield* print(yield* since(start), yield* t.isAlive());
      }
      return { main, nap };
    },
    out: ['None', 'None', '0.0', 'None', '0.2 True'],
    python: `
      start = time.monotonic()
      t = spawn(time.sleep, .4)
      tell(t.join, -1)
      tell(t.join, 0)
      print(since(start))
      tell(t.join, .2)
      print(since(start), t.is_alive())`,
  },
  {
    name: '11 is_alive, ident and native_id',
    program() {
      function* ask(t: Thread): Steps<void> {
        const known = [yield* t.ident(), yield* t.nativeId()].map((id) => id !== null);
        yield* print(yield* t.isAlive(), ...known);
      }
      function* main(): Steps<void> {
        const t = yield* new Thread({ target: nap, args: [0.1] });
        yield* ask(t);
        yield* t.start();
        yield* ask(t);
        const ident = yield* t.ident();
        yield* t.join();
        yield* ask(t);
        yield* print(ident === (yield* t.ident()));
      }
      return { main, nap };
    },
    out: ['False False False', 'True True True', 'False True True', 'True'],
    python: `
      def ask(): print(t.is_alive(), t.ident is not None, t.native_id is not None)
      t = Thread(target=time.sleep, args=(.1,))
      ask(); t.start(); ask()
      ident = t.ident
      t.join(); ask()
      print(ident == t.ident)`,
  },
  {
    name: '13 daemon is inherited',
    program() {
      function* f(): Steps<void> {
        const plain = yield* new Thread();
        const told = yield* new Thread({ daemon: false });
        yield* print(yield* plain.daemon(), yield* told.daemon());
      }
      function* main(): Steps<void> {
        yield* print(yield* (yield* new Thread()).daemon());
        for (const daemon of [true, false]) {
          const t = yield* new Thread({ target: f, daemon });
          yield* t.start();
          yield* t.join();
        }
      }
      return { main, f };
    },
    out: ['False', 'True False', 'False False'],
    untimed: true,
    python: `
      def f(): print(Thread().daemon, Thread(daemon=False).daemon)
      print(Thread().daemon)
      for daemon in [True, False]:
          t = Thread(target=f, daemon=daemon)
          t.start(); t.join()`,
  },
  {
    name: '14 daemon is settable before start only',
    program() {
      function* main(): Steps<void> {
        const t = yield* new Thread({ target: nap, args: [0.1] });
        yield* t.setDaemon(true);
        yield* print(yield* t.daemon());
        yield* t.start();
        yield* tell(t.setDaemon(false));
        yield* t.join();
        yield* tell(t.setDaemon(false));
      }
      return { main, nap };
    },
    out: [
      'True',
      'RuntimeError: cannot set daemon status of active thread',
      'RuntimeError: cannot set daemon status of active thread',
    ],
    untimed: true,
    python: `
      t = Thread(target=time.sleep, args=(.1,))
      t.daemon = True
      print(t.daemon)
      t.start()
      tell(setattr, t, 'daemon', False)
      t.join()
      tell(setattr, t, 'daemon', False)`,
  },
  {
    name: '16 group',
    program() {
      function* make(): Steps<void> {
        yield* new Thread({ group: 1 as never });
      }
      function* main(): Steps<void> {
        yield* tell(make());
      }
      return { main };
    },
    out: ['AssertionError: group argument must be None for now'],
    python: `tell(Thread, group=1)`,
  },
  {
    name: '17 run called directly',
    program() {
      function* f(): Steps<void> {
        yield* print(yield* (yield* currentThread()).name());
      }
      function* main(): Steps<void> {
        const t = yield* new Thread({ target: f });
        yield* t.run();
        yield* print(yield* t.isAlive());
        yield* tell(t.run());
        yield* t.start();
        yield* t.join();
      }
      return { main, f };
    },
    out: ['MainThread', 'False', "AttributeError: 'Thread' object has no attribute '_target'"],
    err: ["AttributeError: 'Thread' object has no attribute '_target'"],
    untimed: true,
    python: `
      def f(): print(current_thread().name)
      t = Thread(target=f)
      t.run()
      print(t.is_alive())
      tell(t.run)
      t.start()
      t.join()`,
  },
  {
    name: '18 a subclass that overrides run',
    program() {
      function* main(): Steps<void> {
        const w = yield* new Counter(5);
        yield* w.start();
        yield* w.join();
        yield* print(yield* w.count.get(), w.step);
      }
      return { main, Counter };
    },
    out: ['5 5'],
    untimed: true,
    python: `
      class Counter(Thread):
          def __init__(self, step):
              super().__init__()
              self.count = 0
              self.step = step
          def run(self):
              self.count = self.count + self.step
      w = Counter(5)
      w.start()
      w.join()
      print(w.count, w.step)`,
  },
  {
    name: '19 no target',
    program() {
      function* main(): Steps<void> {
        const t = yield* new Thread();
        yield* t.start();
        yield* t.join();
        yield* print('ended');
      }
      return { main };
    },
    out: ['ended'],
    untimed: true,
    python: `
      t = Thread(target=None)
      t.start()
      t.join()
      print('ended')`,
  },
  {
    name: '20 a call in place of a target',
    program() {
      function* f(): Steps<undefined> {
        yield* print('f in', yield* (yield* currentThread()).name());
        return undefined;
      }
      function* main(): Steps<void> {
        const t = yield* new Thread({ target: yield* f() });
        yield* print(yield* t.name());
        yield* t.start();
        yield* t.join();
      }
      return { main, f };
    },
    out: ['f in MainThread', 'Thread-1'],
    untimed: true,
    python: `
      def f(): print('f in', current_thread().name)
      t = Thread(target=f())
      print(t.name)
      t.start()
      t.join()`,
  },
  {
    name: '21 args may be anything iterable',
    program() {
      function* f(...args: unknown[]): Steps<void> {
        yield* print(...args);
      }
      function* main(): Steps<void> {
        for (const args of [['a', 'b'], 'ab', new Set([1, 2]), 5]) {
          const t = yield* new Thread({ target: f, args: args as never });
          yield* t.start();
          yield* t.join();
        }
        const t = yield* new Thread({ target: f, args: [1], kwargs: { word: 'x' } });
        yield* t.start();
        yield* t.join();
      }
      return { main, f };
    },
    out: ['a b', 'a b', '1 2', "1 {'word': 'x'}"],
    err: ['TypeError: __main__.f() argument after * must be an iterable, not int'],
    untimed: true,
    python: `
      def f(*args, **kwargs): print(*args, *([kwargs] if kwargs else []))
      for args in [['a', 'b'], 'ab', {1, 2}, 5]:
          t = Thread(target=f, args=args)
          t.start()
          t.join()
      t = Thread(target=f, args=[1], kwargs={'word': 'x'})
      t.start()
      t.join()`,
  },
  {
    name: '22 what the target returns is lost; what it is given is shared',
    program() {
      function* f(box: Variable<number[]>): Steps<number> {
        yield* box.set([...(yield* box.get()), 2]);
        return 7;
      }
      function* main(): Steps<void> {
        const box = yield* new Variable([1]);
        const t = yield* spawn(f, box);
        yield* tell(t.join());
        yield* print(yield* box.get());
      }
      return { main, f };
    },
    out: ['None', '[1, 2]'],
    untimed: true,
    python: `
      def f(box):
          box.append(2)
          return 7
      box = [1]
      t = spawn(f, box)
      tell(t.join)
      print(box)`,
  },
];
