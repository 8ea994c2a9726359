/** Barrier. Cases 83 to 89. */
import { print, PyError } from '../program/builtins.ts';
import type { Steps } from '../program/steps.ts';
import { Barrier } from '../program/threading.ts';
import { monotonic, sleep } from '../program/time.ts';
import { type Row, since, spawn, tell } from './row.ts';

function* waits(barrier: Barrier, seconds?: number): Steps<void> {
  yield* tell(barrier.wait(seconds));
}

function* action(): Steps<void> {
  yield* print('action');
}

export const barrierRows: readonly Row[] = [
  {
    name: '83 the order of arrival, round after round',
    program() {
      function* twice(barrier: Barrier, late: number): Steps<void> {
        for (let round = 0; round < 2; round++) {
          yield* sleep(late);
          const index = yield* barrier.wait();
          yield* sleep(index / 10);
          yield* print(round, index);
          yield* sleep(1 - index / 10);
        }
      }
      function* main(): Steps<void> {
        const barrier = yield* new Barrier(3);
        const threads = [];
        for (const late of [0.01, 0.02, 0.03]) {
          threads.push(yield* spawn(twice, barrier, late));
        }
        for (const t of threads) yield* t.join();
        yield* print(yield* barrier.nWaiting(), barrier.parties);
      }
      return { main, twice };
    },
    out: ['0 0', '0 1', '0 2', '1 0', '1 1', '1 2', '0 3'],
    python: `
      def twice(late):
          for round in range(2):
              time.sleep(late)
              index = barrier.wait()
              time.sleep(index / 10)
              print(round, index)
              time.sleep(1 - index / 10)
      barrier = Barrier(3)
      threads = [spawn(twice, late) for late in [.01, .02, .03]]
      for t in threads: t.join()
      print(barrier.n_waiting, barrier.parties)`,
  },
  {
    name: '84 the action runs once, before anybody goes on',
    program() {
      function* f(barrier: Barrier): Steps<void> {
        yield* barrier.wait();
        yield* print('through');
      }
      function* main(): Steps<void> {
        const barrier = yield* new Barrier(3, action);
        for (let n = 0; n < 3; n++) yield* spawn(f, barrier);
      }
      return { main, f, action };
    },
    out: ['action', 'through', 'through', 'through'],
    untimed: true,
    python: `
      def f():
          barrier.wait()
          print('through')
      barrier = Barrier(3, lambda: print('action'))
      for _ in range(3): spawn(f)`,
  },
  {
    name: '84 a barrier for one',
    program() {
      function* main(): Steps<void> {
        const barrier = yield* new Barrier(1, action);
        yield* print(yield* barrier.wait());
        yield* print(yield* barrier.wait());
      }
      return { main, action };
    },
    out: ['action', '0', 'action', '0'],
    python: `
      barrier = Barrier(1, lambda: print('action'))
      print(barrier.wait())
      print(barrier.wait())`,
  },
  {
    name: '85 an action that raises',
    program() {
      function* fail(): Steps<void> {
        yield* sleep(0.1);
        throw new PyError('ValueError', 'action');
      }
      function* main(): Steps<void> {
        const barrier = yield* new Barrier(2, fail);
        const t = yield* spawn(waits, barrier);
        yield* sleep(0.1);
        yield* tell(barrier.wait());
        yield* t.join();
        yield* print(yield* barrier.broken());
        yield* tell(barrier.wait());
        yield* barrier.reset();
        yield* print(yield* barrier.broken(), yield* barrier.nWaiting());
      }
      return { main, waits, fail };
    },
    anyOrder: ['ValueError: action', 'BrokenBarrierError', 'True', 'BrokenBarrierError', 'False 0'],
    python: `
      def fail():
          time.sleep(.1)
          raise ValueError('action')
      def waits(): tell(barrier.wait)
      barrier = Barrier(2, fail)
      t = spawn(waits)
      time.sleep(.1)
      tell(barrier.wait)
      t.join()
      print(barrier.broken)
      tell(barrier.wait)
      barrier.reset()
      print(barrier.broken, barrier.n_waiting)`,
  },
  {
    name: '86 one waits too long, and it is broken for all',
    program() {
      function* main(): Steps<void> {
        const barrier = yield* new Barrier(3);
        const start = yield* monotonic();
        const t = yield* spawn(waits, barrier);
        yield* sleep(0.1);
        yield* tell(barrier.wait(0.2));
        yield* t.join();
        yield* print(yield* since(start), yield* barrier.broken());
        const quick = yield* new Barrier(2, null, 0.1);
        yield* tell(quick.wait());
        yield* print(yield* since(start));
        yield* quick.reset();
        yield* tell(quick.wait(0.3));
        yield* print(yield* since(start));
        yield* quick.reset();
        yield* tell(quick.wait(-1));
        yield* print(yield* since(start));
      }
      return { main, waits };
    },
    out: [
      'BrokenBarrierError',
      'BrokenBarrierError',
      '0.3 True',
      'BrokenBarrierError',
      '0.4',
      'BrokenBarrierError',
      '0.7',
      'BrokenBarrierError',
      '0.7',
    ],
    python: `
      def waits(): tell(barrier.wait)
      barrier = Barrier(3)
      start = time.monotonic()
      t = spawn(waits)
      time.sleep(.1)
      tell(barrier.wait, .2)
      t.join()
      print(since(start), barrier.broken)
      quick = Barrier(2, timeout=.1)
      tell(quick.wait)
      print(since(start))
      quick.reset()
      tell(quick.wait, .3)
      print(since(start))
      quick.reset()
      tell(quick.wait, -1)
      print(since(start))`,
  },
  {
    name: '86 time that is up while the action runs breaks nothing',
    program() {
      function* slow(): Steps<void> {
        yield* sleep(0.3);
      }
      function* main(): Steps<void> {
        const barrier = yield* new Barrier(2, slow);
        const t = yield* spawn(waits, barrier, 0.2);
        yield* sleep(0.1);
        const index = yield* barrier.wait();
        yield* t.join();
        yield* print(index, yield* barrier.broken());
      }
      return { main, waits, slow };
    },
    out: ['0', '1 False'],
    python: `
      def slow(): time.sleep(.3)
      def waits(seconds): tell(barrier.wait, seconds)
      barrier = Barrier(2, slow)
      t = spawn(waits, .2)
      time.sleep(.1)
      index = barrier.wait()
      t.join()
      print(index, barrier.broken)`,
  },
  {
    name: '87 abort',
    program() {
      function* main(): Steps<void> {
        const barrier = yield* new Barrier(3);
        const threads = [yield* spawn(waits, barrier), yield* spawn(waits, barrier)];
        yield* sleep(0.1);
        yield* barrier.abort();
        for (const t of threads) yield* t.join();
        yield* print(yield* barrier.broken(), yield* barrier.nWaiting());
        const idle = yield* new Barrier(2);
        yield* idle.abort();
        yield* print(yield* idle.broken());
      }
      return { main, waits };
    },
    out: ['BrokenBarrierError', 'BrokenBarrierError', 'True 0', 'True'],
    python: `
      def waits(): tell(barrier.wait)
      barrier = Barrier(3)
      threads = [spawn(waits), spawn(waits)]
      time.sleep(.1)
      barrier.abort()
      for t in threads: t.join()
      print(barrier.broken, barrier.n_waiting)
      idle = Barrier(2)
      idle.abort()
      print(idle.broken)`,
  },
  {
    name: '87 reset',
    program() {
      function* main(): Steps<void> {
        const barrier = yield* new Barrier(2);
        yield* barrier.reset();
        const t = yield* spawn(waits, barrier);
        yield* sleep(0.1);
        yield* print(yield* barrier.nWaiting());
        yield* barrier.reset();
        yield* t.join();
        yield* print(yield* barrier.broken(), yield* barrier.nWaiting());
        const again = yield* spawn(waits, barrier);
        yield* sleep(0.1);
        yield* print(yield* barrier.wait());
        yield* again.join();
      }
      return { main, waits };
    },
    oneOf: [
      ['1', 'BrokenBarrierError', 'False 0', '1', '0'],
      ['1', 'BrokenBarrierError', 'False 0', '0', '1'],
    ],
    python: `
      def waits(): tell(barrier.wait)
      barrier = Barrier(2)
      barrier.reset()
      t = spawn(waits)
      time.sleep(.1)
      print(barrier.n_waiting)
      barrier.reset()
      t.join()
      print(barrier.broken, barrier.n_waiting)
      again = spawn(waits)
      time.sleep(.1)
      print(barrier.wait())
      again.join()`,
  },
  {
    name: '88 one more than it takes',
    program() {
      function* main(): Steps<void> {
        const barrier = yield* new Barrier(2);
        for (let n = 0; n < 3; n++) {
          yield* spawn(waits, barrier);
          yield* sleep(0.1);
        }
        yield* print('waits', yield* barrier.nWaiting());
        yield* print(yield* barrier.wait());
      }
      return { main, waits };
    },
    oneOf: [
      ['0', '1', 'waits 1', '1', '0'],
      ['0', '1', 'waits 1', '0', '1'],
      ['1', '0', 'waits 1', '1', '0'],
      ['1', '0', 'waits 1', '0', '1'],
    ],
    python: `
      def waits(): tell(barrier.wait)
      barrier = Barrier(2)
      for _ in range(3):
          spawn(waits)
          time.sleep(.1)
      print('waits', barrier.n_waiting)
      print(barrier.wait())`,
  },
  {
    name: '89 a barrier for none never opens',
    program() {
      function* main(): Steps<void> {
        const barrier = yield* new Barrier(0);
        yield* print(barrier.parties, yield* barrier.nWaiting());
        yield* tell(barrier.wait(0.1));
      }
      return { main };
    },
    out: ['0 0', 'BrokenBarrierError'],
    untimed: true,
    python: `
      barrier = Barrier(0)
      print(barrier.parties, barrier.n_waiting)
      tell(barrier.wait, .1)`,
  },
];
