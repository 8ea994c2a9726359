/** Event. Cases 79 to 82. */
import { print } from '../program/builtins.ts';
import type { Steps } from '../program/steps.ts';
import { Event } from '../program/threading.ts';
import { monotonic, sleep } from '../program/time.ts';
import { type Row, since, spawn, tell } from './row.ts';

function* waits(event: Event, name: string): Steps<void> {
  yield* print(name, yield* event.wait());
}

export const eventRows: readonly Row[] = [
  {
    name: '79 clear to begin with; set and clear as often as one likes',
    program() {
      function* main(): Steps<void> {
        const event = yield* new Event();
        yield* print(yield* event.isSet());
        yield* tell(event.clear());
        yield* tell(event.set());
        yield* tell(event.set());
        yield* print(yield* event.isSet());
        yield* tell(event.clear());
        yield* print(yield* event.isSet());
      }
      return { main };
    },
    out: ['False', 'None', 'None', 'None', 'True', 'None', 'False'],
    python: `
      event = Event()
      print(event.is_set())
      tell(event.clear)
      tell(event.set)
      tell(event.set)
      print(event.is_set())
      tell(event.clear)
      print(event.is_set())`,
  },
  {
    name: '80 wait',
    program() {
      function* main(): Steps<void> {
        const event = yield* new Event();
        const start = yield* monotonic();
        for (const seconds of [0, -1, 0.2]) yield* print(yield* event.wait(seconds));
        yield* print(yield* since(start));
        const t = yield* spawn(waits, event, 'thread');
        yield* sleep(0.1);
        yield* event.set();
        yield* t.join();
        yield* print(yield* event.wait(), yield* event.wait(0), yield* event.isSet());
      }
      return { main, waits };
    },
    out: ['False', 'False', 'False', '0.2', 'thread True', 'True True True'],
    python: `
      event = Event()
      start = time.monotonic()
      for seconds in [0, -1, .2]: print(event.wait(seconds))
      print(since(start))
      t = spawn(lambda: print('thread', event.wait()))
      time.sleep(.1)
      event.set()
      t.join()
      print(event.wait(), event.wait(0), event.is_set())`,
  },
  {
    name: '81 set and cleared at once lets everybody go',
    program() {
      function* main(): Steps<void> {
        const event = yield* new Event();
        for (let n = 0; n < 4; n++) yield* spawn(waits, event, 'through');
        yield* sleep(0.1);
        yield* event.set();
        yield* event.clear();
        yield* print(yield* event.isSet());
      }
      return { main, waits };
    },
    anyOrder: ['False', 'through True', 'through True', 'through True', 'through True'],
    python: `
      event = Event()
      for _ in range(4): spawn(lambda: print('through', event.wait()))
      time.sleep(.1)
      event.set()
      event.clear()
      print(event.is_set())`,
  },
  {
    name: '82 a loop that polls',
    program() {
      function* poll(stop: Event): Steps<void> {
        const start = yield* monotonic();
        while (!(yield* stop.wait(0.2))) yield* print('beat', yield* since(start));
        yield* print('stopped', yield* since(start));
      }
      function* main(): Steps<void> {
        const stop = yield* new Event();
        yield* spawn(poll, stop);
        yield* sleep(0.5);
        yield* stop.set();
      }
      return { main, poll };
    },
    out: ['beat 0.2', 'beat 0.4', 'stopped 0.5'],
    python: `
      def poll():
          start = time.monotonic()
          while not stop.wait(.2): print('beat', since(start))
          print('stopped', since(start))
      stop = Event()
      spawn(poll)
      time.sleep(.5)
      stop.set()`,
  },
];
