/** Programs that could break the lab: the page goes on, and so does the next run. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isWhole, sweep, thinned } from '../../base/sweep.ts';
import { EndStatus, Phase, type TraceEvent } from '../../trace/format.ts';
import type { StepRun } from '../step-run.ts';
import { createLab } from './client/lab-engine.ts';
import { openLab, type Lab } from './lab-notation.ts';

let lab: Lab;
beforeAll(async () => {
  lab = openLab();
  const { end, report } = await lab.run('pass');
  expect([end, report]).toEqual(['finished', '']);
}, 180_000);
afterAll(() => lab.close());

/** For each program: how it ends, its stdout, its stderr, its exit code. */
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
  'exceptions after the end': [
    `
    import atexit, sys, threading
    def fail(): raise ValueError('late')
    threading._register_atexit(fail)
    atexit.register(sys.exit, 5)
    `,
    'finished',
    '',
    /on threading shutdown:[^]*ValueError: late[^]*in atexit callback[^]*SystemExit: 5/,
    0,
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

  it('trace functions, those that raise as well; the next program has none', async () => {
    const killed = await lab.run(`
      import sys, threading, time
      class Killable(threading.Thread):
          killed = False
          def run(self):
              sys.settrace(self.calls)
              self._target()
          def calls(self, frame, what, value):
              return self.lines
          def lines(self, frame, what, value):
              if self.killed and what == 'line': raise SystemExit
              return self.lines
      def work():
          while True: time.sleep(0.1)
      threads = [Killable(target=work) for _ in range(3)]
      for thread in threads: thread.start()
      time.sleep(0.35)
      for thread in threads: thread.killed = True
      for thread in threads: thread.join()
      print([thread.is_alive() for thread in threads], sys.gettrace())
    `);
    expect([killed.end, killed.stdout]).toEqual(['finished', '[False, False, False] None\n']);
    const traced = await lab.run(`
      import sys
      seen = []
      def f():
          try: 1 / 0
          except ZeroDivisionError: pass
          for _ in g(): pass
          raise KeyError
      def g(): yield 1
      def trace(frame, what, value):
          seen.append((what, frame.f_lineno, frame.f_code.co_name))
          return trace
      sys.settrace(trace)
      try: f()
      except KeyError: pass
      sys.settrace(None)
      g()
      print(seen == [
          ('call', 3, 'f'), ('line', 4, 'f'), ('exception', 4, 'f'), ('line', 5, 'f'), ('line', 6, 'f'),
          ('call', 8, 'g'), ('line', 8, 'g'), ('return', 8, 'g'), ('line', 6, 'f'), ('call', 8, 'g'), ('return', 8, 'g'),
          ('line', 7, 'f'), ('exception', 7, 'f'), ('return', 7, 'f'),
      ] or seen)
      def fail(*_): 1 / 0
      sys.settrace(fail)
      try: g().__next__()
      except ZeroDivisionError: print('raised', sys.gettrace())
      sys.settrace(fail)
    `);
    expect([traced.end, traced.stdout, traced.stderr]).toEqual([
      'finished',
      'True\nraised None\n',
      '',
    ]);
    const next = await lab.run(`
      import sys, threading
      def f(): return sys.gettrace()
      print(f())
      def fail(*_): 1 / 0
      threading.settrace(fail)
      thread = threading.Thread(target=f); thread.start(); thread.join()
    `);
    expect([next.end, next.stdout]).toEqual(['finished', 'None\n']);
    expect(next.stderr).toContain('ZeroDivisionError');
  });

  it('what looks at all that runs, which is refused', async () => {
    const run = await lab.run(`
      import pdb, profile, sys, threading
      from sys import monitoring
      def show(act):
          try: act()
          except Exception as error: print(type(error).__name__, error)
          else: print('nothing')
      def f(): 1
      show(lambda: sys.setprofile(print))
      show(lambda: threading.setprofile(print))
      show(lambda: threading.setprofile_all_threads(print))
      show(lambda: profile.Profile().runcall(f))
      show(lambda: monitoring.use_tool_id(2, 'mine'))
      show(lambda: monitoring.set_events(2, 1))
      show(lambda: __import__('cProfile'))
      show(breakpoint)
      def opcodes(frame, what, value):
          frame.f_trace_opcodes = True
          return opcodes
      sys.settrace(opcodes)
      f()
      sys.settrace(None)
      show(pdb.set_trace)
    `);
    const watched =
      'here: Weft itself watches the calls of the program. Its step mode shows every call, line and instruction.';
    const profiler = `RuntimeError no profile function can be set ${watched}`;
    expect(run.stdout.split('\n')).toEqual([
      profiler,
      profiler,
      profiler,
      profiler,
      `ValueError tool 2 cannot be used ${watched}`,
      `ValueError tool 2 cannot be used ${watched}`,
      `ModuleNotFoundError No module named '_lsprof': cProfile cannot run ${watched}`,
      'RuntimeError breakpoint() stops nothing here: Weft stops at the lines that are clicked in the margin.',
      `ValueError tool 0 cannot be used ${watched}`,
      '',
    ]);
    expect([run.end, run.exitCode], run.stderr).toEqual(['finished', 0]);
  });

  it('code that was made by hand', async () => {
    const run = await lab.run(`
      import copy, marshal, types
      def f(): return 1
      code = f.__code__
      values = [getattr(code, 'co_' + name) for name in '''
          argcount posonlyargcount kwonlyargcount nlocals stacksize flags code consts names varnames filename name qualname
          firstlineno linetable exceptiontable freevars cellvars'''.split()]
      def show(act):
          try: act()
          except Exception as error: print(type(error).__name__, error)
          else: print('made')
      show(lambda: code.replace(co_code=b'..'))
      show(lambda: copy.replace(code, co_stacksize=1))
      show(lambda: types.CodeType(*values))
      show(lambda: types.CodeType.__new__(types.CodeType, *values))
      show(lambda: marshal.loads(marshal.dumps(code)))
      show(lambda: marshal.loads(marshal.dumps([{1: (code,)}])))
      print(code.replace(co_name='g').co_name, marshal.loads(marshal.dumps([{1: (2,)}])))
      f.__code__ = (lambda: 2).__code__
      print(f())
      import this_is_not_here
    `);
    expect(run.stdout.split('\n').map((line) => line.replace(/:.*/, ''))).toEqual([
      'ValueError no code can be made by hand here',
      'ValueError no code can be made by hand here',
      "TypeError cannot create 'code' instances",
      "TypeError cannot create 'code' instances",
      'ValueError no code can be loaded here',
      'ValueError no code can be loaded here',
      'g [{1',
      '2',
      '',
    ]);
    expect(run.stderr).toContain("No module named 'this_is_not_here'");
  });

  it('a module that is not there, of which it says why', async () => {
    const foreign = await lab.run('import requests.sessions');
    expect([foreign.end, foreign.exitCode]).toEqual(['finished', 1]);
    expect(foreign.stderr).toBe(`Traceback (most recent call last):
  File "program.py", line 1, in <module>
    import requests.sessions
ModuleNotFoundError: No module named 'requests'
(requests is neither of the program nor of the library of Python. Packages from elsewhere are not here.)
`);
    const thread = await lab.run(`
      import threading
      def work(): import tkinter
      try: import numpy
      except ImportError as error: print(error)
      threading.Thread(target=work).start()
    `);
    expect(thread.stdout).toBe("No module named 'numpy'\n");
    expect(thread.stderr).toMatch(/\(tkinter needs what is not in a browser\.\)\n$/);
  });

  it.runIf(isWhole)(
    'a program that is stopped in the middle, 200 times, with flat memory',
    async () => {
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
    },
    400_000,
  );

  it('a program that swallows its end, wherever it stands', async () => {
    const source = `
      import threading, time, queue
      lock, line = threading.Lock(), queue.Queue()
      def swallow(act):
          while True:
              try: act()
              except BaseException: pass
      def spin():
          while True: pass
      def in_finally():
          try: time.sleep(100)
          finally:
              with lock: spin()
      class Stubborn:
          def __del__(self): spin()
      def keep():
          one = Stubborn()
          line.get()
      for act in (line.get, lambda: time.sleep(1), spin, in_finally, keep, lambda: lock.acquire()):
          threading.Thread(target=swallow, args=(act,)).start()
      swallow(lambda: threading.Event().wait())
      `;
    for (const grain of ['sync', 'line', 'instruction'] as const) {
      expect((await lab.run(source, { most: 400, grain })).end).toBe('limit');
      expect((await lab.run('print(1)')).stdout).toBe('1\n');
    }
  });

  // A million with `npm run test:deep`.
  const many = sweep(5000, 100_000, 1_000_000);
  it(`${many} printed lines`, async () => {
    const run = await lab.run(`for n in range(${many}): print(n)`, { most: 2 * many + 1000 });
    expect(run.end).toBe('finished');
    expect(run.stdout.split('\n').at(-2)).toBe(String(many - 1));
    expect(run.stdout.match(/\n/g)).toHaveLength(many);
  }, 400_000);
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

  /** The ends of lost threads; the others go on until the program prints "end". */
  async function lostUntilEnd(run: StepRun): Promise<readonly TraceEvent[]> {
    let end = await run.run(100_000);
    if (end === 'halted') end = await run.run(100_000);
    expect(end).toBe('finished');
    const events = Array.from({ length: run.trace.length }, (_, seq) => run.trace.event(seq));
    expect(events.filter(({ text }) => text === 'end')).toHaveLength(1);
    return events.filter(({ phase, value }) => phase === Phase.end && value === EndStatus.lost);
  }

  it.runIf(isWhole)(
    'is ended with its thread, which is said; the others go on',
    async () => {
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
      const lost = await lostUntilEnd(run);
      expect(lost.map(({ thread, text, line }) => [thread, text, line])).toEqual([
        [1, 'hung 2.5', 3],
      ]);
      engine.dispose();
    },
    300_000,
  );

  it.runIf(isWhole)(
    'recursion in C costs the thread, which is said; the others go on',
    async () => {
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
      const lost = await lostUntilEnd(run);
      expect(lost.map(({ thread, text }) => [thread, text])).toEqual([
        [1, 'The calls inside went deeper than the stack is.'],
      ]);
      const next = await engine.open(program('print(1)'), settings);
      expect(await next.run.run(100)).toBe('finished');
      engine.dispose();
      // Loads four interpreters, one after the other.
    },
    300_000,
  );
});
