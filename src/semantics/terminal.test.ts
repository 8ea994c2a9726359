/** Standard input: input() and readline() with typed lines, and input that cannot be read. */
import { describe, expect, it } from 'vitest';
import { decodeSchedule, encodeSchedule } from '../engines/model/encoding/schedule-text.ts';
import { Model } from '../engines/model/engine.ts';
import { replay } from '../engines/model/replay.ts';
import { firstDifferent } from '../engines/model/record.ts';
import { scheduleOf, shorten } from '../engines/model/schedule.ts';
import { random } from '../engines/model/strategies/random.ts';
import { typeNext } from '../engines/model/typist.ts';
import { input, open, print, type TextIOWrapper } from '../program/builtins.ts';
import { except } from '../program/exceptions.ts';
import { Process, setStartMethod } from '../program/multiprocessing.ts';
import * as os from '../program/os.ts';
import type { Steps } from '../program/steps.ts';
import { call } from '../program/subprocess.ts';
import { setStdin, stdin } from '../program/sys.ts';
import { Lock, Thread } from '../program/threading.ts';
import { sleep } from '../program/time.ts';
import { findDeadlock } from '../views/deadlock.ts';
import { explainThread } from '../views/explain-thread.ts';
import { History } from '../views/history.ts';
import { Lanes } from '../views/lanes.ts';
import { outcomeOf } from './run-row.ts';

type Module = Readonly<Record<string, unknown>>;
type Lines = readonly (string | null)[];

const start = (module: Module, seed = 1) =>
  new Model({ module, params: null, seed, timed: true, strategy: random() });

/** Types at /dev/tty, or at `terminal`, whenever the program waits for a line. */
function typing(module: Module, lines: Lines, seed = 1, terminal = '/dev/tty') {
  const model = start(module, seed);
  const canned = lines.map((line) => ({ terminal, line }));
  let end = model.run(20_000);
  while (end === 'input' && typeNext(model, canned)) end = model.run(20_000);
  const { out, err } = outcomeOf(model.trace);
  return { model, end, out, err };
}

function* tellEnd(steps: Steps<unknown>): Steps<void> {
  try {
    yield* steps;
  } catch (error) {
    yield* print(String(except(error, 'EOFError')));
  }
}

function* readTwice(): Steps<void> {
  yield* print(`first ${yield* input('name? ')}`);
  yield* print(`second ${yield* input()}`);
}

describe('input', () => {
  it('waits for a line, and gives it without its end', () => {
    expect(typing({ main: readTwice }, ['Ada', ''])).toMatchObject({
      end: 'finished',
      out: ['first Ada', 'second '],
    });
  });

  it('does not end the run, and is no deadlock', () => {
    const { model, end } = typing({ main: readTwice }, []);
    expect(end).toBe('input');
    const { trace } = model;
    const history = new History(trace);
    history.advance();
    const world = history.live(trace.endTime);
    expect(findDeadlock(trace, world)).toBeUndefined();
    const [headline] = explainThread(trace, world, 0);
    expect(headline).toMatchObject({ key: 'blocked.input', params: { object: '/dev/tty' } });
  });

  it('raises EOFError at the end of input, and the next one waits again', () => {
    const main = function* (): Steps<void> {
      yield* tellEnd(input());
      yield* print(yield* input());
    };
    expect(typing({ main }, [null, 'more'])).toMatchObject({
      end: 'finished',
      out: ['EOFError: EOF when reading a line', 'more'],
    });
    // A line that has been read is no longer in the terminal.
    const { trace } = typing({ main }, [null]).model;
    const history = new History(trace);
    history.advance();
    const [terminal] = history.live(trace.endTime).objects;
    expect(terminal).toMatchObject({ measure: 0, items: [] });
    const lanes = new Lanes(trace);
    lanes.advance();
    const { steps } = lanes.objects[0]!;
    expect(Array.from(steps.value).slice(0, steps.length)).toEqual([0, 1, 0]);
  });

  it('gets what was typed before it asked', () => {
    const main = function* (): Steps<void> {
      yield* open('/dev/tty');
      yield* sleep(1);
      yield* print(yield* input());
    };
    const model = start({ main });
    while (model.trace.objects.length === 0) model.step();
    expect(model.type({ terminal: 0, line: 'early' })).toBe(true);
    expect(model.run(1000)).toBe('finished');
    expect(outcomeOf(model.trace).out).toEqual(['early']);
  });

  it('is typed before the sleep of another ends, and no time passes by it', () => {
    const sleeper = function* (): Steps<void> {
      yield* sleep(5);
      yield* print('slept');
    };
    const main = function* (): Steps<void> {
      yield* (yield* new Thread({ target: sleeper })).start();
      yield* print(yield* input());
    };
    const model = start({ main, sleeper });
    while (model.time === 0 && model.prepare() === 'go' && model.enabledCount > 0) {
      const waiting = model.trace.objects.length > 0;
      if (waiting && model.enabled().every(({ after }) => after === 'late')) break;
      model.step();
    }
    expect(model.type({ terminal: 0, line: 'quick' })).toBe(true);
    expect(model.time).toBe(0);
    expect(model.run(1000)).toBe('finished');
    expect(outcomeOf(model.trace).out).toEqual(['quick', 'slept']);
  });

  it('goes on being stuck elsewhere once nobody waits for a line', () => {
    const main = function* (): Steps<void> {
      yield* input();
      const lock = yield* new Lock();
      yield* lock.acquire();
      yield* lock.acquire();
    };
    expect(typing({ main }, ['x']).end).toBe('deadlock');
  });
});

it('readline gives the line with its end, and nothing at the end of input', () => {
  const main = function* (): Steps<void> {
    for (;;) {
      const line = yield* stdin.readline();
      yield* print(JSON.stringify(line));
      if (line === '') return;
    }
  };
  expect(typing({ main }, ['a', '', null]).out).toEqual(['"a\\n"', '"\\n"', '""']);
});

describe('who reads what', () => {
  const askOnce = function* (): Steps<void> {
    yield* print(yield* input());
  };

  it('threads of a process share its standard input, a line each', () => {
    const main = function* (): Steps<void> {
      for (let n = 0; n < 3; n++) yield* (yield* new Thread({ target: askOnce })).start();
    };
    for (let seed = 0; seed < 10; seed++) {
      const { end, out } = typing({ main, askOnce }, ['a', 'b', 'c'], seed);
      expect(end).toBe('finished');
      expect(out.toSorted()).toEqual(['a', 'b', 'c']);
    }
  });

  it.each(['fork', 'spawn'] as const)('a multiprocessing child (%s) has /dev/null', (method) => {
    const child = function* (): Steps<void> {
      yield* tellEnd(input());
      yield* print(JSON.stringify(yield* stdin.readline()));
    };
    const main = function* (): Steps<void> {
      yield* setStartMethod(method);
      const process = yield* new Process({ target: child });
      yield* process.start();
      yield* process.join();
    };
    expect(typing({ main, child }, [])).toMatchObject({
      end: 'finished',
      out: ['EOFError: EOF when reading a line', '""'],
    });
  });

  it('a forked child reads from the terminal of its parent', () => {
    const main = function* (): Steps<void> {
      const pid = yield* os.fork();
      yield* print(yield* input());
      if (pid !== 0) yield* os.wait();
    };
    const { end, out } = typing({ main }, ['one', 'two']);
    expect(end).toBe('finished');
    expect(out.toSorted()).toEqual(['one', 'two']);
  });

  it('a program that subprocess starts reads from the terminal of its parent', () => {
    const main = function* (): Steps<void> {
      yield* print(yield* call(['cat']));
    };
    expect(typing({ main }, ['meow', null]).out).toEqual(['meow', '0']);
  });

  it('a child may open a terminal of its own', () => {
    const child = function* (path: string): Steps<void> {
      yield* setStdin(yield* open(path));
      yield* print(`${path} ${yield* input('> ')}`);
    };
    const main = function* (): Steps<void> {
      for (const path of ['/dev/pts/1', '/dev/pts/2']) {
        yield* (yield* new Process({ target: child, args: [path] })).start();
      }
    };
    const model = start({ main, child });
    expect(model.run(20_000)).toBe('input');
    const canned = [
      { terminal: '/dev/pts/2', line: 'second' },
      { terminal: '/dev/pts/1', line: 'first' },
    ];
    while (typeNext(model, canned)) model.run(20_000);
    expect(model.prepare()).toBe('finished');
    expect(outcomeOf(model.trace).out).toEqual(['/dev/pts/2 second', '/dev/pts/1 first']);
  });

  it('an open terminal can be an argument, but not of a process that is spawned', () => {
    const child = function* (file: TextIOWrapper): Steps<void> {
      yield* print(yield* file.readline());
    };
    const main = function* (): Steps<void> {
      const file = yield* open('/dev/pts/1');
      yield* (yield* new Process({ target: child, args: [file] })).start();
      yield* setStartMethod('spawn');
      yield* (yield* new Process({ target: child, args: [file] })).start();
    };
    const { out, err } = typing({ main, child }, ['x'], 1, '/dev/pts/1');
    expect(out).toEqual(['x', '']);
    expect(err).toEqual(["TypeError: cannot pickle '_io.TextIOWrapper' object"]);
  });

  it('no other file is there', () => {
    const main = function* (): Steps<void> {
      yield* open('notes.txt');
    };
    expect(typing({ main }, []).err).toEqual([
      "FileNotFoundError: [Errno 2] No such file or directory: 'notes.txt'",
    ]);
  });
});

describe('a run with typed lines', () => {
  const typed = () => typing({ main: readTwice }, ['größer', 'b\u{1F600}']).model;

  it('is had again from its schedule, as text, from any step on', () => {
    const model = typed();
    const { schedule } = decodeSchedule(encodeSchedule(scheduleOf(model)) ?? '');
    for (let steps = 0; steps <= model.stepCount; steps++) {
      const again = start({ main: readTwice }, 2);
      again.restart({ seed: 1 });
      expect(replay(again, shorten(schedule, steps))).toBeUndefined();
      expect(again.stepCount).toBe(steps);
      expect(firstDifferent(model.trace, again.trace, 0, again.trace.length)).toBeUndefined();
    }
  });

  it('does not fit a program without that terminal', () => {
    const model = start({ main: () => sleep(1) });
    const schedule = scheduleOf(typed());
    expect(replay(model, { ...schedule, choices: Uint16Array.from([0, 3]) })).toMatchObject({
      why: 'no-terminal',
    });
  });
});
