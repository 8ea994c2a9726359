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
