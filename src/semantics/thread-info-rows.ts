/** Queries on threads. Cases 32 to 38. */
import { print } from '../program/builtins.ts';
import type { Steps } from '../program/steps.ts';
import {
  activeCount,
  currentThread,
  enumerate,
  Event,
  getIdent,
  getNativeId,
  mainThread,
  Thread,
  TIMEOUT_MAX,
} from '../program/threading.ts';
import { sleep } from '../program/time.ts';
import { type Row, spawn, spawnNamed } from './row.ts';

export const threadInfoRows: readonly Row[] = [
  {
    name: '32 join the main thread',
    program() {
      function* f(): Steps<void> {
        const parent = yield* mainThread();
        yield* print(yield* parent.isAlive());
        yield* parent.join();
        yield* print(yield* parent.isAlive(), yield* parent.name());
        const names = [];
        for (const t of yield* enumerate()) names.push(yield* t.name());
        yield* print(...names);
      }
      function* main(): Steps<void> {
        yield* spawnNamed('other', f);
        yield* sleep(0.1);
        yield* print('main end');
      }
      return { main, f };
    },
    out: ['True', 'main end', 'False MainThread', 'MainThread other'],
    python: `
      def f():
          main = main_thread()
          print(main.is_alive())
          main.join()
          print(main.is_alive(), main.name)
          print(*[t.name for t in threading.enumerate()])
      spawn_named('other', f)
      time.sleep(.1)
      print('main end')`,
  },
  {
    name: '33 the current and the main thread',
    program() {
      function* f(): Steps<void> {
        const [current, first] = [yield* currentThread(), yield* mainThread()];
        yield* print(current.id === first.id, yield* current.name(), yield* first.name());
        yield* print(yield* first.daemon(), yield* first.isAlive());
      }
      function* main(): Steps<void> {
        yield* f();
        yield* (yield* spawnNamed('other', f)).join();
      }
      return { main, f };
    },
    out: ['True MainThread MainThread', 'False True', 'False other MainThread', 'False True'],
    untimed: true,
    python: `
      def f():
          current, main = current_thread(), main_thread()
          print(current is main, current.name, main.name)
          print(main.daemon, main.is_alive())
      f()
      spawn_named('other', f).join()`,
  },
  {
    name: '34 active_count and enumerate',
    program() {
      function* list(): Steps<void> {
        const names = [];
        for (const t of yield* enumerate()) names.push(yield* t.name());
        yield* print(names, yield* activeCount());
      }
      function* wait(go: Event): Steps<void> {
        yield* go.wait();
      }
      function* main(): Steps<void> {
        const go = yield* new Event();
        const a = yield* new Thread({ target: wait, args: [go], name: 'a' });
        const b = yield* new Thread({ target: wait, args: [go], name: 'b', daemon: true });
        yield* new Thread({ name: 'never' });
        yield* b.start();
        yield* a.start();
        yield* list();
        yield* go.set();
        yield* a.join();
        yield* b.join();
        yield* list();
      }
      return { main, wait };
    },
    out: ["['MainThread', 'b', 'a'] 3", "['MainThread'] 1"],
    untimed: true,
    python: `
      def list_them(): print([t.name for t in threading.enumerate()], active_count())
      go = Event()
      a = Thread(target=go.wait, name='a')
      b = Thread(target=go.wait, name='b', daemon=True)
      never = Thread(name='never')
      b.start()
      a.start()
      list_them()
      go.set()
      a.join()
      b.join()
      list_them()`,
  },
  {
    name: '35 get_ident and get_native_id',
    program() {
      function* f(): Steps<void> {
        const t = yield* currentThread();
        yield* print((yield* getIdent()) === (yield* t.ident()));
        yield* print((yield* getNativeId()) === (yield* t.nativeId()));
      }
      function* main(): Steps<void> {
        yield* f();
        yield* (yield* spawn(f)).join();
      }
      return { main, f };
    },
    out: ['True', 'True', 'True', 'True'],
    untimed: true,
    python: `
      def f():
          t = current_thread()
          print(get_ident() == t.ident)
          print(get_native_id() == t.native_id)
      f()
      spawn(f).join()`,
  },
  {
    name: '38 TIMEOUT_MAX',
    program() {
      function* main(): Steps<void> {
        yield* print(TIMEOUT_MAX.toFixed(1));
      }
      return { main };
    },
    out: ['9223372036.0'],
    python: `print(TIMEOUT_MAX)`,
  },
];
