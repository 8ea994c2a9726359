/**
 * Recordings of real programs by `weft_record.py`, under this machine's python3; the programs must behave as without
 * it.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasPythonSince, python3 } from '../../scripts/python.mjs';
import { EndStatus, Phase } from '../trace/format.ts';
import { isWhole } from '../base/sweep.ts';
import { Diagnosis } from '../diagnose/diagnosis.ts';
import type { Trace } from '../trace/trace.ts';
import { PoolTasks } from '../views/folds/pool-tasks.ts';
import { History } from '../views/history.ts';
import { Importer } from './importer.ts';

const recorder = fileURLToPath(new URL('../../public/weft_record.py', import.meta.url));

const PRODUCER = `
import queue, threading, time
q = queue.Queue(maxsize=2)
m = threading.Lock()
done = threading.Event()
def produce():
    for i in range(5):
        q.put(i)
    q.put(None)
def consume():
    while (item := q.get()) is not None:
        with m:
            time.sleep(0.002)
        q.task_done()
    q.task_done()
    done.set()
workers = [threading.Thread(target=f) for f in (produce, consume)]
for worker in workers: worker.start()
done.wait()
q.join()
for worker in workers: worker.join()
print("ready", q.qsize(), m.locked())
`;

const SIDE_BY_SIDE = `
import queue, threading
seen, lock, idle = set(), threading.Lock(), threading.Condition()
a, b = threading.Lock(), threading.Lock()
r, s, q = threading.RLock(), threading.Lock(), queue.LifoQueue()
n, gate = max(1, 2), threading.Event()
def two(): return threading.Lock(), threading.Event()
x, y = two()
for each in (lock, idle, a, b, r, s, x):
    with each: pass
q.put(1); gate.set(); y.set()
`;

const ODDITIES = `
import os, queue, sys, threading
lock = threading.Lock()
with lock: print(lock.acquire(timeout=0.01), lock.acquire(False))
permits = threading.BoundedSemaphore(1)
try: permits.release()
except ValueError as error: print(error)
event = threading.Event()
print(event.wait(0.01)); event.set(); print(event.wait(1))
barrier = threading.Barrier(2)
try: barrier.wait(0.01)
except threading.BrokenBarrierError: print("broken")
first = queue.PriorityQueue(1); first.put((1, "a"))
try: first.put((0, "b"), timeout=0.01)
except queue.Full: print("full")
print(first.get())
condition = threading.Condition()
with condition: print(condition.wait(0.01), condition.wait_for(lambda: True))
def fail(): raise KeyError("lost")
threading.excepthook = lambda args: print(args.exc_type.__name__)
thread = threading.Thread(target=fail); thread.start(); thread.join()
again = threading.RLock()
with again, again: pass
pid = os.fork()
if pid == 0:
    sys.stdout.flush()
    os._exit(7)
print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
sys.exit(3)
`;

const PROCESSES = `
import multiprocessing, sys, time
def produce(q, lock, permits, end):
    for i in range(3):
        with lock: time.sleep(0.005)
        with permits: q.put(i)
    q.put(None)
    end.send({"sum": 3})
    sys.exit(4)
def main(method):
    context = multiprocessing.get_context(method)
    q = context.Queue(2)
    lock = context.Lock()
    permits = context.BoundedSemaphore(1)
    here, there = context.Pipe()
    worker = context.Process(target=produce, args=(q, lock, permits, there))
    worker.start()
    while (item := q.get()) is not None: print(item)
    print(here.recv())
    worker.join()
    print(worker.exitcode)
    try: permits.release()
    except ValueError as error: print(error)
    tasks = context.JoinableQueue(); tasks.put("t"); print(tasks.get()); tasks.task_done(); tasks.join()
    with context.Pool(2) as pool: print(pool.map(abs, [-1, 2]))
if __name__ == "__main__": main(METHOD)
`;

/** Output of one side happens before that of the other by synchronisation. */
const MEETING = `
import multiprocessing, sys, time
def guest(c, go, meet, ready):
    with c:
        ready.release()
        print(c.wait(60))
    with c: print(c.wait(0.01))
    go.wait()
    meet.wait()
    sys.stdout.flush()
def main(method):
    context = multiprocessing.get_context(method)
    c = context.Condition()
    go = context.Event()
    meet = context.Barrier(2)
    ready = context.Semaphore(0)
    worker = context.Process(target=guest, args=(c, go, meet, ready))
    worker.start()
    ready.acquire()
    with c: c.notify()
    go.set()
    meet.wait()
    worker.join()
    go.clear()
    print(go.is_set(), go.wait(0.01), worker.exitcode)
    own = context.Lock()
    mine = context.Condition(own)
    with mine: mine.notify_all()
if __name__ == "__main__": main(METHOD)
`;

/** A manager's objects, objects shared by processes, and tasks of pools and executors. */
const SHARED = `
import multiprocessing
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
def add(d, l, q, lock, total, slots, n):
    with lock:
        d[n] = d.get(n, 0) + 1
        l.append(n)
    with total.get_lock(): total.value += 1
    slots[n] = 5
    q.put(n)
def fail(x): raise KeyError(x)
def main(method):
    context = multiprocessing.get_context(method)
    with context.Manager() as manager:
        d = manager.dict()
        l = manager.list([9])
        q = manager.Queue(4)
        lock = manager.Lock()
        total = context.Value("i", 3)
        slots = context.Array("i", 2)
        for n in range(2):
            worker = context.Process(target=add, args=(d, l, q, lock, total, slots, n))
            worker.start()
            worker.join()
        print(dict(d), list(l), q.get(), q.get(), total.value, slots[:])
    with context.Pool(2) as pool:
        print(pool.map(abs, [-1, 2]), pool.starmap(pow, [(2, 3)]), list(pool.imap(abs, [-4])))
        try: pool.apply(fail, ("lost",))
        except KeyError as error: print(error)
    with ProcessPoolExecutor(1, mp_context=context) as executor: print(executor.submit(abs, -5).result())
    with ThreadPoolExecutor(2) as threads: print(list(threads.map(abs, [-6, 7])))
if __name__ == "__main__": main(METHOD)
`;

/** Its child outlives it, and nobody joins it. */
const UNJOINED = `
import multiprocessing, time
def child(q):
    time.sleep(0.3)
    q.put(1)
if __name__ == "__main__":
    multiprocessing.set_start_method("fork")
    q, unused = multiprocessing.SimpleQueue(), multiprocessing.SimpleQueue()
    multiprocessing.Process(target=child, args=(q,)).start()
    print("done")
`;

const REFUSED = `
import threading
lock = threading.Lock()
try: lock.release()
except RuntimeError as error: print(error)
again = threading.RLock()
def give():
    try: again.release()
    except RuntimeError as error: print(error)
with again:
    thread = threading.Thread(target=give); thread.start(); thread.join()
print(lock.acquire(False), lock.locked())
`;

describe.skipIf(!hasPythonSince(3, 10))('a program of its own', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'weft-recorder-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  function record(name: string, program: string): Trace {
    const file = join(folder, `${name}.py`);
    const out = join(folder, `${name}.json`);
    writeFileSync(file, program);
    const run = (...before: string[]) =>
      spawnSync(python3, [...before, file], { encoding: 'utf8', cwd: folder, timeout: 60_000 });
    const [plain, seen] = [run(), run(recorder, '-o', out)];
    expect(seen.stdout).toBe(plain.stdout);
    expect(seen.status).toBe(plain.status);
    const importer = new Importer();
    importer.push(readFileSync(out));
    const found = importer.end();
    if (found.kind === 'run') throw new Error('a run');
    return found.trace;
  }

  test('is recorded with what it made, did and waited for', { timeout: 120_000 }, () => {
    const trace = record('producer', PRODUCER);
    const objects = trace.objects.map(({ kind, name, limit }) => `${kind} ${name} ${limit}`);
    expect(objects).toEqual(['queue q 2', 'lock m -1', 'event done -1']);
    expect(trace.threads.map(({ name, target }) => `${name} ${target}`)).toEqual([
      'MainThread ',
      'Thread-1 (produce) produce',
      'Thread-2 (consume) consume',
    ]);
    const gets: string[] = [];
    for (let seq = 0; seq < trace.length; seq++) {
      if (trace.phase(seq) !== Phase.done || trace.opName(trace.op(seq)) !== 'get') continue;
      const cause = trace.cause(seq);
      expect(trace.opName(trace.op(cause))).toBe('put');
      expect(trace.text(cause)).toBe(trace.text(seq));
      gets.push(trace.text(seq));
    }
    expect(gets).toEqual(['0', '1', '2', '3', '4', 'None']);
    const world = new History(trace).live(trace.endTime);
    for (const thread of world.threads) expect(thread.end).toBe(EndStatus.returned);
    for (const object of world.objects) expect(object.holders).toEqual([]);
    expect(trace.sources[0]?.text).toBe(PRODUCER);
  });

  test('does what it does without the recorder, whatever fails', { timeout: 120_000 }, () => {
    const trace = record('oddities', ODDITIES);
    expect(trace.processes.length).toBe(2);
    const kinds = trace.objects.map(({ kind }) => kind);
    expect(kinds).toEqual([
      'lock',
      'bounded-semaphore',
      'event',
      'barrier',
      'priority-queue',
      'rlock',
      'condition',
      'rlock',
    ]);
    const world = new History(trace).live(trace.endTime);
    expect(world.threads.map(({ end }) => end)).toContain(EndStatus.raised);
    for (const object of world.objects) expect(object.holders).toEqual([]);
    expect(world.processes.map(({ exitCode }) => exitCode)).toContain(7);
  });

  /** `phase op object` of every operation, in order. */
  const toldOf = (trace: Trace): string[] =>
    Array.from({ length: trace.length }, (_, seq) => trace.event(seq))
      .filter(({ op }) => op >= 0)
      .map(({ phase, op, object }) =>
        [Object.keys(Phase)[phase], trace.opName(op), trace.objects[object]?.name].join(' '),
      );

  test('calls what is made side by side as the program does', { timeout: 120_000 }, () => {
    const made = record('names', SIDE_BY_SIDE).objects.map(({ kind, name }) => `${kind} ${name}`);
    expect(made).toEqual([
      'lock lock',
      'rlock idle lock',
      'condition idle',
      'lock a',
      'lock b',
      'rlock r',
      'lock s',
      'lifo-queue q',
      'event gate',
      'lock lock-2',
      'event event',
    ]);
  });

  test.runIf(isWhole)(
    'says of a release that is refused nothing but that',
    { timeout: 120_000 },
    () => {
      const told = toldOf(record('refused', REFUSED)).filter((line) => line.includes('release'));
      expect(told).toEqual(['raise release lock', 'raise release again', 'done release again']);
    },
  );

  test.runIf(isWhole)('waits for children that nobody joins', { timeout: 120_000 }, () => {
    const trace = record('unjoined', UNJOINED);
    expect(trace.objects.map(({ name }) => name)).toEqual(['q', 'unused']);
    expect(toldOf(trace)).toContain('done put q');
  });

  test.runIf(isWhole).each(['fork', 'spawn'])(
    'sees how %s processes wait for each other',
    { timeout: 120_000 },
    (method) => {
      const trace = record(`meet-${method}`, MEETING.replace('METHOD', `"${method}"`));
      const made = trace.objects.map(({ kind, name, role = '' }) => `${kind} ${name} ${role}`);
      expect(made).toEqual([
        'rlock c lock ',
        'condition c monitor',
        'event go ',
        'barrier meet ',
        'semaphore ready ',
        'lock own ',
        'condition mine condition',
      ]);
      const causes: string[] = [];
      for (let seq = 0; seq < trace.length; seq++) {
        const cause = trace.cause(seq);
        if (trace.phase(seq) !== Phase.done || trace.object(seq) < 0 || cause < 0) continue;
        causes.push(`${trace.opName(trace.op(seq))} < ${trace.opName(trace.op(cause))}`);
      }
      expect(causes).toContain('wait < notify');
      const told = toldOf(trace);
      // The lock is acquired for notify only after the waiter has released it.
      expect(told.indexOf('block wait c')).toBeLessThan(told.indexOf('done notify c'));
      expect(told).toContain('fail wait c');
      expect(told).toContain('done set go');
      expect(told).toContain('done await go');
      expect(told).toContain('fail await go');
      expect(told.filter((line) => line === 'done wait meet').length).toBe(2);
      const held = new History(trace)
        .live(trace.endTime)
        .objects.filter(({ holders }, i) => holders.length > 0 && made[i] !== 'semaphore ready ');
      expect(held).toEqual([]);
    },
  );

  test.runIf(isWhole).each(['fork', 'spawn', 'forkserver'])(
    'sees what a manager keeps and what pools are given, by %s',
    { timeout: 120_000 },
    (method) => {
      const trace = record(`shared-${method}`, SHARED.replace('METHOD', `"${method}"`));
      const objects = trace.objects.map(({ kind, name, limit }) => `${kind} ${name} ${limit}`);
      expect(objects).toEqual([
        'dict d -1',
        'list l -1',
        'queue q 4',
        'lock lock -1',
        'value total -1',
        'rlock total lock -1',
        'array slots -1',
        'rlock slots lock -1',
        'pool pool -1',
        'executor executor 1',
        'executor threads 2',
      ]);
      const told = toldOf(trace);
      const count = (line: string) => told.filter((one) => one === line).length;
      expect(count('done write total')).toBe(2);
      expect(count('done call d')).toBe(2);
      expect(count('done get q')).toBe(2);
      for (const [name, tasks] of [
        ['pool', 5],
        ['executor', 1],
        ['threads', 2],
      ]) {
        expect(count(`done submit ${name}`)).toBe(tasks);
        expect(count(`done take ${name}`)).toBe(tasks);
      }
      const pools = new PoolTasks();
      for (let seq = 0; seq < trace.length; seq++) pools.eat(trace, seq);
      const tasksOf = (name: string) =>
        pools
          .at(
            trace.objects.findIndex((object) => object.name === name),
            trace.length,
          )
          .map(({ text, value, failed, done }) =>
            done === Infinity ? `${text} is not done` : `${text} = ${failed ? '! ' : ''}${value}`,
          );
      expect(tasksOf('pool')).toEqual([
        'abs(-1) = 1',
        'abs(2) = 2',
        'pow(2, 3) = 8',
        'abs(-4) = 4',
        "fail('lost') = ! KeyError: 'lost'",
      ]);
      expect(tasksOf('executor')).toEqual(['abs(-5) = 5']);
      expect(tasksOf('threads')).toEqual(['abs(-6) = 6', 'abs(7) = 7']);
      // The take of each task, by a worker, has its submission as cause.
      for (let seq = 0; seq < trace.length; seq++) {
        if (trace.phase(seq) !== Phase.done || trace.opName(trace.op(seq)) !== 'take') continue;
        expect(trace.opName(trace.op(trace.cause(seq)))).toBe('submit');
        expect(trace.text(trace.cause(seq))).toBe(trace.text(seq));
        expect(trace.thread(seq)).not.toBe(0);
      }
      // Workers of a pool that have not ended by then are terminated.
      const world = new History(trace).live(trace.endTime);
      const codes = Array.from({ length: trace.length }, (_, seq) => seq)
        .filter((seq) => trace.phase(seq) === Phase.exit)
        .map((seq) => trace.value(seq));
      expect(codes).toHaveLength(trace.processes.length - 1);
      expect(codes.filter((code) => code !== 0 && code !== -15)).toEqual([]);
      const endsOf = (end: EndStatus) => world.threads.filter((thread) => thread.end === end);
      expect(endsOf(EndStatus.killed)).toHaveLength(codes.filter((code) => code === -15).length);
      expect(endsOf(EndStatus.raised)).toEqual([]);
      expect(world.objects[4]?.text).toBe('5');
      expect(world.objects[0]?.text).toBe('{0: 1, 1: 1}');
      const diagnosis = new Diagnosis(trace);
      diagnosis.settle();
      expect(diagnosis.findings.filter(({ level }) => level === 'fault')).toEqual([]);
    },
  );

  test.runIf(isWhole).each(['fork', 'spawn'])(
    'sees what %s processes say to each other',
    { timeout: 120_000 },
    (method) => {
      const trace = record(method, PROCESSES.replace('METHOD', `"${method}"`));
      const objects = trace.objects.map(({ kind, name }) => `${kind} ${name}`);
      expect(objects).toEqual([
        'queue q',
        'lock lock',
        'bounded-semaphore permits',
        'pipe pipe',
        'pipe pipe-2',
        'queue tasks',
        'pool pool',
      ]);
      const received: string[] = [];
      for (let seq = 0; seq < trace.length; seq++) {
        const name = trace.op(seq) < 0 ? '' : trace.opName(trace.op(seq));
        if (trace.phase(seq) !== Phase.done || !['get', 'recv'].includes(name)) continue;
        const cause = trace.cause(seq);
        expect(trace.text(cause)).toBe(trace.text(seq));
        received.push(`${name} ${trace.text(seq)} from ${trace.thread(cause)}`);
      }
      expect(received).toEqual([
        'get 0 from 1',
        'get 1 from 1',
        'get 2 from 1',
        'get None from 1',
        "recv {'sum': 3} from 1",
        "get 't' from 0",
      ]);
      const world = new History(trace).live(trace.endTime);
      expect(world.processes[1]?.exitCode).toBe(4);
      expect(world.objects[1]?.holders).toEqual([]);
      const joined = Array.from({ length: trace.length }, (_, seq) => trace.event(seq)).find(
        ({ phase, op, other }) =>
          phase === Phase.done && other === 1 && trace.ops[op]?.life === 'join',
      );
      expect(trace.phase(joined?.cause ?? 0)).toBe(Phase.end);
    },
  );
});
