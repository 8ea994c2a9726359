/** Programs on real CPython, in a Worker of this browser: what they print, how they end, and that runs can be replayed. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openLab, type Lab, type LabRun } from './lab-notation.ts';
import { isWhole } from '../../base/sweep.ts';

let lab: Lab;
beforeAll(async () => {
  lab = openLab();
  // Loads the interpreter.
  const { end, report } = await lab.run('pass');
  expect([end, report]).toEqual(['finished', '']);
}, 180_000);
afterAll(() => lab.close());

const lostUpdate = `
  import threading
  n = 0
  def work():
      global n
      for _ in range(3):
          n += 1
  threads = [threading.Thread(target=work) for _ in range(3)]
  for thread in threads: thread.start()
  for thread in threads: thread.join()
  print(n)
`;

const oppositeLocks = `
  import threading, time
  a, b = threading.Lock(), threading.Lock()
  def one():
      with a:
          time.sleep(0.1)
          with b: pass
  def two():
      with b:
          time.sleep(0.1)
          with a: pass
  threading.Thread(target=one).start()
  threading.Thread(target=two).start()
`;

/** Programs and what they print under every schedule. */
const programs: Readonly<Record<string, readonly [source: string, stdout: string]>> = {
  'a lock': [
    `
    import threading
    lock, n = threading.Lock(), 100
    def take():
        global n
        with lock:
            n -= 1
    threads = [threading.Thread(target=take) for _ in range(20)]
    for thread in threads: thread.start()
    for thread in threads: thread.join()
    print(n, lock.locked())
    `,
    '80 False\n',
  ],
  'a bounded buffer by hand': [
    `
    import threading
    items, got, changed = [], [], threading.Condition()
    def put():
        for n in range(5):
            with changed:
                changed.wait_for(lambda: len(items) < 2)
                items.append(n)
                changed.notify_all()
    def get():
        for _ in range(5):
            with changed:
                while not items: changed.wait()
                got.append(items.pop(0))
                changed.notify_all()
    threads = [threading.Thread(target=f) for f in (put, get)]
    for thread in threads: thread.start()
    for thread in threads: thread.join()
    print(got)
    `,
    '[0, 1, 2, 3, 4]\n',
  ],
  'queues of every kind': [
    `
    import queue, threading
    for kind in queue.Queue, queue.LifoQueue, queue.PriorityQueue, queue.SimpleQueue:
        q, got = kind(), []
        def work():
            while (item := q.get()) is not None: got.append(item)
        for item in (3, 1, 2): q.put(item)
        thread = threading.Thread(target=work)
        if kind is queue.PriorityQueue: print(q.get(), q.get(), q.get()); continue
        q.put(None) if kind is not queue.LifoQueue else None
        if kind is queue.LifoQueue: print(q.get(), q.get(), q.get()); continue
        thread.start(); thread.join(); print(got)
    try: q.get(timeout=0.1)
    except queue.Empty: print('empty')
    `,
    '[3, 1, 2]\n2 1 3\n1 2 3\n[3, 1, 2]\nempty\n',
  ],
  'a barrier, a semaphore and an event': [
    `
    import threading
    together, seats, go = threading.Barrier(3), threading.BoundedSemaphore(2), threading.Event()
    order = []
    def work(n):
        go.wait()
        with seats: pass
        order.append(together.wait())
    threads = [threading.Thread(target=work, args=(n,)) for n in range(3)]
    for thread in threads: thread.start()
    go.set()
    for thread in threads: thread.join()
    print(sorted(order), seats._value)
    try: seats.release()
    except ValueError as error: print(error)
    `,
    '[0, 1, 2] 2\nSemaphore released too many times\n',
  ],
  'time passes as on an idle machine': [
    `
    import threading, time
    start = time.monotonic()
    def tick(pause):
        time.sleep(pause)
        print(pause, round(time.monotonic() - start, 1))
    for pause in (0.3, 0.1, 0.2): threading.Thread(target=tick, args=(pause,)).start()
    timer = threading.Timer(5, print, ['never'])
    timer.start(); timer.cancel()
    `,
    '0.1 0.1\n0.2 0.2\n0.3 0.3\n',
  ],
  'thread-local data': [
    `
    import threading
    own = threading.local()
    own.name = 'main'
    def work():
        print(hasattr(own, 'name'))
        own.name = 'worker'
    thread = threading.Thread(target=work)
    thread.start(); thread.join()
    print(own.name)
    `,
    'False\nmain\n',
  ],
  'a pool of threads': [
    `
    from concurrent.futures import ThreadPoolExecutor, as_completed
    import time
    def square(n):
        time.sleep(n / 10)
        if n == 2: raise ValueError(f'not {n}')
        return n * n
    with ThreadPoolExecutor(2) as pool:
        for future in as_completed([pool.submit(square, n) for n in (3, 1, 2)]):
            try: print(future.result())
            except ValueError as error: print(error)
        print(list(pool.map(square, (1, 3))))
    `,
    '1\n9\nnot 2\n[1, 9]\n',
  ],
  'random numbers are those of the seed': [
    'import random; random.seed(7); print(random.random())',
    '0.32383276483316237\n',
  ],
  'a daemon is cut off': [
    `
    import threading, time
    def work():
        while True:
            time.sleep(1); print('tick')
    threading.Thread(target=work, daemon=True).start()
    time.sleep(2.5)
    print('end')
    `,
    'tick\ntick\nend\n',
  ],
};

describe('a program', () => {
  it.for(Object.entries(programs))('%s', async ([, [source, stdout]]) => {
    for (const grain of ['sync', 'line', 'instruction'] as const) {
      for (let seed = 1; seed <= 5; seed++) {
        const run = await lab.run(source, { seed, grain });
        expect([run.stdout, run.stderr, run.end], `${grain}, seed ${seed}`).toEqual([
          stdout,
          '',
          'finished',
        ]);
      }
    }
  });

  it('that fails prints a traceback of its own frames, and the exit code is 1', async () => {
    const run = await lab.run(`
      import threading
      def work(): [][0]
      thread = threading.Thread(target=work, name='t')
      thread.start(); thread.join()
      threading.Lock().release()
    `);
    expect(run.exitCode).toBe(1);
    expect(run.stderr).toContain('Exception in thread t:\nTraceback (most recent call last):');
    expect(run.stderr).toContain('in work\n    def work(): [][0]');
    expect(run.stderr).toContain('IndexError: list index out of range');
    expect(run.stderr).toContain('RuntimeError: release unlocked lock');
    expect(run.stderr).not.toContain('/weft/');
  });

  it('that does not parse says where', async () => {
    const run = await lab.run('x = 1\nif x\n  print(x)');
    expect(run.end).toBe('failed');
    expect(run.report).toBe(`File "program.py", line 2\nSyntaxError: expected ':'`);
  });

  it('reads what is typed', async () => {
    const run = await lab.run(`name = input('Who? '); print('Hello', name)`, { typed: ['Ada'] });
    expect([run.end, run.stdout]).toEqual(['finished', 'Hello Ada\n']);
  });

  it('that loops for ever can be stopped, and another runs after it', async () => {
    const run = await lab.run('while True: pass', { most: 20 });
    expect(run.end).toBe('limit');
    expect((await lab.run('print(1)')).stdout).toBe('1\n');
  });

  it('that fails in the library has the lines of the library in its report', async () => {
    const { stderr } = await lab.run(`
from concurrent.futures import ThreadPoolExecutor
def fail(n): return 1 / n
with ThreadPoolExecutor(1) as pool:
    pool.submit(fail, 0).result()
`);
    expect(stderr).toMatch(/in result\n {4}return self\.__get_result\(\)\n/);
    expect(stderr).toMatch(/in run\n {4}return fn\(\*args, \*\*kwargs\)\n/);
  });

  it.each([
    ['threading.Lock()', '_thread.lock'],
    ['threading.RLock()', '_thread.RLock'],
    ['threading.local()', '_thread._local'],
    ['multiprocessing.Lock()._semlock', '_multiprocessing.SemLock'],
    ['queue.SimpleQueue()', '_queue.SimpleQueue'],
    ['mmap.mmap(-1, 1)', 'mmap.mmap'],
    ['select.poll()', 'select.poll'],
    ['select.epoll()', 'select.epoll'],
  ])('%s is called %s in messages', async (made, name) => {
    const { stdout } = await lab.run(`
import mmap, multiprocessing, queue, select, threading
thing = ${made}
for wrong in 'thing.x', 'thing + 1', 'thing()':
    try:
        eval(wrong)
    except Exception as error:
        print(error)
print(type(thing))
`);
    expect(stdout.trimEnd().split('\n')).toEqual([
      `'${name}' object has no attribute 'x'`,
      `unsupported operand type(s) for +: '${name}' and 'int'`,
      `'${name}' object is not callable`,
      `<class '${name}'>`,
    ]);
  });

  it.each([
    ['a variable', 'while not done: pass'],
    ['a thread', 'while thread.is_alive(): pass'],
    ['the number of threads', 'while threading.active_count() != 1: pass'],
  ])('that polls %s lets time pass', async (_name, poll) => {
    const source = [
      'import threading, time',
      'done = False',
      'def work():',
      '    global done',
      '    time.sleep(0.5)',
      '    done = True',
      'thread = threading.Thread(target=work)',
      'thread.start()',
      poll,
      "print('over')",
    ];
    const { end, stdout } = await lab.run(source.join('\n'), { cost: 1, most: 160 });
    expect([end, stdout]).toEqual(['finished', 'over\n']);
  });

  it('that swallows its end is left', async () => {
    const source = `
      import threading
      def work():
          while True:
              try: threading.Event().wait()
              except BaseException: pass
      threading.Thread(target=work).start()
    `;
    expect((await lab.run(source)).end).toBe('deadlock');
    expect((await lab.run('print(1)')).stdout).toBe('1\n');
  });
});

describe('a program has no way out', () => {
  const imports = ['js', 'pyodide_js', '_weft', 'lab.run'];
  it.for(imports)('by import %s', async (name) => {
    const run = await lab.run(`import importlib; importlib.import_module('${name}')`);
    expect(run.stderr).toContain(`No module named '${name.split('.')[0]}`);
    expect(run.exitCode).toBe(1);
  });

  it('by what is left in sys.modules', async () => {
    const run = await lab.run(`
      import sys
      print([name for name in sys.modules if name.split('.')[0] in ('js', 'pyodide_js', '_weft', 'lab')])
    `);
    expect(run.stdout).toBe('[]\n');
  });

  it('by the network', async () => {
    const run = await lab.run(`
      import urllib.request
      try: urllib.request.urlopen('http://localhost/', timeout=1)
      except Exception as error: print(type(error).__name__)
    `);
    expect(run.stdout).toMatch(/Error\n$/);
  });
});

describe('the order of threads', () => {
  const ends = async (source: string, grain: 'sync' | 'line' | 'instruction') => {
    const found = new Set<string>();
    for (let seed = 1; seed <= 40; seed++) {
      const run = await lab.run(source, { seed, grain });
      found.add(`${run.end} ${run.stdout.trim()}`);
    }
    return [...found];
  };

  it.runIf(isWhole)('loses updates only where instructions come apart', async () => {
    expect(await ends(lostUpdate, 'sync')).toEqual(['finished 9']);
    const found = await ends(lostUpdate, 'instruction');
    expect(found.length).toBeGreaterThan(1);
  });

  it('makes a deadlock of two locks', async () => {
    expect(await ends(oppositeLocks, 'sync')).toContain('deadlock ');
  });
});

describe('a strategy is told of every step, so', () => {
  const busy = `
    import threading
    def work():
        n = 0
        while n < 40:
            n += 1
    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads: thread.start()
    for thread in threads: thread.join()
  `;
  /** Number of switches between threads while three are busy: steps 60 to 180. */
  const turns = ({ choices }: LabRun) =>
    choices.slice(60, 180).filter((choice, n) => n > 0 && choice !== choices[59 + n]).length;

  it('threads take turns on one core, ten steps each', async () => {
    const run = await lab.run(busy, { grain: 'line', strategy: 'round-robin' });
    expect(turns(run)).toBeGreaterThanOrEqual(10);
    expect(turns(run)).toBeLessThanOrEqual(14);
    expect(run.trace.cores).toBe(1);
  });

  it('threads of two cores move side by side, and the trace says where', async () => {
    const { trace } = await lab.run(busy, { grain: 'line', strategy: 'two-cores' });
    expect(trace.cores).toBe(2);
    const seen = new Set(Array.from({ length: trace.length }, (_, seq) => trace.core(seq)));
    expect(seen).toEqual(new Set([-1, 0, 1]));
  });

  it('with a GIL two processes have a core each', async () => {
    const source = `
      import multiprocessing
      def work():
          for n in range(40): pass
      if __name__ == '__main__':
          children = [multiprocessing.Process(target=work) for _ in range(2)]
          for child in children: child.start()
          for child in children: child.join()
    `;
    const { trace } = await lab.run(source, { grain: 'line', strategy: 'gil-two-cores' });
    expect(trace.cores).toBe(2);
    const seen = new Set(Array.from({ length: trace.length }, (_, seq) => trace.core(seq)));
    expect(seen).toEqual(new Set([-1, 0, 1]));
  });
});

describe('a run', () => {
  const digest = ({ trace }: LabRun) => {
    const events = Array.from({ length: trace.length }, (_, seq) => trace.event(seq));
    return JSON.stringify(events);
  };

  it('is the same for the same seed, and by its choices', async () => {
    for (const grain of ['sync', 'line', 'instruction'] as const) {
      const first = await lab.run(lostUpdate, { seed: 5, grain });
      const again = await lab.run(lostUpdate, { seed: 5, grain });
      expect(digest(again)).toBe(digest(first));
      const { choices } = first;
      const followed = await lab.run(lostUpdate, { seed: 5, grain, strategy: 'hand', choices });
      expect(digest(followed)).toBe(digest(first));
    }
  });

  it('says who could move at any step', async () => {
    const { choices } = await lab.run(oppositeLocks, { strategy: 'fewest-switches' });
    for (let step = 0; step < choices.length; step++) {
      const standing = await lab.standing(step);
      expect(standing.choices.map(({ thread }) => thread)).toContain((choices[step] ?? 0) >> 2);
    }
    const { obstacles } = await lab.standing(choices.length);
    expect(obstacles.map(({ inTheWay }) => inTheWay).toSorted((a, b) => a - b)).toEqual([-1, 1, 2]);
  });
});
