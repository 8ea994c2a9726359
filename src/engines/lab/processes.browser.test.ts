/** Programs of several processes: the same output as in CPython, under any schedule. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Phase } from '../../trace/format.ts';
import { openLab, type Lab } from './lab-notation.ts';

let lab: Lab;
beforeAll(async () => {
  lab = openLab();
  const { end, report } = await lab.run('import multiprocessing');
  expect([end, report]).toEqual(['finished', '']);
}, 180_000);
afterAll(() => lab.close());

/** Programs, what they print under every schedule, and how they end if not normally. */
const programs: Readonly<Record<string, readonly [source: string, stdout: string]>> = {
  'fork gives a copy of all that the parent has': [
    `
    import os, threading
    apples, held = [10], threading.Lock()
    def eat(n):
        apples.append(n)
        return os.fork()
    pid = eat(1)
    if pid == 0:
        apples.append('child')
        print(apples, threading.active_count(), os.getppid() != os.getpid())
        os._exit(3)
    _, status = os.waitpid(pid, 0)
    print(apples, os.waitstatus_to_exitcode(status))
    try: os.wait()
    except ChildProcessError as error: print(error)
    `,
    `[10, 1, 'child'] 1 True\n[10, 1] 3\n[Errno 10] No child processes\n`,
  ],
  'forks of forks, of a program with threads': [
    `
    import os, threading, time
    seen = []
    def work():
        time.sleep(1)
        seen.append(threading.current_thread().name)
    thread = threading.Thread(target=work, name='w')
    thread.start(); thread.join()
    depth = 0
    for _ in range(2):
        if os.fork() == 0: depth += 1
        else: os.wait()
    print(depth, seen)
    `,
    `2 ['w']\n1 ['w']\n1 ['w']\n0 ['w']\n`,
  ],
  'what a process left behind closes nothing of another’s': [
    `
    import multiprocessing, os, socket
    class Cycle: pass
    class Last:
        def __init__(self, reader, writer): self.reader, self.writer = reader, writer
        def __del__(self):
            os.write(self.writer, b'x')
            print(os.read(self.reader, 1))
    for make in (socket.socket, multiprocessing.Pipe):
        if os.fork() == 0:
            cycle = Cycle()
            cycle.me, cycle.left = cycle, make()
            del cycle
            os._exit(0)
        os.wait()
    last = Last(*os.pipe())
    `,
    `b'x'\n`,
  ],
  'a name of a socket is free once its file is gone, and only then': [
    `
    import os, socket
    def tried(act, *args):
        try: act(*args); return 'done'
        except OSError as error: return type(error).__name__, error.errno
    first, second = (socket.socket(socket.AF_UNIX) for _ in range(2))
    first.bind('door'); first.listen()
    print(tried(second.bind, 'door'))
    os.unlink('door')
    print(tried(socket.socket(socket.AF_UNIX).connect, 'door'))
    print(tried(second.bind, 'door'))
    first.close()
    print(tried(socket.socket(socket.AF_UNIX).bind, 'door'), os.path.exists('door'))
    print(socket.socket(proto=socket.IPPROTO_TCP).proto, socket.socket().proto)
    print(socket.getaddrinfo('localhost', b'http', type=socket.SOCK_STREAM)[0][4])
    import selectors
    with selectors.SelectSelector() as selector:
        reader, writer = socket.socketpair()
        selector.register(reader, selectors.EVENT_READ)
        writer.send(b'x')
        print(len(selector.select(1)))
    `,
    `('OSError', 98)\n('FileNotFoundError', 2)\ndone\n('OSError', 98) True\n6 0\n('127.0.0.1', 80)\n1\n`,
  ],
  'a pipe comes to its end when all have closed it': [
    `
    import os
    r, w = os.pipe()
    if os.fork() == 0:
        os.close(r)
        os.write(w, b'hello'); os.close(w)
        os._exit(0)
    os.close(w)
    while data := os.read(r, 3): print(data)
    os.wait()
    r2, w2 = os.pipe(); os.close(r2)
    try: os.write(w2, b'x')
    except BrokenPipeError as error: print(error)
    `,
    `b'hel'\nb'lo'\n[Errno 32] Broken pipe\n`,
  ],
  'a pool': [
    `
    from multiprocessing import Pool
    def square(n):
        if n == 3: raise ValueError('not 3')
        return n * n
    if __name__ == '__main__':
        with Pool(2) as pool:
            print(pool.map(square, [1, 2, 4]))
            print(list(pool.imap(square, [5, 6])), pool.starmap(pow, [(2, 3), (3, 2)]))
            print(pool.apply_async(square, (7,)).get())
            try: pool.apply(square, (3,))
            except ValueError as error: print(error)
    `,
    '[1, 4, 16]\n[25, 36] [8, 9]\n49\nnot 3\n',
  ],
  'queues, values and locks are shared, globals are not': [
    `
    import multiprocessing as mp
    n = 0
    def work(lock, value, array, queue):
        global n
        n += 1
        with lock:
            value.value += 1
            array[n] += 5
        queue.put(n)
    if __name__ == '__main__':
        lock, value, array, queue = mp.Lock(), mp.Value('i', 10), mp.Array('i', 3), mp.Queue()
        processes = [mp.Process(target=work, args=(lock, value, array, queue)) for _ in range(3)]
        for process in processes: process.start()
        print([queue.get() for _ in processes])
        for process in processes: process.join()
        print(n, value.value, list(array), [p.exitcode for p in processes])
    `,
    '[1, 1, 1]\n0 13 [0, 15, 0] [0, 0, 0]\n',
  ],
  'how a process ends': [
    `
    import multiprocessing as mp, os, sys, time
    ends = [lambda: None, lambda: sys.exit(3), lambda: 1 / 0, lambda: os._exit(7), lambda: time.sleep(99)]
    processes = [mp.Process(target=end) for end in ends]
    for process in processes: process.start()
    processes[-1].terminate()
    for process in processes: process.join()
    print([p.exitcode for p in processes], mp.active_children())
    `,
    '[0, 3, 1, 7, -15] []\n',
  ],
  'a process that crashes ends by its signal': [
    `
    import faulthandler, multiprocessing as mp, os
    from concurrent.futures.process import BrokenProcessPool, ProcessPoolExecutor
    crashes = [faulthandler._sigsegv, faulthandler._sigfpe, os.abort]
    processes = [mp.get_context('fork').Process(target=crash) for crash in crashes]
    for process in processes: process.start()
    for process in processes: process.join()
    print([p.exitcode for p in processes])
    with ProcessPoolExecutor(1, mp_context=mp.get_context('fork')) as pool:
        try: pool.submit(faulthandler._sigsegv).result()
        except BrokenProcessPool: print('broken')
    `,
    '[-11, -8, -6]\nbroken\n',
  ],
  'spawn begins anew': [
    `
    import multiprocessing as mp
    n = 1
    def work(queue): queue.put((__name__, n))
    if __name__ == '__main__':
        n = 2
        context = mp.get_context('spawn')
        queue = context.Queue()
        process = context.Process(target=work, args=(queue,))
        process.start(); print(queue.get()); process.join()
    else: print('imported')
    `,
    `imported\n('__mp_main__', 1)\n`,
  ],
  'a manager keeps a dict for all': [
    `
    import multiprocessing as mp
    def work(table, names, n):
        table[n] = n * n
        names.append(n)
    if __name__ == '__main__':
        with mp.Manager() as manager:
            table, names = manager.dict(), manager.list()
            processes = [mp.Process(target=work, args=(table, names, n)) for n in range(3)]
            for process in processes: process.start()
            for process in processes: process.join()
            print(sorted(table.items()), sorted(names))
    `,
    '[(0, 0), (1, 1), (2, 4)] [0, 1, 2]\n',
  ],
  'an executor of processes': [
    `
    from concurrent.futures import ProcessPoolExecutor
    if __name__ == '__main__':
        with ProcessPoolExecutor(2) as pool: print(list(pool.map(pow, [2, 3], [3, 2])))
    `,
    '[8, 9]\n',
  ],
  'signals: a handler runs in the middle of a sleep, and an alarm rings': [
    `
    import os, signal, time
    def handle(signum, frame): print('got', signal.Signals(signum).name, round(time.monotonic(), 1))
    signal.signal(signal.SIGALRM, handle)
    signal.signal(signal.SIGUSR1, handle)
    signal.alarm(2)
    os.kill(os.getpid(), signal.SIGUSR1)
    time.sleep(3)
    print(round(time.monotonic(), 1))
    `,
    'got SIGUSR1 0.0\ngot SIGALRM 2.0\n3.0\n',
  ],
  'other programs': [
    `
    import subprocess, sys
    print(subprocess.run(['echo', 'a', 'b'], capture_output=True, text=True).stdout)
    print(subprocess.check_output([sys.executable, '-c', 'print(input()[::-1])'], input='abc', text=True))
    print(subprocess.call('exit 4', shell=True), subprocess.call(['true']))
    # A shell that another one starts.
    print(subprocess.call("sh -c 'exit 5'", shell=True))
    child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(9)'])
    try: child.wait(timeout=1)
    except subprocess.TimeoutExpired: child.kill()
    print(child.wait())
    try: subprocess.run(['nothing'])
    except FileNotFoundError as error: print(error)
    `,
    `a b\n\ncba\n\n4 0\n5\n-9\n[Errno 2] No such file or directory: 'nothing'\n`,
  ],
  'a server and its client': [
    `
    import socket, threading
    server = socket.create_server(('localhost', 5050))
    def serve():
        connection, address = server.accept()
        with connection:
            while data := connection.recv(1024): connection.sendall(data.upper())
    thread = threading.Thread(target=serve); thread.start()
    with socket.create_connection(('localhost', 5050)) as client:
        client.sendall(b'hello'); print(client.recv(1024))
        client.settimeout(1)
        try: client.recv(1)
        except TimeoutError as error: print(error)
    thread.join(); server.close()
    try: socket.create_connection(('localhost', 5050))
    except ConnectionRefusedError as error: print(error)
    try: socket.create_connection(('example.com', 80))
    except OSError as error: print(type(error).__name__)
    `,
    `b'HELLO'\ntimed out\n[Errno 111] Connection refused\ngaierror\n`,
  ],
  'all that processes meet at': [
    `
    import multiprocessing as mp
    from multiprocessing import shared_memory
    def meet(name, barrier, go, done):
        memory = shared_memory.SharedMemory(name=name)
        barrier.wait(); go.wait()
        with done: memory.buf[0] += 1
        memory.close()
    def work(tasks):
        while True: tasks.get(); tasks.task_done()
    def answer(end): end.send(end.recv() + 1); end.close()
    if __name__ == '__main__':
        memory = shared_memory.SharedMemory(create=True, size=16)
        memory.buf[0] = 5
        barrier, go, done = mp.Barrier(3), mp.Event(), mp.RLock()
        processes = [mp.Process(target=meet, args=(memory.name, barrier, go, done)) for _ in range(2)]
        for process in processes: process.start()
        barrier.wait(); go.set()
        for process in processes: process.join()
        print(memory.buf[0]); memory.close(); memory.unlink()
        tasks = mp.JoinableQueue()
        mp.Process(target=work, args=(tasks,), daemon=True).start()
        for n in range(3): tasks.put(n)
        tasks.join()
        ours, theirs = mp.Pipe()
        mp.Process(target=answer, args=(theirs,)).start()
        theirs.close(); ours.send(1); print(ours.recv())
        try: ours.recv()
        except EOFError: print('end')
    `,
    `7\n2\nend\n`,
  ],
  'asyncio, with a server': [
    `
    import asyncio, time
    async def work(n, lock):
        async with lock:
            await asyncio.sleep(n)
            print(asyncio.current_task().get_name(), round(time.monotonic()))
        return n * n
    async def handle(reader, writer):
        writer.write((await reader.readline()).upper())
        await writer.drain(); writer.close()
    async def main():
        lock = asyncio.Lock()
        print(await asyncio.gather(*(work(n, lock) for n in range(3))))
        try: await asyncio.wait_for(asyncio.sleep(9), 1)
        except TimeoutError: print('too late')
        print(await asyncio.to_thread(lambda: time.sleep(1) or 'thread'))
        server = await asyncio.start_server(handle, 'localhost', 8888)
        reader, writer = await asyncio.open_connection('localhost', 8888)
        writer.write(b'hello\\n'); print(await reader.readline())
        writer.close(); server.close()
    asyncio.run(main())
    `,
    `Task-2 0\nTask-3 1\nTask-4 3\n[0, 1, 4]\ntoo late\nthread\nb'HELLO\\n'\n`,
  ],
  'socketserver, selectors, sched and context variables': [
    `
    import contextvars, sched, selectors, socket, socketserver, threading, time
    clock = sched.scheduler(time.monotonic, time.sleep)
    clock.enter(2, 1, print, ('two',)); clock.enter(1, 1, print, ('one',)); clock.run()
    own = contextvars.ContextVar('own', default=0)
    own.set(1)
    def work(n): own.set(n); time.sleep(n); print(own.get())
    threads = [threading.Thread(target=work, args=(n,)) for n in (5, 6)]
    for thread in threads: thread.start()
    for thread in threads: thread.join()
    print(own.get())
    class Echo(socketserver.StreamRequestHandler):
        def handle(self): self.wfile.write(self.rfile.readline().upper())
    with socketserver.ThreadingTCPServer(('localhost', 9000), Echo) as server:
        serving = threading.Thread(target=server.serve_forever); serving.start()
        with socket.create_connection(server.server_address) as client:
            client.sendall(b'abc\\n'); print(client.recv(100))
        server.shutdown(); serving.join()
    a, b = socket.socketpair()
    with selectors.DefaultSelector() as selector:
        selector.register(a, selectors.EVENT_READ)
        print(selector.select(1)); b.send(b'x')
        print([key.fileobj is a for key, _ in selector.select()])
    `,
    `one\ntwo\n5\n6\n1\nb'ABC\\n'\n[]\n[True]\n`,
  ],
};

describe('a program of processes', () => {
  it.for(Object.entries(programs))('%s', async ([, [source, stdout]]) => {
    for (const [grain, seeds] of [
      ['sync', 3],
      ['instruction', 1],
    ] as const) {
      for (let seed = 1; seed <= seeds; seed++) {
        const run = await lab.run(source, { seed, grain });
        expect([run.stdout, run.end], `${grain}, seed ${seed}`).toEqual([stdout, 'finished']);
      }
    }
  });

  it('reads what is typed to any of them, and runs the same again', async () => {
    const source = `
      import multiprocessing, sys
      def ask():
          sys.stdin = open('/dev/tty')
          print('Hello', input('Who? '))
      process = multiprocessing.Process(target=ask)
      process.start(); process.join()
    `;
    const run = await lab.run(source, { typed: ['Ada'] });
    expect([run.end, run.stdout]).toEqual(['finished', 'Hello Ada\n']);
    const { choices } = run;
    const lanes = run.trace.threads.map(({ process, name }) => [process, name]);
    expect(lanes).toEqual([
      [0, 'MainThread'],
      [1, 'MainThread'],
    ]);
    expect(choices.length).toBeGreaterThan(3);
  });

  it('is told by the calls that it makes', async () => {
    const { trace } = await lab.run(`
      import multiprocessing as mp
      def work(q, lock):
          with lock: q.put('x')
      q, lock = mp.Queue(), mp.Lock()
      p = mp.Process(target=work, args=(q, lock), name='worker')
      p.start(); print(q.get()); p.join()
    `);
    expect(trace.objects.filter(({ inner }) => inner !== true)).toMatchObject([
      { kind: 'queue', name: 'q', process: -1 },
      { kind: 'lock', name: 'lock', process: -1 },
    ]);
    expect(trace.threads.map(({ name, inner }) => [name, inner])).toEqual([
      ['MainThread', undefined],
      ['MainThread', undefined],
      ['QueueFeederThread', true],
    ]);
    expect(trace.processes.map(({ name }) => name)).toEqual(['MainProcess', 'worker']);
    const done = (name: string) => {
      const events = Array.from({ length: trace.length }, (_, seq) => trace.event(seq));
      return events.filter(
        ({ seq, phase }) => phase === Phase.done && trace.opInfo(seq)?.name === name,
      );
    };
    const [put] = done('put');
    const [get] = done('get');
    expect(put).toMatchObject({ thread: 1, object: 0, text: "'x'", line: 3 });
    expect(get).toMatchObject({ thread: 0, object: 0, text: "'x'", cause: put?.seq, other: 1 });
    expect(done('acquire').map(({ thread, object }) => [thread, object])).toEqual([[1, 1]]);
    // The child itself joins only its queue's feeder thread.
    expect(done('join').find(({ thread }) => thread === 0)).toMatchObject({ other: 1 });
    const starts = Array.from({ length: trace.length }, (_, seq) => trace.event(seq)).filter(
      ({ phase, thread }) => phase === Phase.start && thread === 1,
    );
    expect(starts).toHaveLength(1);
    expect(done('start')[0]?.seq).toBe(starts[0]?.cause);
  });

  it('that waits for a lock for ever is a deadlock', async () => {
    const source = `
      import multiprocessing, os
      lock = multiprocessing.Lock()
      def work(): lock.acquire(); os._exit(0)
      process = multiprocessing.Process(target=work)
      process.start(); process.join()
      lock.acquire()
    `;
    expect((await lab.run(source)).end).toBe('deadlock');
    expect((await lab.run('print(1)')).stdout).toBe('1\n');
  });
});

it('programs beside each other are called by their files', async () => {
  const run = await lab.run({
    'start.py': `import subprocess, sys
programs = [subprocess.Popen([sys.executable, path]) for path in ('a.py', 'b.py')]
for program in programs: program.wait()
`,
    'a.py': `import time
time.sleep(1)
print('a')
`,
    'b.py': `print('b')
`,
  });
  expect([run.end, run.stdout], run.stderr).toEqual(['finished', 'b\na\n']);
  expect(run.trace.processes.map(({ name }) => name)).toEqual(['MainProcess', 'a.py', 'b.py']);
});

it('what a run leaves in a folder the next does not find', async () => {
  const source = `
    import os
    for folder in ('/tmp', '/dev/shm', os.path.expanduser('~')):
        path = os.path.join(folder, 'left')
        print(os.path.exists(path))
        open(path, 'w').close()
  `;
  for (const seed of [1, 2]) {
    const { stdout, stderr } = await lab.run(source, { seed });
    expect([stdout, stderr]).toEqual(['False\nFalse\nFalse\n', '']);
  }
}, 60_000);

it('a task that nobody keeps is destroyed, and said to have been pending', async () => {
  const { stdout, stderr } = await lab.run(`
    import asyncio, gc
    async def lost(): await asyncio.get_running_loop().create_future()
    async def main():
        asyncio.create_task(lost(), name='lost')
        await asyncio.sleep(0.1)
        gc.collect()
        print([task.get_name() for task in asyncio.all_tasks()])
    asyncio.run(main())
  `);
  expect(stdout).toBe("['Task-1']\n");
  expect(stderr).toContain('Task was destroyed but it is pending!');
}, 60_000);
