/** Run after run in one interpreter: what is kept between runs shows no trace of earlier programs. */
import { afterAll, expect, it } from 'vitest';
import { openLab, type LabRun } from './lab-notation.ts';

const lab = openLab();
afterAll(() => lab.close());

/** Prints what a program can see of the modules that are kept, and uses them. */
const looks = `
import builtins, json, os, queue, threading, time

def work(n):
    with lock:
        line.put(n)
        print(threading.current_thread().name, len([n]))

lock, line, event = threading.Lock(), queue.Queue(2), threading.Event()
threads = [threading.Thread(target=work, args=(n,)) for n in range(2)]
for thread in threads: thread.start()
for thread in threads: thread.join()
gate = threading.Barrier(2)
other = threading.Thread(target=gate.wait)
other.start(); gate.wait(); other.join()
print(line.get(), line.get(), event.wait(0.01), threading.active_count(), threading.enumerate())
print([thread.name for thread in {*threads, threading.main_thread()}], [hash(thread) for thread in threads])
print(list(vars(threading)), list(vars(queue)), list(vars(threading.Thread)))
print([c.__name__ for c in threading.Thread.__subclasses__()])
print(threading.Condition.wait.__defaults__, threading.Thread.__init__.__kwdefaults__, queue.Queue.__name__)
print(vars(time.sleep), time.sleep(0), threading.stack_size(), time.time() > 0, sorted(vars(queue.Empty)), len(vars(time)))
print(json.dumps([1]), sorted(os.listdir()), sorted(os.listdir('/tmp')), len(vars(builtins)))
try:
    queue.Queue(1).get(timeout=0.01)
except queue.Empty as error:
    print(repr(error))
`;

/** Each changes something that is kept. */
const changes = [
  'threading.Thread.run = lambda self: print("mine")',
  'threading.Thread.extra = [1]',
  'threading.Condition.wait.__defaults__ = (0.5,)',
  'threading.Thread.__init__.__kwdefaults__["daemon"] = True',
  'queue.Queue.put.__code__ = (lambda self, item, block=True, timeout=None: None).__code__',
  'queue.Queue.__name__ = "Line"',
  'threading.Event.wait.extra = 1',
  'threading.extra = 1; del threading.active_count',
  'class Mine(threading.Thread): pass',
  'threading._active.clear(); threading._counter = lambda: 7',
  'class Late:\n    def __del__(self): threading.extra = 1\nlate = Late()',
  'threading.Thread.mine = property(lambda self: 1); queue.Queue.get = queue.Queue.put',
  'builtins.len = lambda it: 99; builtins.extra = 1',
  'json.dumps = None',
  'time.sleep.extra = 1; threading.stack_size(65536)',
  'time.time = lambda: 0; del time.strftime; time.extra = 1',
  'queue.Empty.extra = 1',
  'queue.Empty.__name__ = "Void"',
  'import _thread; _thread.start_joinable_thread.__defaults__ = (); _thread.allocate_lock = None',
  'os.listdir = lambda *_: ["mine"]; del json.loads',
  'open("kept.txt", "w").write("mine"); open("/tmp/kept.txt", "w").close()',
  'open("program.py", "w").write("changed")',
  'vars(json)[1] = 2; vars(threading)[3] = 4',
  'os.mkdir("folder"); os.rename("program.py", "folder/other.py")',
];

const eventsOf = ({ trace }: LabRun) =>
  Array.from({ length: trace.length }, (_, seq) => trace.event(seq));

it('runs the same program in the same way, the first time and the ninth', async () => {
  const first = await lab.run(looks);
  expect(first.stderr).toBe('');
  expect(first.end).toBe('finished');
  for (let n = 0; n < 8; n++) {
    const again = await lab.run(looks);
    expect(again.stdout).toBe(first.stdout);
    expect(eventsOf(again)).toEqual(eventsOf(first));
  }
}, 120_000);

it.for(changes)('leaves nothing of a program that changes the library: %s', async (change) => {
  const before = await lab.run(looks);
  const changed = await lab.run(
    `import builtins, json, os, queue, threading, time\n${change}\nprint(1)`,
  );
  expect(changed.stdout).toBe('1\n');
  const after = await lab.run(looks);
  expect(after.stdout).toBe(before.stdout);
  expect(eventsOf(after)).toEqual(eventsOf(before));
});

/** Prints what a program can see of the interpreter and of the modules that all programs share. */
const looksFurther = `
import codecs, collections, contextlib, copyreg, decimal, enum, errno, gc, json, linecache, locale, os, socket, string, sys, traceback, weakref
class Node: pass
node = Node(); weakref.finalize(node, print, 'finalized'); del node
print(sys.getrecursionlimit(), sys.getswitchinterval(), sys.get_int_max_str_digits(), sys.get_coroutine_origin_tracking_depth())
print(sys.get_asyncgen_hooks(), gc.isenabled(), gc.get_threshold(), gc.get_debug(), gc.callbacks, locale.setlocale(locale.LC_ALL))
print(decimal.getcontext().prec, decimal.DefaultContext.prec, socket.getdefaulttimeout(), dict(copyreg.dispatch_table).keys())
print([hasattr(thing, 'mine') for thing in (json.JSONEncoder, socket.socket, sys, weakref.finalize, os._Environ)])
print(json.JSONEncoder.item_separator, string.Template.delimiter, contextlib.ExitStack.__init__.__name__)
print(traceback.TracebackException.__init__.__name__, enum.Enum.__repr__.__name__, 'mine' in linecache.cache)
for look, name in (codecs.lookup_error, 'mine'), (codecs.lookup, 'mine'):
    try: print(look(name))
    except LookupError as error: print(error)
print(json.dumps([1, {'a': 2}]), json.loads('[1]'))
lasting = Node(); weakref.finalize(lasting, print, 'at exit')
`;

/** Each changes something that is shared, and not kept. */
const changesOfShared = [
  'sys.setrecursionlimit(3000); sys.setswitchinterval(0.5); sys.set_int_max_str_digits(1000)',
  'sys.set_coroutine_origin_tracking_depth(5); sys.set_asyncgen_hooks(print, print)',
  'gc.set_threshold(1, 1, 1); gc.callbacks.append(print); gc.set_debug(gc.DEBUG_UNCOLLECTABLE)',
  'locale.setlocale(locale.LC_ALL, "C")',
  'decimal.getcontext().prec = 3; decimal.DefaultContext.prec = 5; socket.setdefaulttimeout(1)',
  'json.JSONEncoder.mine = socket.socket.mine = sys.mine = weakref.finalize.mine = os._Environ.mine = 1',
  'json.JSONEncoder.item_separator = ";"; string.Template.delimiter = "%"; enum.Enum.__repr__ = print',
  'contextlib.ExitStack.__init__ = traceback.TracebackException.__init__ = lambda *_: None',
  'json.JSONEncoder.encode = json.JSONDecoder.decode = json.encoder.encode_basestring_ascii = None',
  'copyreg.dispatch_table["mine"] = linecache.cache["mine"] = 1',
  'codecs.register_error("mine", print); codecs.register(lambda name: (print, print, print, print))',
  'weakref.finalize(sys, print, 1); weakref.finalize._shutdown = True; os._exit(0)',
  'weakref.finalize(sys, print, 1); os.fork()',
];

it.for(changesOfShared)(
  'leaves nothing of a program that changes what is shared: %s',
  async (change) => {
    const before = await lab.run(looksFurther);
    expect([before.stderr, before.end]).toEqual(['', 'finished']);
    expect(before.stdout).toMatch(/^finalized\n[^]*\nat exit\n$/);
    const changed = await lab.run(
      `import codecs, contextlib, copyreg, decimal, enum, gc, json, linecache, locale, os, socket, string, sys, traceback, weakref\n${change}\n`,
    );
    expect(changed.end).toBe('finished');
    const after = await lab.run(looksFurther);
    expect(after.stdout).toBe(before.stdout);
    expect(eventsOf(after)).toEqual(eventsOf(before));
  },
);

it('keeps the finalizers of processes apart', async () => {
  const run = await lab.run(`
    import os, weakref
    class Node: pass
    node = Node(); weakref.finalize(node, print, 'at the end of', os.getpid())
    if os.fork() == 0: raise SystemExit
    os.wait()
    weakref.finalize(Node(), print, 'at once')
  `);
  expect(run.stdout).toBe('at the end of 4000\nat once\nat the end of 4000\n');
});

it('has the numbers of Linux for errors of files', async () => {
  const run = await lab.run(`
    import errno, os, pathlib
    calls = (
        lambda: open('none'), lambda: os.stat('none'), lambda: os.path.getsize('none'), lambda: list(os.scandir('none')),
        lambda: pathlib.Path('none').read_text(), lambda: os.listdir('none'), lambda: os.readlink('none'),
        lambda: os.open('none', os.O_RDONLY), lambda: os.rmdir('none'), lambda: os.chdir('none'),
    )
    for call in calls:
        try: call()
        except FileNotFoundError as error: print(error, error.args[0] == error.errno == errno.ENOENT)
    print(os.strerror(2), os.strerror(111), os.path.exists('none'), repr(OSError(111, 'x')))
  `);
  expect(run.stdout).toBe(
    "[Errno 2] No such file or directory: 'none' True\n".repeat(10) +
      "No such file or directory Connection refused False ConnectionRefusedError(111, 'x')\n",
  );
});

it.each([
  [
    'a child whose only thread has returned',
    'over\n',
    `
import os, threading
def work():
    child = os.fork()
    if child:
        os.waitpid(child, 0)
thread = threading.Thread(target=work)
thread.start()
thread.join()
print('over')
`,
  ],
  ['an alarm that has not come', 'over\n', 'import signal\nsignal.alarm(60)\nprint("over")\n'],
])('runs the next program after %s', async (_name, printed, source) => {
  for (let n = 0; n < 4; n++) {
    expect(await lab.run(source, { seed: n })).toMatchObject({ end: 'finished', stdout: printed });
    expect((await lab.run(looks, { seed: n })).end).toBe('finished');
  }
});

it('runs a program two hundred times in the same way', async () => {
  const first = await lab.run(looks, { seed: 7 });
  for (let n = 0; n < 200; n++) {
    const { choices, stdout } = await lab.run(looks, { seed: 7 });
    expect({ n, stdout, choices }).toEqual({ n, stdout: first.stdout, choices: first.choices });
  }
}, 120_000);

/** Leaves other free memory behind, so that the next program's objects are elsewhere. */
const scatters = (count: number) => `
kept = [object() for _ in range(${37 * count})]
async def nothing(): pass
pending = [nothing() for _ in range(${count})]
for one in pending[::2]: one.close()
for one in pending: one.close()
`;

/** What a program of each shows must not depend on where its objects are. */
const elsewhere = {
  'tasks of a set of coroutines': `
import asyncio
async def main():
    for done in asyncio.as_completed([asyncio.sleep(0, n) for n in range(6)]):
        print(await done)
asyncio.run(main())
`,
  'addresses of objects that do not last': `
import threading
class Pair: pass
def work(n):
    for _ in range(4):
        pairs = [Pair() for _ in range(n)]
        print(pairs[0], id(pairs[-1]), Pair(), lambda: n)
threads = [threading.Thread(target=work, args=(n,)) for n in (1, 3, 9)]
for thread in threads: thread.start()
for thread in threads: thread.join()
`,
  'sets of what a server has': `
import asyncio, multiprocessing, queue, socket
print([one.fileno() for one in {one for _ in range(4) for one in socket.socketpair()}])
print([one.fileno() for one in {one for _ in range(4) for one in multiprocessing.Pipe()}])
print([one.maxsize for one in {queue.Queue(n) for n in range(9)}])
print([one.maxsize for one in {asyncio.Queue(n) for n in range(9)}])
`,
  'variables of objects that do not last': `
import multiprocessing
class Pair:
    def __init__(self, n): self.n = n
    def double(self): return self.n * 2
def work(line):
    for _ in range(6):
        pair = line.get()
        print(pair.double())
if __name__ == '__main__':
    line = multiprocessing.Queue()
    child = multiprocessing.Process(target=work, args=(line,))
    child.start()
    for n in range(6): line.put(Pair(n))
    child.join()
`,
};

it.for(Object.entries(elsewhere))('runs the same wherever objects are: %s', async ([, source]) => {
  const options = { grain: 'instruction' } as const;
  const first = await lab.run(source, options);
  expect(first.end).toBe('finished');
  for (const count of [5, 12, 40, 3, 77]) {
    await lab.run(scatters(count));
    expect(eventsOf(await lab.run(source, options))).toEqual(eventsOf(first));
  }
});
