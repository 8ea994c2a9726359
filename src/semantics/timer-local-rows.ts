/** Timer and local. Cases 90 to 94. */
import { print } from '../program/builtins.ts';
import type { Steps } from '../program/steps.ts';
import { local, Timer } from '../program/threading.ts';
import { monotonic, sleep } from '../program/time.ts';
import { type Row, since, spawn, tell } from './row.ts';

function* fire(...args: unknown[]): Steps<void> {
  yield* print('fired', ...args);
}

const PY_FIRE = `
      def fire(*args, **kwargs): print('fired', *args, *([kwargs] if kwargs else []))`;

interface Attributes {
  readonly x: number;
  readonly y: string;
}

class Data extends local<Attributes> {
  static readonly shared = 7;

  protected override *init(x: number): Steps<void> {
    yield* print('init', x);
    yield* this.set('x', x);
  }
}

export const timerLocalRows: readonly Row[] = [
  {
    name: '90 it fires once, in a thread of its own',
    program() {
      function* main(): Steps<void> {
        const start = yield* monotonic();
        const timer = yield* new Timer(0.2, fire, [1, 2], { word: 'x' });
        yield* timer.start();
        yield* print(yield* timer.finished.isSet());
        yield* timer.join();
        yield* print(yield* since(start), yield* timer.finished.isSet());
        for (const interval of [0, -1]) {
          const quick = yield* new Timer(interval, fire);
          yield* quick.start();
          yield* quick.join();
        }
        yield* print(yield* since(start));
      }
      return { main, fire };
    },
    out: ['False', "fired 1 2 {'word': 'x'}", '0.2 True', 'fired', 'fired', '0.2'],
    python: `${PY_FIRE}
      start = time.monotonic()
      timer = Timer(.2, fire, [1, 2], {'word': 'x'})
      timer.start()
      print(timer.finished.is_set())
      timer.join()
      print(since(start), timer.finished.is_set())
      for interval in [0, -1]:
          quick = Timer(interval, fire)
          quick.start()
          quick.join()
      print(since(start))`,
  },
  {
    name: '91 cancel',
    program() {
      function* main(): Steps<void> {
        const start = yield* monotonic();
        const timer = yield* new Timer(1, fire);
        yield* timer.start();
        yield* sleep(0.1);
        yield* timer.cancel();
        yield* timer.join();
        yield* print(yield* since(start));
        const never = yield* new Timer(1, fire);
        yield* never.cancel();
        yield* never.start();
        yield* never.join();
        yield* print(yield* since(start));
        const quick = yield* new Timer(0, fire);
        yield* quick.start();
        yield* quick.join();
        yield* tell(quick.cancel());
        yield* tell(quick.start());
      }
      return { main, fire };
    },
    out: ['0.1', '0.1', 'fired', 'None', 'RuntimeError: threads can only be started once'],
    python: `${PY_FIRE}
      start = time.monotonic()
      timer = Timer(1., fire)
      timer.start()
      time.sleep(.1)
      timer.cancel()
      timer.join()
      print(since(start))
      never = Timer(1., fire)
      never.cancel()
      never.start()
      never.join()
      print(since(start))
      quick = Timer(0, fire)
      quick.start()
      quick.join()
      tell(quick.cancel)
      tell(quick.start)`,
  },
  {
    name: '92 it is a thread that the process waits for',
    program() {
      function* main(): Steps<void> {
        const timer = yield* new Timer(0.1, fire);
        yield* print(yield* timer.name(), yield* timer.daemon());
        yield* print(timer.interval, timer.function, timer.args, timer.kwargs);
        yield* timer.start();
        yield* print('main end');
      }
      return { main, fire };
    },
    out: ['Thread-1 False', '0.1 fire [] {}', 'main end', 'fired'],
    python: `${PY_FIRE}
      timer = Timer(.1, fire)
      print(timer.name, timer.daemon)
      print(timer.interval / SCALE, timer.function.__name__, timer.args, timer.kwargs)
      timer.start()
      print('main end')`,
  },
  {
    name: '93 every thread has its own',
    program() {
      function* f(data: local<Attributes>): Steps<void> {
        yield* print(yield* data.has('x'));
        yield* tell(data.get('x'));
        yield* data.set('x', 2);
        yield* data.set('y', 'mine');
        yield* print(yield* data.dict());
        yield* data.delete('x');
        yield* tell(data.delete('x'));
        yield* print(yield* data.dict());
      }
      function* main(): Steps<void> {
        const data = yield* new local<Attributes>();
        yield* data.set('x', 1);
        yield* (yield* spawn(f, data)).join();
        yield* print(yield* data.get('x'), yield* data.dict());
      }
      return { main, f };
    },
    out: [
      'False',
      "AttributeError: '_thread._local' object has no attribute 'x'",
      "{'x': 2, 'y': 'mine'}",
      "AttributeError: '_thread._local' object has no attribute 'x'",
      "{'y': 'mine'}",
      "1 {'x': 1}",
    ],
    untimed: true,
    python: `
      def f():
          print(hasattr(data, 'x'))
          tell(getattr, data, 'x')
          data.x = 2
          data.y = 'mine'
          print(data.__dict__)
          del data.x
          tell(delattr, data, 'x')
          print(data.__dict__)
      data = local()
      data.x = 1
      spawn(f).join()
      print(data.x, data.__dict__)`,
  },
  {
    name: '94 a subclass begins anew in each thread',
    program() {
      function* f(data: Data): Steps<void> {
        yield* print(yield* data.get('x'), Data.shared);
        yield* data.set('x', 6);
        yield* tell(data.get('y'));
      }
      function* wrong(): Steps<void> {
        yield* new local(1);
      }
      function* main(): Steps<void> {
        const data = yield* new Data(5);
        yield* print(yield* data.get('x'));
        yield* (yield* spawn(f, data)).join();
        yield* print(yield* data.get('x'));
        yield* tell(wrong());
      }
      return { main, f, Data };
    },
    out: [
      'init 5',
      '5',
      'init 5',
      '5 7',
      "AttributeError: 'Data' object has no attribute 'y'",
      '5',
      'TypeError: Initialization arguments are not supported',
    ],
    untimed: true,
    python: `
      class Data(local):
          shared = 7
          def __init__(self, x):
              print('init', x)
              self.x = x
      def f():
          print(data.x, data.shared)
          data.x = 6
          tell(getattr, data, 'y')
      data = Data(5)
      print(data.x)
      spawn(f).join()
      print(data.x)
      tell(local, 1)`,
  },
];
