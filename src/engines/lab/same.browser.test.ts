/** The same code, seed, grain and choices give the same trace: when repeated, and in an interpreter that has run other programs. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { sweep } from '../../base/sweep.ts';
import { chance } from '../model/chance.ts';
import { openLab, type Lab, type LabRun } from './lab-notation.ts';

/** Labs of the first run and of the second: another interpreter under `npm run test:deep`. */
const labs: Lab[] = [];
beforeAll(async () => {
  const first = openLab();
  labs.push(first);
  expect((await first.run('pass')).end).toBe('finished');
  const second = sweep(0, 0, 1) === 1 ? openLab() : first;
  labs.push(second);
}, 240_000);
afterAll(() => new Set(labs).forEach((lab) => lab.close()));

/** Changes the state of memory: addresses and caches differ afterwards. */
const disturbance = `
import asyncio, multiprocessing, threading
kept = [object() for _ in range(5_000)]
threading.Thread(target=lambda: print({object() for _ in range(9)})).start()
`;

const head = `
import asyncio, gc, multiprocessing, os, queue, random, threading, time
n, shared = 0, {}
lock, gate, line = threading.Lock(), threading.Condition(), queue.Queue(2)
class Thing:
    def __del__(self): shared[len(shared)] = 'gone'
thing = Thing()
def change():
    global n
    n += 1
`;

/** Actions of a thread, one a line; none waits for ever. */
const deeds = [
  'with lock: change()',
  'change()',
  'time.sleep(random.random() / 10)',
  'print(threading.current_thread().name, n)',
  'print(sorted(map(hash, ("a", "b"))), {"x", "y", "z"})',
  'print(id(lock) == id(lock), repr(lock), thing)',
  'print([t.name for t in {threading.current_thread(), threading.main_thread()}])',
  'shared[threading.get_ident()] = [Thing(), Thing()]',
  'a = Thing(); a.me = a; del a; gc.collect()',
  'with gate: gate.wait(0.05); gate.notify_all()',
  'line.put(n, timeout=0.1) if not line.full() else line.get()',
  'print(os.urandom(2), random.choice("abc"), round(time.time(), 3))',
  'asyncio.run(asyncio.wait_for(asyncio.sleep(0.01), 1))',
  'lock.acquire(timeout=0.01) and lock.release()',
];
const ends = [
  'p = multiprocessing.Process(target=print, args=("child",)); p.start(); p.join()',
  'pid = os.fork(); print("forked", pid) or os._exit(0) if pid == 0 else os.waitpid(pid, 0)',
  'print(len(shared), n)',
];

function programOf(seed: number): string {
  let draws = 0;
  const random = () => chance(seed, draws++) / 2 ** 32;
  const any = <T>(things: readonly T[]): T => things[Math.floor(random() * things.length)]!;
  const bodies = Array.from({ length: 2 + Math.floor(random() * 3) }, (_, thread) => {
    const lines = Array.from({ length: 1 + Math.floor(random() * 4) }, () => `    ${any(deeds)}`);
    return `def work${thread}():\n${lines.join('\n')}`;
  });
  const names = bodies.map((_, thread) => `work${thread}`).join(', ');
  return `${head}${bodies.join('\n')}
threads = [threading.Thread(target=work) for work in (${names})]
for thread in threads: thread.start()
for thread in threads: thread.join()
${any(ends)}
`;
}

const eventsOf = ({ trace }: LabRun) =>
  Array.from({ length: trace.length }, (_, seq) => trace.event(seq));

const seeds = Array.from({ length: sweep(2, 6, 60) }, (_, n) => n + 1);

it.for(seeds)('whatever the program: %s', async (seed) => {
  const [first, second] = labs as [Lab, Lab];
  const source = programOf(seed);
  const options = { seed, grain: seed % 3 === 0 ? 'instruction' : 'sync' } as const;
  const run = await first.run(source, options);
  expect((await second.run(disturbance)).end).toBe('finished');
  const other = await second.run(source, options);
  expect(other.stdout, source).toBe(run.stdout);
  expect(eventsOf(other), source).toEqual(eventsOf(run));
  // The choices alone: no strategy chooses.
  const again = await first.run(source, { ...options, strategy: 'hand', choices: run.choices });
  expect(eventsOf(again).slice(0, run.trace.length), source).toEqual(eventsOf(run));
});
