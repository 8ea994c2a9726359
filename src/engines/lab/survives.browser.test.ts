/** What a program may do to the lab, and what comes of it: the page goes on, and so does the next run. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EndStatus, Phase } from '../../trace/format.ts';
import { createLab } from './client/lab-engine.ts';
import { openLab, type Lab } from './lab-notation.ts';
import { thinned } from '../../base/sweep.ts';

let lab: Lab;
beforeAll(async () => {
  lab = openLab();
  const { end, report } = await lab.run('pass');
  expect([end, report]).toEqual(['finished', '']);
}, 180_000);
afterAll(() => lab.close());

/** How each ends, what it prints, what is said on stderr, its exit code. */
const programs: Readonly<
  Record<
    string,
    readonly [source: string, end: string, stdout: string, stderr: RegExp, code?: number]
  >
> = {
  'recursion without end': [
    `
    import threading
    def f(n): return f(n + 1)
    def work():
        try: f(0)
        except RecursionError: print('thread')
    thread = threading.Thread(target=work); thread.start(); thread.join()
    f(0)
    `,
    'finished',
    'thread\n',
    /RecursionError: maximum recursion depth exceeded/,
    1,
  ],
  'more memory than there is': [
    `
    try: bytearray(1 << 40)
    except (MemoryError, OverflowError) as error: print('caught')
    print([0] * 3)
    `,
    'finished',
    'caught\n[0, 0, 0]\n',
    /^$/,
    0,
  ],
  'a thousand threads': [
    `
    import threading
    lock, n = threading.Lock(), 0
    def work():
        global n
        with lock: n += 1
    threads = [threading.Thread(target=work) for _ in range(1000)]
    for thread in threads: thread.start()
    for thread in threads: thread.join()
    print(n)
    `,
    'finished',
    '1000\n',
    /^$/,
    0,
  ],
  'os._exit in a thread': [
    `
    import atexit, os, threading
    atexit.register(print, 'never')
    print('lost', end='')
    thread = threading.Thread(target=os._exit, args=(9,)); thread.start(); thread.join()
    threading.Event().wait()
    `,
    'finished',
    '',
    /^$/,
    9,
  ],
  'sys.exit in a thread, then in the main one': [
    `
    import sys, threading
    thread = threading.Thread(target=sys.exit, args=(4,)); thread.start(); thread.join()
    print('main goes on')
    sys.exit('bye')
    `,
    'finished',
    'main goes on\n',
    /^bye\n$/,
    1,
  ],
  'exceptions in __del__': [
    `
    import gc, threading
    class A:
        def __del__(self): raise ValueError('in del')
    def work():
        one = A(); one = None
        other = A(); other.me = other
    thread = threading.Thread(target=work); thread.start(); thread.join()
    gc.collect(); print('end')
    `,
    'finished',
    'end\n',
    /(?:[^]*ValueError: in del){2}/,
    0,
  ],
  'hooks that raise': [
    `
    import sys, threading
    def hook(*_): raise KeyError('hook')
    sys.excepthook = threading.excepthook = hook
    thread = threading.Thread(target=lambda: 1 / 0); thread.start(); thread.join()
    raise ValueError('mine')
    `,
    'finished',
    '',
    /Error in sys.excepthook:[^]*KeyError: 'hook'[^]*Original exception was:[^]*ValueError: mine/,
    1,
  ],
  'a thread that raises for another one’s absence': [
    `
    import threading
    things = [1]
    def take():
        if things: things.pop()
        else: raise LookupError
    threads = [threading.Thread(target=take) for _ in range(2)]
    for thread in threads: thread.start()
    for thread in threads: thread.join()
    `,
    'finished',
    '',
    /LookupError/,
    0,
  ],
  'a generator whose end waits for ever': [
    `
    import threading
    def wait():
        try: yield
        finally: threading.Event().wait()
    waiting = wait(); next(waiting)
    threading.Event().wait()
    `,
    'deadlock',
    '',
    /^$/,
  ],
  'stdout that was closed': [
    `
    import sys
    sys.stdout.close()
    try: print('x')
    except ValueError as error: sys.stderr.write(f'{error}\\n')
    sys.stdout = None
    print('y')
    `,
    'finished',
    '',
    /^I\/O operation on closed file\.?\n$/,
    0,
  ],
};

describe('the lab survives', () => {
  it.for(thinned(Object.entries(programs), 3))(
    '%s',
    async ([, [source, end, stdout, stderr, code]]) => {
      const run = await lab.run(source);
      expect([run.end, run.stdout, run.exitCode], run.report + run.stderr).toEqual([
        end,
        stdout,
        code,
      ]);
      expect(run.stderr).toMatch(stderr);
      expect((await lab.run('print(1)')).stdout).toBe('1\n');
    },
  );

  it('endless loops, which say where they are', async () => {
    const run = await lab.run(
      `
      def work():
          n = 0
          while True:
              n += 1
      work()
      `,
      { most: 50 },
    );
    expect(run.end).toBe('limit');
    const { choices } = await lab.standing(50);
    expect(choices.map(({ line }) => line)).toEqual([4]);
  });

  it('a program that is stopped in the middle, 200 times, with flat memory', async () => {
    const source = `
      import threading, time
      lock = threading.Lock()
      def work():
          while True:
              with lock: time.sleep(1)
      for _ in range(2): threading.Thread(target=work).start()
      time.sleep(5)
      `;
    const heap = async () => {
      const counted = await lab.run('import gc; gc.collect(); print(len(gc.get_objects()))');
      return Number(counted.stdout);
    };
    for (let n = 0; n < 20; n++) await lab.run(source, { most: 20 });
    const before = await heap();
    for (let n = 0; n < 200; n++) await lab.run(source, { most: 20, seed: n });
    expect(await heap()).toBeLessThan(before + 500);
  });

  it('a hundred thousand printed lines', async () => {
    const run = await lab.run('for n in range(100_000): print(n)', { most: 1_000_000 });
    expect([run.end, run.stdout.length]).toEqual(['finished', 588_890]);
  });
});

describe('what ends the interpreter', () => {
  const program = (text: string) =>
    ({
      kind: 'files',
      language: 'python',
      name: 'program',
      files: [{ path: 'program.py', text }],
      grain: 'sync',
    }) as const;
  const settings = { seed: 1, timed: true, strategy: 'fewest-switches' } as const;

  it('is ended with its thread, which is said; the others go on', async () => {
    const engine = createLab(2500);
    const { run } = await engine.open(
      program(
        `import threading
def count():
    print('counts')
    sum(range(10**10))
thread = threading.Thread(target=count)
thread.start(); print('started'); thread.join(); print('end')
`,
      ),
      settings,
    );
    let end = await run.run(100_000);
    if (end === 'halted') end = await run.run(100_000);
    expect(end).toBe('finished');
    const events = Array.from({ length: run.trace.length }, (_, seq) => run.trace.event(seq));
    const lost = events.filter(
      ({ phase, value }) => phase === Phase.end && value === EndStatus.lost,
    );
    expect(lost.map(({ thread, text, line }) => [thread, text, line])).toEqual([
      [1, 'hung 2.5', 3],
    ]);
    expect(events.filter(({ text }) => text === 'end')).toHaveLength(1);
    engine.dispose();
  }, 300_000);

  it('recursion in C costs the thread, which is said; the others go on', async () => {
    const engine = createLab();
    const { run } = await engine.open(
      program(
        `import threading
def nest():
    print('nests')
    deep = []
    for _ in range(100_000): deep = [deep]
    repr(deep)
thread = threading.Thread(target=nest)
thread.start(); print('started'); thread.join(); print('end')
`,
      ),
      settings,
    );
    let end = await run.run(100_000);
    if (end === 'halted') end = await run.run(100_000);
    expect(end).toBe('finished');
    const events = Array.from({ length: run.trace.length }, (_, seq) => run.trace.event(seq));
    const lost = events.filter(
      ({ phase, value }) => phase === Phase.end && value === EndStatus.lost,
    );
    expect(lost.map(({ thread, text }) => [thread, text])).toEqual([
      [1, 'The calls inside went deeper than the stack is.'],
    ]);
    expect(events.filter(({ text }) => text === 'end')).toHaveLength(1);
    const next = await engine.open(program('print(1)'), settings);
    expect(await next.run.run(100)).toBe('finished');
    engine.dispose();
    // Four interpreters are loaded, one after the other.
  }, 300_000);
});
