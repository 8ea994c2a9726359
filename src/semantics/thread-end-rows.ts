/** How threads and their process end. Cases 23 to 31, 39 and 40. */
import * as atexit from '../program/atexit.ts';
import { print, PyError } from '../program/builtins.ts';
import { _exit } from '../program/os.ts';
import type { Steps } from '../program/steps.ts';
import * as sys from '../program/sys.ts';
import { type ExceptHookArgs, Lock, setExcepthook, Thread } from '../program/threading.ts';
import { sleep } from '../program/time.ts';
import { Phase } from '../trace/format.ts';
import { type Row, spawn, tell } from './row.ts';

function* say(seconds: number, word: string): Steps<void> {
  yield* sleep(seconds);
  yield* print(word);
}

function* boom(): Steps<void> {
  yield* sleep(0);
  throw new PyError('ValueError', 'boom');
}

const PY_BOOM = `
      def boom(): raise ValueError('boom')`;
const PY_SAY = `
      def say(seconds, word):
          time.sleep(seconds)
          print(word)`;

export const threadEndRows: readonly Row[] = [
  {
    name: '23 an exception that nobody catches',
    program() {
      function* main(): Steps<void> {
        const t = yield* spawn(boom);
        yield* spawn(say, 0.2, 'other');
        yield* tell(t.join());
        yield* sleep(0.1);
        yield* print('main');
      }
      return { main, boom, say };
    },
    out: ['None', 'main', 'other'],
    err: ['ValueError: boom'],
    python: `${PY_BOOM}${PY_SAY}
      t = spawn(boom)
      spawn(say, .2, 'other')
      tell(t.join)
      time.sleep(.1)
      print('main')`,
    also({ trace }) {
      for (let seq = 0; seq < trace.length; seq++) {
        const { phase, text } = trace.event(seq);
        if (phase !== Phase.end || text === '') continue;
        if (!text.startsWith('Exception in thread Thread-1 (boom):\nTraceback ')) {
          throw new Error(`reported as ${text}`);
        }
      }
    },
  },
  {
    name: '24 SystemExit and KeyboardInterrupt in a thread',
    program() {
      function* leave(): Steps<void> {
        yield* sleep(0);
        sys.exit(3);
      }
      function* interrupt(): Steps<void> {
        yield* sleep(0);
        throw new PyError('KeyboardInterrupt');
      }
      function* main(): Steps<void> {
        yield* (yield* spawn(leave)).join();
        yield* (yield* spawn(interrupt)).join();
        yield* print('main');
      }
      return { main, leave, interrupt };
    },
    out: ['main'],
    err: ['KeyboardInterrupt'],
    untimed: true,
    python: `
      def leave(): sys.exit(3)
      def interrupt(): raise KeyboardInterrupt
      spawn(leave).join()
      spawn(interrupt).join()
      print('main')`,
  },
  {
    name: '24 KeyboardInterrupt in main',
    program() {
      function* main(): Steps<void> {
        yield* spawn(say, 0.1, 'thread end');
        throw new PyError('KeyboardInterrupt');
      }
      return { main, say };
    },
    out: ['thread end'],
    err: ['KeyboardInterrupt'],
    exit: -2,
    untimed: true,
    python: `${PY_SAY}
      spawn(say, .1, 'thread end')
      raise KeyboardInterrupt`,
  },
  {
    name: '25 os._exit in a thread',
    program() {
      function* f(): Steps<void> {
        yield* print('thread');
        yield* _exit(3);
        yield* print('never');
      }
      function* main(): Steps<void> {
        yield* atexit.register(say, 0, 'never');
        yield* spawn(f);
        try {
          yield* sleep(1);
        } finally {
          yield* print('never');
        }
      }
      return { main, f, say };
    },
    out: ['thread'],
    exit: 3,
    python: `
      def f():
          print('thread')
          os._exit(3)
          print('never')
      atexit.register(print, 'never')
      spawn(f)
      try: time.sleep(1.)
      finally: print('never')`,
  },
  {
    name: '26 excepthook',
    program() {
      function* hook({ excType, excValue, thread }: ExceptHookArgs): Steps<void> {
        yield* print('hook', excType, excValue, yield* thread.name());
        if (excType === 'SystemExit') throw new PyError('KeyError', "'k'");
      }
      function* leave(): Steps<void> {
        yield* sleep(0);
        sys.exit(3);
      }
      function* main(): Steps<void> {
        yield* setExcepthook(hook);
        yield* (yield* spawn(boom)).join();
        yield* (yield* spawn(leave)).join();
        yield* setExcepthook(null);
        yield* (yield* spawn(boom)).join();
        yield* (yield* spawn(leave)).join();
        yield* print('main');
      }
      return { main, hook, leave, boom };
    },
    out: ['hook ValueError boom Thread-1 (boom)', 'hook SystemExit 3 Thread-2 (leave)', 'main'],
    err: ["KeyError: 'k'", 'ValueError: boom'],
    untimed: true,
    python: `${PY_BOOM}
      def hook(args):
          print('hook', args.exc_type.__name__, args.exc_value, args.thread.name)
          if args.exc_type is SystemExit: raise KeyError('k')
      def leave(): sys.exit(3)
      threading.excepthook = hook
      spawn(boom).join()
      spawn(leave).join()
      threading.excepthook = threading.__excepthook__
      spawn(boom).join()
      spawn(leave).join()
      print('main')`,
  },
  {
    name: '27 a thread outlives main',
    program() {
      function* main(): Steps<void> {
        yield* spawn(say, 0.2, 'thread end');
        yield* print('main end');
      }
      return { main, say };
    },
    out: ['main end', 'thread end'],
    python: `${PY_SAY}
      spawn(say, .2, 'thread end')
      print('main end')`,
  },
  {
    name: '28 main raises, and the thread is waited for',
    program() {
      function* main(): Steps<void> {
        yield* spawn(say, 0.2, 'thread end');
        yield* boom();
      }
      return { main, say };
    },
    out: ['thread end'],
    err: ['ValueError: boom'],
    exit: 1,
    untimed: true,
    python: `${PY_SAY}${PY_BOOM}
      spawn(say, .2, 'thread end')
      boom()`,
  },
  {
    name: '28 main calls sys.exit, and the thread is waited for',
    program() {
      function* main(): Steps<void> {
        yield* spawn(say, 0.2, 'thread end');
        sys.exit(5);
      }
      return { main, say };
    },
    out: ['thread end'],
    exit: 5,
    untimed: true,
    python: `${PY_SAY}
      spawn(say, .2, 'thread end')
      sys.exit(5)`,
  },
  {
    name: '28 main calls os._exit, and nothing is waited for',
    program() {
      function* main(): Steps<void> {
        yield* spawn(say, 0.2, 'never');
        yield* _exit(5);
      }
      return { main, say };
    },
    out: [],
    exit: 5,
    python: `${PY_SAY}
      spawn(say, .2, 'never')
      os._exit(5)`,
  },
  {
    name: '29 a daemon is killed at exit',
    program() {
      function* daemon(): Steps<void> {
        try {
          yield* print('daemon');
          yield* sleep(1);
          yield* print('never');
        } finally {
          yield* print('never');
        }
      }
      function* main(): Steps<void> {
        const t = yield* new Thread({ target: daemon, daemon: true });
        yield* t.start();
        yield* sleep(0.1);
        yield* print('main end');
      }
      return { main, daemon };
    },
    out: ['daemon', 'main end'],
    python: `
      def daemon():
          try:
              print('daemon')
              time.sleep(1.)
              print('never')
          finally: print('never')
      Thread(target=daemon, daemon=True).start()
      time.sleep(.1)
      print('main end')`,
  },
  {
    name: '30 a thread that is started after main has ended',
    program() {
      function* first(): Steps<void> {
        yield* sleep(0.1);
        yield* spawn(say, 0.1, 'second');
      }
      function* main(): Steps<void> {
        yield* spawn(first);
        yield* print('main end');
      }
      return { main, first, say };
    },
    out: ['main end', 'second'],
    python: `${PY_SAY}
      def first():
          time.sleep(.1)
          spawn(say, .1, 'second')
      spawn(first)
      print('main end')`,
  },
  {
    name: '31 atexit comes after the threads, last registered first',
    program() {
      function* main(): Steps<void> {
        yield* atexit.register(say, 0, 'first');
        yield* atexit.register(boom);
        yield* atexit.register(say, 0, 'last');
        yield* spawn(say, 0.1, 'thread end');
        yield* print('main end');
      }
      return { main, say, boom };
    },
    out: ['main end', 'thread end', 'last', 'first'],
    err: ['ValueError: boom'],
    python: `${PY_SAY}${PY_BOOM}
      atexit.register(say, 0, 'first')
      atexit.register(boom)
      atexit.register(say, 0, 'last')
      spawn(say, .1, 'thread end')
      print('main end')`,
  },
  {
    name: '39 an exception leaves a lock locked',
    program() {
      function* f(lock: Lock): Steps<void> {
        yield* lock.acquire();
        yield* boom();
      }
      function* main(): Steps<void> {
        const lock = yield* new Lock();
        yield* (yield* spawn(f, lock)).join();
        yield* print(yield* lock.locked());
        yield* print(yield* lock.acquire(true, 0.1));
      }
      return { main, f };
    },
    out: ['True', 'False'],
    err: ['ValueError: boom'],
    untimed: true,
    python: `${PY_BOOM}
      def f():
          lock.acquire()
          boom()
      lock = Lock()
      spawn(f).join()
      print(lock.locked())
      print(lock.acquire(True, .1))`,
  },
  {
    name: '40 a thread that waits for ever keeps the process alive',
    program() {
      function* f(lock: Lock): Steps<void> {
        yield* lock.acquire();
        yield* print('never');
      }
      function* main(): Steps<void> {
        const lock = yield* new Lock();
        yield* lock.acquire();
        yield* spawn(f, lock);
        yield* print('main end');
      }
      return { main, f };
    },
    out: ['main end'],
    stuck: ['MainThread', 'Thread-1 (f)'],
    untimed: true,
    python: '',
    unproved: 'it would not end',
  },
  {
    name: '40 as a daemon it does not',
    program() {
      function* f(lock: Lock): Steps<void> {
        yield* lock.acquire();
        yield* print('never');
      }
      function* main(): Steps<void> {
        const lock = yield* new Lock();
        yield* lock.acquire();
        const t = yield* new Thread({ target: f, args: [lock], daemon: true });
        yield* t.start();
        yield* print('main end');
      }
      return { main, f };
    },
    out: ['main end'],
    untimed: true,
    python: `
      lock = Lock()
      lock.acquire()
      Thread(target=lock.acquire, daemon=True).start()
      print('main end')`,
  },
];
