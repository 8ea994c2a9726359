/** The interpreter around a program: shutdown, its own modules, exceptions that nobody can catch. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openLab, type Lab } from './lab-notation.ts';

let lab: Lab;
beforeAll(async () => {
  lab = openLab();
  const { end, report } = await lab.run('pass');
  expect([end, report]).toEqual(['finished', '']);
}, 180_000);
afterAll(() => lab.close());

/** Programs and what CPython prints for them. */
const programs: Readonly<Record<string, readonly [source: string, stdout: string]>> = {
  'what its variables hold is finalized at the end, and sees the rest of them': [
    `
    import atexit, threading, time, weakref
    class Room:
        def __init__(self, name): self.name = name
        def __del__(self): print('left', self.name, visitors)
    class Ring(Room):
        def __init__(self, name): super().__init__(name); self.me = self
    visitors = 3
    room, ring = Room('room'), Ring('ring')
    own = threading.local(); own.room = Room('own')
    atexit.register(print, 'atexit')
    threading.Thread(target=time.sleep, args=(9,), daemon=True).start()
    `,
    `atexit\nleft room 3\nleft ring 3\nleft own 3\n`,
  ],
  'nothing begins, and nobody is waited for, while it takes itself apart': [
    `
    import threading, time
    thread = threading.Thread(target=time.sleep, args=(9,), daemon=True)
    thread.start()
    class Last:
        def __del__(self):
            for act in (threading.Thread(target=print).start, thread.join):
                try: act()
                except PythonFinalizationError as error: print(error)
    last = Last()
    `,
    `can't create new thread at interpreter shutdown\ncannot join thread at interpreter shutdown\n`,
  ],
  'builtins are each process’s own': [
    `
    import builtins, os, subprocess, sys
    builtins.mine = 3
    if os.fork() == 0:
        builtins.mine += 1
        print(mine)
        os._exit(0)
    os.wait()
    print(mine, __builtins__ is builtins)
    print(subprocess.run([sys.executable, '-c', 'print("mine" in vars(__builtins__))'], capture_output=True, text=True).stdout, end='')
    builtins.len = None
    try: len('')
    except TypeError as error: print(error)
    `,
    `4\n3 True\nFalse\n'NoneType' object is not callable\n`,
  ],
  'a module of the interpreter’s that is imported anew is still the world’s': [
    `
    import importlib, sys
    for name in ('_thread', '_queue', 'time', 'select', '_socket', 'mmap'): del sys.modules[name]
    import _queue, _thread, time
    before = time.time()
    time.sleep(1)
    lock = _thread.allocate_lock()
    _thread.start_new_thread(lock.acquire, ())
    time.sleep(1)
    print(round(time.time() - before), lock.locked(), hasattr(_queue, 'SimpleQueue'))
    import queue, select, socket
    print(importlib.reload(queue).Queue, socket.socket().fileno() > 2, select.select([], [], [], 0))
    `,
    `2 True False\n<class 'queue.Queue'> True ([], [], [])\n`,
  ],
  'attributes of a thread’s own die with it, and with what holds them': [
    `
    import gc, threading, weakref
    class Thing: pass
    own, gone = threading.local(), []
    def work():
        own.thing = Thing()
        gone.append(weakref.ref(own.thing))
    for _ in range(3):
        thread = threading.Thread(target=work); thread.start(); thread.join()
    print([find() for find in gone])
    thing = Thing()
    thing.own = threading.local(); thing.own.thing = thing
    find = weakref.ref(thing)
    del thing; gc.collect()
    print(find())
    thread = weakref.ref(thread)
    gc.collect()
    print(thread(), threading.active_count())
    `,
    `[None, None, None]\nNone\nNone 1\n`,
  ],
  'what a program lets go of is gone': [
    `
    import queue, threading, weakref
    from concurrent.futures import Future, ThreadPoolExecutor
    class Dog: pass
    def refs(*things): return [weakref.ref(thing) for thing in things]
    def gone(refs): print([ref() is None for ref in refs])
    future = Future(); future.set_result(Dog())
    found = refs(future, future.result()); del future; gone(found)
    q = queue.Queue(); q.put(Dog())
    found = refs(q, q.queue[0]); del q; gone(found)
    event, semaphore, barrier = threading.Event(), threading.Semaphore(2), threading.Barrier(1)
    event.set(); semaphore.acquire(); barrier.wait()
    found = refs(event, semaphore, barrier); del event, semaphore, barrier; gone(found)
    pool = ThreadPoolExecutor(2); future = pool.submit(Dog)
    found = refs(future, future.result()); del future; gone(found)
    for dog in pool.map(lambda n: Dog(), range(2)):
        found = refs(dog); del dog; gone(found)
    # Nobody has it any more, so its threads end.
    threads, found = list(pool._threads), refs(pool); del pool
    for thread in threads: thread.join()
    gone(found)
    `,
    `[True, True]\n[True, True]\n[True, True, True]\n[True, True]\n[True]\n[True]\n[True]\n`,
  ],
  'which warnings are seen is each process’s own, by -W and PYTHONWARNINGS as well': [
    `
    import os, subprocess, sys, warnings
    def python(*options, **environ):
        text = 'import sys, warnings; warnings.warn("mind"); print(sys.warnoptions)'
        run = subprocess.run([sys.executable, *options, '-c', text], capture_output=True, text=True, env=environ)
        print(run.stdout.strip(), *(line for line in run.stderr.split('\\n') if 'UserWarning:' in line), sep=' | ')
    warnings.simplefilter('error')
    python()
    python('-W', 'ignore', '-u')
    python('-Werror', PYTHONWARNINGS='ignore')
    python(PYTHONWARNINGS='error')
    if os.fork() == 0:
        try: warnings.warn('as in the parent')
        except UserWarning as error: print(error)
        warnings.simplefilter('ignore')
        os._exit(0)
    os.wait()
    try: warnings.warn('still')
    except UserWarning as error: print(error)
    `,
    `[] | <string>:1: UserWarning: mind
['ignore']
 | UserWarning: mind
 | UserWarning: mind
as in the parent
still
`,
  ],
  'os.fork() beside another thread gives a warning, as since 3.12': [
    `
    import multiprocessing, os, threading, warnings
    def copy():
        if os.fork() == 0: os._exit(0)
        os.wait()
    def told(act, filter):
        with warnings.catch_warnings(record=True) as seen:
            warnings.simplefilter(filter)
            act()
        print([(str(one.message).replace(str(os.getpid()), 'PID'), one.category.__name__, one.filename.split('/')[-1]) for one in seen])
    def start():
        process = multiprocessing.get_context('fork').Process(target=print, args=('child',))
        process.start(); process.join()
    told(copy, 'always')
    go = threading.Event()
    thread = threading.Thread(target=go.wait); thread.start()
    told(copy, 'always')
    # As an error it is forgotten.
    told(copy, 'error')
    told(start, 'always')
    go.set(); thread.join()
    told(copy, 'always')
    `,
    `[]
[('This process (pid=PID) is multi-threaded, use of fork() may lead to deadlocks in the child.', 'DeprecationWarning', 'program.py')]
[]
child
[('This process (pid=PID) is multi-threaded, use of fork() may lead to deadlocks in the child.', 'DeprecationWarning', 'popen_fork.py')]
[]
`,
  ],
  'forkserver begins anew, as spawn does': [
    `
    import multiprocessing as mp
    from concurrent.futures import ProcessPoolExecutor
    n = 0
    def show(queue): queue.put((n, __name__, mp.get_start_method()))
    def double(k): return 2 * k + n
    if __name__ == '__main__':
        n = 5
        mp.set_start_method('forkserver')
        queue = mp.Queue()
        process = mp.Process(target=show, args=(queue,))
        process.start(); print(queue.get()); process.join()
        with ProcessPoolExecutor(2) as pool: print(list(pool.map(double, range(3))))
    `,
    "(0, '__mp_main__', 'forkserver')\n[0, 2, 4]\n",
  ],
  'what cannot be caught is told to sys.unraisablehook': [
    `
    import _thread, atexit, sys, time
    def hook(what): print(type(what.exc_value).__name__, what.err_msg.partition(' <')[0], what.object)
    sys.unraisablehook = hook
    def fail(): 1 / 0
    _thread.start_new_thread(fail, ())
    time.sleep(1)
    atexit.register(fail)
    `,
    `ZeroDivisionError Exception ignored in thread started by None\nZeroDivisionError Exception ignored in atexit callback None\n`,
  ],
  'locks refuse what they refuse': [
    `
    import copy, pickle, threading, _thread
    def show(act, *args):
        try: print(act(*args))
        except Exception as error: print(type(error).__name__, error)
    for thing in (threading.Lock(), threading.RLock(), threading.local()):
        show(pickle.dumps, thing); show(copy.copy, thing)
    show(threading.Lock, 1)
    show(type, 'L', (_thread.lock,), {})
    class Own(_thread.RLock):
        def __init__(self, name): self.name = name
    with Own('mine') as held: print(held, isinstance(threading.RLock(), _thread.lock))
    handle = _thread.start_joinable_thread(int)
    show(_thread.start_joinable_thread, int, handle)
    show(_thread._ThreadHandle()._set_done)
    print(threading.stack_size(65536), threading.stack_size(), threading.stack_size(0))
    show(threading.stack_size, 100); show(threading.stack_size, -1)
    `,
    `${['lock', 'RLock', '_local'].map((name) => `TypeError cannot pickle '_thread.${name}' object\n`.repeat(2)).join('')}\
TypeError lock expected 0 arguments, got 1
TypeError type '_thread.lock' is not an acceptable base type
True False
RuntimeError thread already started
RuntimeError thread not started
0 65536 0
ValueError size not valid: 100 bytes
ValueError size must be 0 or a positive value
`,
  ],
  'an endless loop in the code of -c lets others run': [
    `
    import subprocess, sys, textwrap
    code = '''
    import threading
    def loop():
        while True: pass
    threading.Thread(target=loop, daemon=True).start()
    print('here')
    '''
    print(subprocess.run([sys.executable, '-c', textwrap.dedent(code)], capture_output=True, text=True).stdout)
    `,
    `here\n\n`,
  ],
  'how it was built can be asked': [
    `
    import sysconfig
    print(sysconfig.get_config_var('VERSION'), sysconfig.get_config_var('CFLAGS') is not None)
    `,
    `3.14 True\n`,
  ],
  'who fails without stderr uses that of when it was made': [
    `
    import subprocess, sys, textwrap
    code = '''
    import sys, threading
    thread = threading.Thread(target=lambda: 1 / 0, name='late')
    sys.stderr = None
    thread.start(); thread.join()
    '''
    done = subprocess.run([sys.executable, '-c', textwrap.dedent(code)], capture_output=True, text=True)
    print(done.stderr.splitlines()[0], done.stderr.splitlines()[-1])
    `,
    `Exception in thread late: ZeroDivisionError: division by zero\n`,
  ],
};

describe('as CPython does', () => {
  it.each(Object.entries(programs))('%s', async (_, [source, stdout]) => {
    const run = await lab.run(source);
    expect([run.stdout, run.end], run.stderr).toEqual([stdout, 'finished']);
  });
});

it('what a program puts among the builtins breaks neither the lab nor the next program', async () => {
  await lab.run(`
    import builtins
    for name in ('len', 'isinstance', 'id', 'getattr', 'print', 'map', 'any', 'sorted', 'dict'):
        setattr(builtins, name, None)
  `);
  const { end, stdout } = await lab.run(`print(len('a'), isinstance(1, int), sorted('ba'))`);
  expect([end, stdout]).toEqual(['finished', `1 True ['a', 'b']\n`]);
});
