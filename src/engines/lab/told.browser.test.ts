/** Events of calls of multiprocessing and asyncio: as those of threading, with the library's internals hidden. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Phase } from '../../trace/format.ts';
import type { Trace } from '../../trace/trace.ts';
import { openLab, type Lab } from './lab-notation.ts';

let lab: Lab;
beforeAll(async () => {
  lab = openLab();
  const { end, report } = await lab.run('import multiprocessing, asyncio');
  expect([end, report]).toEqual(['finished', '']);
}, 180_000);
afterAll(() => lab.close());

const verbs: Readonly<Partial<Record<Phase, string>>> = {
  [Phase.block]: '…',
  [Phase.done]: '',
  [Phase.fail]: '!',
  [Phase.end]: 'end',
};

/** Events of the program's own lanes, a word each: `acquire q` is done, `…acquire q` waits, `!` had no effect. */
function told(trace: Trace, lane: string): string[] {
  const words = [];
  for (let seq = 0; seq < trace.length; seq++) {
    const { thread, phase, object, other } = trace.event(seq);
    const details = trace.threads[thread];
    const process = trace.processes[details?.process ?? -1];
    const name =
      details?.within === undefined && process?.parent === 0 ? process.name : details?.name;
    const verb = verbs[phase];
    if (name !== lane || verb === undefined || details?.inner === true) continue;
    const about = trace.objects[object]?.name ?? trace.threads[other]?.name ?? '';
    words.push(`${verb}${trace.opInfo(seq)?.name ?? ''} ${about}`.trim());
  }
  return words;
}

const inOneProcess = `
  import multiprocessing as mp
  def work(ready, changed, number, row, meeting):
      ready.wait()
      with changed: changed.notify_all()
      with number.get_lock(): number.value += 1
      row[0] = 5
      meeting.wait()
  ready, changed, meeting = mp.Event(), mp.Condition(), mp.Barrier(2)
  number, row = mp.Value('i', 1), mp.Array('i', 2)
  p = mp.Process(target=work, args=(ready, changed, number, row, meeting), name='worker')
  p.start()
  with changed:
      ready.set()
      changed.wait()
  meeting.wait()
  p.join()
  print(number.value, row[:], ready.is_set())
`;

describe('multiprocessing', () => {
  it.for([1, 2, 3, 4, 5])('its primitives are told as calls (seed %i)', async (seed) => {
    const { trace, stdout } = await lab.run(inOneProcess, { seed });
    expect(stdout).toBe('2 [5, 0] True\n');
    expect(trace.objects).toMatchObject([
      { kind: 'event', name: 'ready', process: -1 },
      { kind: 'rlock', name: 'changed.lock' },
      { kind: 'condition', name: 'changed', of: 1, role: 'monitor' },
      { kind: 'barrier', name: 'meeting', limit: 2 },
      { kind: 'value', name: 'number', text: '1' },
      { kind: 'rlock', name: 'number.get_lock()' },
      { kind: 'array', name: 'row', text: '[0, 0]' },
      { kind: 'rlock', name: 'row.get_lock()' },
    ]);
    const waits = /^…/;
    expect(told(trace, 'worker').filter((word) => !waits.test(word))).toEqual(
      expect.arrayContaining([
        'wait ready',
        'acquire changed.lock',
        'notify-all changed',
        'release changed.lock',
        'acquire number.get_lock()',
        'read number',
        'write number',
        'release number.get_lock()',
        'write row',
        'arrive meeting',
        'end',
      ]),
    );
    const main = told(trace, 'MainThread');
    const from = main.indexOf('acquire changed.lock');
    expect(main.slice(from).filter((word) => / changed(?:\.lock)?$/.test(word))).toEqual([
      'acquire changed.lock',
      // wait() releases the lock.
      'release changed.lock',
      '…wait changed',
      ...(main.includes('…acquire changed.lock') ? ['…acquire changed.lock'] : []),
      'acquire changed.lock',
      'wait changed',
      'release changed.lock',
    ]);
    expect(main.slice(-4)).toEqual(['read row', 'is-set ready', 'print', 'end']);
  });

  it('of a pool there is who hands tasks in, who does them, and what they come to', async () => {
    const { trace, stdout } = await lab.run(`
      from multiprocessing import Pool
      def square(n): return n * n
      with Pool(2) as pool:
          print(pool.apply_async(square, (3,)).get())
          print(pool.map(square, [1, 2]))
    `);
    expect(stdout).toBe('9\n[1, 4]\n');
    const workers = trace.threads.filter(({ role }) => role === 'worker');
    expect(workers.map(({ of }) => trace.objects[of ?? -1]?.name)).toEqual(['pool', 'pool']);
    expect(trace.objects.filter(({ inner }) => inner !== true)).toMatchObject([
      { kind: 'pool', name: 'pool' },
    ]);
    const main = told(trace, 'MainThread').filter((word) => /submit|wait |print/.test(word));
    expect(main).toEqual([
      'submit pool',
      '…wait square(3)',
      'wait square(3)',
      'print',
      'submit pool',
      '…wait square for each of [1, 2]',
      'wait square for each of [1, 2]',
      'print',
    ]);
  });

  it('a fork leaves the number of items as it is', async () => {
    const { trace, stdout } = await lab.run(`
      import multiprocessing as mp
      def child(q): print(q.get())
      q = mp.Queue()
      q.put('a'); q.put('b')
      p = mp.Process(target=child, args=(q,)); p.start(); p.join()
      q.put('c')
      print(q.get(), q.get())
    `);
    expect(stdout).toBe('a\nb c\n');
    const counts = Array.from({ length: trace.length }, (_, seq) => trace.event(seq)).flatMap(
      ({ phase, object, value }) =>
        phase === Phase.done && trace.objects[object]?.name === 'q' ? [value] : [],
    );
    expect(counts).toEqual([1, 2, 1, 2, 1, 0]);
  });

  it.each([
    [
      'a pool',
      `
      from multiprocessing import Pool
      def double(n): return 2 * n
      def tell(n): print('came', n)
      with Pool(2) as pool:
          for n in range(3): pool.apply_async(double, (n,), callback=tell)
          pool.close()
          pool.join()
      `,
    ],
    [
      'an executor',
      `
      from concurrent.futures import ThreadPoolExecutor
      def tell(n): print('came', n)
      with ThreadPoolExecutor(2) as pool:
          for n in range(3): pool.submit(tell, n)
      `,
    ],
  ])('a thread of %s that waits for the next task is on no line', async (_name, source) => {
    const { trace, stdout } = await lab.run(source);
    expect(stdout.match(/came/g)).toHaveLength(3);
    const events = Array.from({ length: trace.length }, (_, seq) => trace.event(seq));
    const nameOf = (seq: number) => trace.opInfo(seq)?.name ?? '';
    const tellers = new Set(
      events.flatMap(({ seq, thread }) => (nameOf(seq) === 'print' ? [thread] : [])),
    );
    const lines = events.flatMap(({ seq, thread, line }) =>
      tellers.has(thread) && ['get', 'finish', 'begin'].includes(nameOf(seq)) ? [line] : [],
    );
    expect(lines).toEqual(lines.map(() => 0));
    expect(lines.length).toBeGreaterThan(0);
  });

  it('what a manager keeps is used as if it were here', async () => {
    const { trace, stdout } = await lab.run(`
      import multiprocessing as mp
      def work(table, names, q):
          table['a'] = 1
          q.put('x')
          names.append(q.get())
      with mp.Manager() as manager:
          table, names, q = manager.dict(), manager.list(), manager.Queue()
          p = mp.Process(target=work, args=(table, names, q), name='worker')
          p.start(); p.join()
          print(table, names)
    `);
    expect(stdout).toBe("{'a': 1} ['x']\n");
    expect(trace.objects.filter(({ inner }) => inner !== true)).toMatchObject([
      { kind: 'dict', name: 'table', text: '{}' },
      { kind: 'list', name: 'names', text: '[]' },
      { kind: 'queue', name: 'q' },
    ]);
    const done = told(trace, 'worker').filter((word) => /^(call|put|get)/.test(word));
    expect(done).toEqual(['call table', 'put q', 'get q', 'call names']);
    const last = trace.length - 1;
    const texts = Array.from({ length: last }, (_, seq) => trace.event(seq).text);
    expect(texts).toContain("{'a': 1}");
  });
});

describe('asyncio', () => {
  it('a task has a lane below its thread, and says what it waits for', async () => {
    const { trace, stdout } = await lab.run(`
      import asyncio
      async def work(q, lock):
          while (item := await q.get()) is not None:
              async with lock:
                  await asyncio.sleep(0.1)
      async def main():
          q, lock = asyncio.Queue(), asyncio.Lock()
          tasks = [asyncio.create_task(work(q, lock), name=name) for name in ('ann', 'ben')]
          await asyncio.sleep(0)
          for item in (1, 2, None, None): q.put_nowait(item)
          await asyncio.gather(*tasks)
          try: await asyncio.wait_for(asyncio.Event().wait(), 0.2)
          except TimeoutError: print('late')
      asyncio.run(main())
    `);
    expect(stdout).toBe('late\n');
    expect(
      trace.threads
        .filter(({ inner }) => inner !== true)
        .map(({ name, within, target }) => [name, within, target]),
    ).toEqual([
      ['MainThread', undefined, 'main'],
      ['Task-1', 0, 'main'],
      ['ann', 0, 'work'],
      ['ben', 0, 'work'],
    ]);
    expect(told(trace, 'ann')).toEqual([
      '…get q',
      'get q',
      'acquire lock',
      '…sleep',
      'sleep',
      'release lock',
      'get q',
      'end',
    ]);
    expect(told(trace, 'ben')).toEqual([
      '…get q',
      'get q',
      '…acquire lock',
      'acquire lock',
      '…sleep',
      'sleep',
      'release lock',
      'get q',
      'end',
    ]);
    expect(told(trace, 'Task-1')).toEqual([
      'start ann',
      'start ben',
      '…sleep',
      'sleep',
      'put q',
      'put q',
      'put q',
      'put q',
      '…wait-futures',
      'wait-futures',
      '…wait event',
      '!wait event',
      'print',
      'end',
    ]);
    // The cause of each get is the put of its item.
    for (let seq = 0; seq < trace.length; seq++) {
      const { phase, thread, cause, other } = trace.event(seq);
      if (phase !== Phase.done || trace.opInfo(seq)?.name !== 'get') continue;
      expect([thread === 2 || thread === 3, other]).toEqual([true, 1]);
      expect(trace.opInfo(cause)?.name).toBe('put');
    }
  });

  it('tasks that fail, are cancelled, or wait for each other', async () => {
    const { trace } = await lab.run(`
      import asyncio
      async def fail(): raise ValueError
      async def long(): await asyncio.sleep(9)
      async def main():
          other = asyncio.create_task(long(), name='long')
          try: await asyncio.create_task(fail(), name='fail')
          except ValueError: other.cancel()
          try: await other
          except asyncio.CancelledError: pass
      asyncio.run(main())
    `);
    expect(told(trace, 'Task-1')).toEqual([
      'start long',
      'start fail',
      '…join fail',
      '!join fail',
      '…join long',
      '!join long',
      'end',
    ]);
    expect(told(trace, 'long')).toEqual(['…sleep', '!sleep', 'end']);
    const ends = Array.from({ length: trace.length }, (_, seq) => trace.event(seq)).filter(
      ({ phase }) => phase === Phase.end,
    );
    expect(
      ends.slice(0, 3).map(({ thread, value }) => [trace.threads[thread]?.name, value]),
    ).toEqual([
      ['fail', 1],
      ['long', 2],
      ['Task-1', 0],
    ]);
  });
});

it.each([
  ['threading', ''],
  ['multiprocessing', ''],
  ['asyncio', 'async '],
])(
  'a condition of %s and its own lock share a name, one of the program is its own',
  async (module, word) => {
    const { trace } = await lab.run(`
import ${module} as m

${word}def main():
    one = m.Condition()
    some = [m.Condition() for _ in range(2)]
    lock = m.Lock()
    given = m.Condition(lock)
    for condition in [one, *some, given]:
        ${word}with condition:
            pass

${word === '' ? 'main()' : 'm.run(main())'}
`);
    const rows = trace.objects.map(({ name, role, of = -1 }) => [
      name,
      role,
      trace.objects[of]?.name,
    ]);
    expect(rows.filter(([, role]) => role !== undefined)).toEqual([
      ['one', 'monitor', 'one.lock'],
      ['some[0]', 'monitor', 'some[0].lock'],
      ['some[1]', 'monitor', 'some[1].lock'],
      ['given', 'condition', 'lock'],
    ]);
  },
);

it('a variable has no value before it is written', async () => {
  const source = `
import threading

there = 1
def work():
    global late, there
    late = there = 3

thread = threading.Thread(target=work)
thread.start()
thread.join()
print(late, there)
`;
  const { trace, stdout } = await lab.run(source, { grain: 'instruction' });
  expect(stdout).toBe('3 3\n');
  const variables = trace.objects.filter(({ kind }) => kind === 'variable');
  expect(variables.map(({ name, text }) => [name, text])).toEqual([
    ['there', '—'],
    ['late', '—'],
  ]);
});

it('objects in a collection are called by their place in it', async () => {
  const { trace } = await lab.run(`
    from threading import Event, Lock
    class Bank:
        def __init__(self):
            self.safes = {'a': Lock(), 'b': Lock()}
            self.doors = []
            for _ in range(2): self.doors.append(Event())
    bank = Bank()
    pair = (Lock(), Lock())
    (one, two), three = (Lock(), Lock()), Event()
    a, b = [Lock() for _ in range(2)]
    set().add(Lock())
  `);
  expect(trace.objects.map(({ name }) => name)).toEqual([
    "safes['a']",
    "safes['b']",
    'doors[0]',
    'doors[1]',
    'pair[0]',
    'pair[1]',
    'one',
    'two',
    'three',
    'lock',
    'lock 2',
    'lock 3',
  ]);
});
