/**
 * Findings on recordings of real programs by `weft_record.py`, under the python3 of this machine: each mistake beside
 * the same program without it. Programs that hang are interrupted as by Ctrl-C, once nothing in them moves.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasPythonSince, python3 } from '../../scripts/python.mjs';
import { thinned } from '../base/sweep.ts';
import { Importer } from '../import/importer.ts';
import { Diagnosis } from './diagnosis.ts';

const recorder = fileURLToPath(new URL('../../public/weft_record.py', import.meta.url));

/**
 * Interrupts the program and its children when each of its threads has been at the same place in the last 20 samples,
 * which are taken every 0.1 s if the machine has time.
 */
const STANDSTILL = `
import os, signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)
places = []
def look(_, here):
    frames = {**sys._current_frames(), main: here}
    places.append({thread: (id(frame), frame.f_lasti) for thread, frame in frames.items()})
    del places[:-most]
    if len(places) == most and all(one == places[0] for one in places):
        os.killpg(0, signal.SIGINT)
def watch(looks=20):
    global main, most
    most = looks
    main = __import__("_thread").get_ident()
    signal.signal(signal.SIGALRM, look)
    signal.setitimer(signal.ITIMER_REAL, 0.1, 0.1)
`;

const START = `
threads = [threading.Thread(target=f) for f in (one, two)]
for thread in threads: thread.start()
watch()
for thread in threads: thread.join()
`;

const locks = (first: string, second: string) => `
import threading
a, b = threading.Lock(), threading.Lock()
meet = threading.Barrier(2)
def one():
    ${first}
def two():
    ${second}
${START}
`;

const condition = (wait: string) => `
import threading
c = threading.Condition()
told = threading.Event()
ready = False
def one():
    global ready
    with c:
        ready = True
        c.notify()
    told.set()
def two():
    told.wait()
    with c: ${wait}
${START}
`;

const event = (set: string) => `
import threading
go = threading.Event()
def one(): go.wait()
def two(): ${set}
${START}
`;

const tasks = (after: string) => `
import queue, threading
q = queue.Queue()
def one():
    for _ in range(3):
        item = q.get()
        ${after}
def two():
    for i in range(3): q.put(i)
    q.join()
${START}
`;

const semaphore = (give: string) => `
import threading
s = threading.Semaphore(1)
def one():
    if not s.acquire(timeout=0.01): ${give}
s.acquire()
thread = threading.Thread(target=one)
thread.start()
thread.join()
s.release()
`;

const alone = (body: string) => `
import threading
m, again = threading.Lock(), threading.RLock()
def one():
    ${body}
thread = threading.Thread(target=one)
thread.start()
watch()
thread.join()
`;

const processes = (work: string) => `
import multiprocessing
def add(total, meet):
    ${work}
if __name__ == "__main__":
    total, meet = multiprocessing.Value("i", 0), multiprocessing.Barrier(2)
    workers = [multiprocessing.Process(target=add, args=(total, meet)) for _ in range(2)]
    for worker in workers: worker.start()
    for worker in workers: worker.join()
`;

const crossingProcesses = `
import multiprocessing
def work(first, second, meet):
    with first:
        meet.wait()
        with second: pass
if __name__ == "__main__":
    a, b = multiprocessing.Lock(), multiprocessing.Lock()
    meet = multiprocessing.Barrier(3)
    pairs = [(a, b), (b, a)]
    workers = [multiprocessing.Process(target=work, args=(*pair, meet)) for pair in pairs]
    for worker in workers: worker.start()
    meet.wait()
    # Its children are not seen: they get more time.
    watch(80)
    for worker in workers: worker.join()
`;

const take = (first: string, second: string, between = '') =>
  `with ${first}:\n        ${between}\n        with ${second}: pass`;

const programs: readonly (readonly [name: string, program: string, kinds: readonly string[]])[] = [
  [
    'two locks, crossing',
    locks(take('a', 'b', 'meet.wait()'), take('b', 'a', 'meet.wait()')),
    ['deadlock'],
  ],
  ['two locks, in one order', locks(take('a', 'b'), take('a', 'b')), []],
  ['a lock taken twice', alone('m.acquire(); m.acquire()'), ['deadlock']],
  ['an RLock taken twice', alone(take('again', 'again')), []],
  ['a notify that came before', condition('c.wait()'), ['missed-notify']],
  ['the same with a look first', condition('c.wait_for(lambda: ready)'), []],
  ['the same with a timeout', condition('c.wait(0.05)'), ['unheard-notify']],
  ['a look first, and a timeout', condition('c.wait_for(lambda: ready, 0.05)'), []],
  ['an event that nobody sets', event('pass'), ['stuck']],
  ['an event that is set', event('go.set()'), []],
  ['a task never told done', tasks('item == 2 or q.task_done()'), ['stuck']],
  ['every task told done', tasks('q.task_done()'), []],
  ['a permit that was never taken', semaphore('s.release()'), ['over-release']],
  ['a permit given up on', semaphore('pass'), []],
  ['an exception that nobody sees', alone('raise ValueError("lost")'), ['unseen-exception']],
  ['an exception that is caught', alone('try: int("x")\n    except ValueError: pass'), []],
  [
    'an update lost between processes',
    processes('n = total.value; meet.wait(); total.value = n + 1'),
    ['lost-update'],
  ],
  ['the same under its lock', processes('with total.get_lock(): total.value += 1'), []],
  ['two processes, crossing locks', crossingProcesses, ['deadlock']],
];

describe.skipIf(!hasPythonSince(3, 10))('a program of its own', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'weft-recorded-'));
  });
  const running = new Set<number>();
  afterAll(() => {
    for (const group of running) process.kill(-group, 'SIGKILL');
    rmSync(folder, { recursive: true });
  });

  async function record(name: string, program: string): Promise<Diagnosis> {
    const file = join(folder, `${name}.py`);
    const out = join(folder, `${name}.json`);
    writeFileSync(file, STANDSTILL + program);
    // A process group of its own: a hanging program is interrupted with its children.
    const python = spawn(python3, [recorder, '-o', out, file], {
      detached: true,
      stdio: 'ignore',
    });
    const { pid = -1 } = python;
    running.add(pid);
    await new Promise((resolve) => python.on('exit', resolve));
    running.delete(pid);
    const importer = new Importer();
    importer.push(readFileSync(out));
    const found = importer.end();
    if (found.kind === 'run') throw new Error('a run');
    const diagnosis = new Diagnosis(found.trace);
    diagnosis.settle();
    return diagnosis;
  }

  test.concurrent.each(thinned(programs, 12))('%s', async (name, program, kinds) => {
    const diagnosis = await record(name, program);
    // Whether threads merely waited depends on the machine, except where a call was lost.
    const grave = diagnosis
      .at(diagnosis.count)
      .filter(({ kind, level }) => level !== 'note' || kind === 'unheard-notify');
    expect([...new Set(grave.map(({ kind }) => kind))]).toEqual(kinds);
  });
});
