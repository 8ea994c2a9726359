/** Sentences about processes and sockets, for runs of real programs: none falls back to the name of an operation. */
import { init, t } from 'i18next';
import { beforeAll, expect, it } from 'vitest';
import { Model } from '../engines/model/engine.ts';
import { random } from '../engines/model/strategies/random.ts';
import { ThreadPoolExecutor, wait as waitFor } from '../program/concurrent-futures.ts';
import { Pool, Process } from '../program/multiprocessing.ts';
import { fork, _exit as leave, wait, waitpid, WNOHANG } from '../program/os.ts';
import { createConnection, createServer } from '../program/socket.ts';
import type { Steps } from '../program/steps.ts';
import { Thread } from '../program/threading.ts';
import { sleep } from '../program/time.ts';
import { explainEvent } from './explain-event.ts';
import { explainThread } from './explain-thread.ts';
import { History } from './history.ts';
import type { Sentence } from './sentence.ts';
import en from './texts/en.json' with { type: 'json' };

beforeAll(async () => {
  await init({
    lng: 'en',
    fallbackLng: false,
    resources: { en: { views: en } },
    defaultNS: 'views',
    interpolation: { escapeValue: false },
  });
});

const say = ({ key, params }: Sentence): string => t(key, { ...params, ns: 'views' });

/** All sentences: of each event of an operation, and of each thread as it begins to wait. */
function said(module: Readonly<Record<string, unknown>>): string[] {
  const model = new Model({ module, params: null, seed: 1, timed: true, strategy: random() });
  model.run(5000);
  const { trace } = model;
  const history = new History(trace);
  return Array.from({ length: trace.length }, (_, seq) => {
    const world = history.at(seq + 1, trace.time(seq));
    const waits = world.threads.filter(
      ({ run, sinceEvent }) => run === 'blocked' && sinceEvent === seq,
    );
    const why = waits.flatMap(({ index }) => explainThread(trace, world, index).slice(0, 1));
    return [explainEvent(trace, world.names, seq), ...why].map(say);
  }).flat();
}

it('tells of fork, waiting for children, and exit codes', () => {
  const main = function* (): Steps<void> {
    const family = yield* fork();
    if (family === 0) {
      if ((yield* fork()) === 0) yield* sleep(3);
      else yield* sleep(1);
      yield* leave(0);
    }
    yield* waitpid(-1, WNOHANG);
    yield* waitpid(family);
    if ((yield* fork()) === 0) {
      yield* sleep(4);
      yield* leave(0);
    }
    yield* wait();
  };
  const sentences = said({ main });
  for (const sentence of [
    'MainThread (MainProcess) forked: MainProcess 4001 is a copy of its process and goes on from the same line',
    'MainThread (MainProcess) asked: none of its children has ended yet',
    'Waiting for its child process MainProcess 4001 to end',
    'MainThread (MainProcess) took the exit code of MainProcess 4001: it is gone',
    'MainThread (MainProcess) waited for MainProcess 4001, which has ended',
    'Waiting for a child process to end',
  ]) {
    expect(sentences).toContain(sentence);
  }
  expect(sentences.filter((sentence) => sentence.startsWith('Process 1 took'))).toEqual([
    'Process 1 took the exit code of the orphan MainProcess 4002: it is gone',
  ]);
});

it('a zombie whose parent leaves is taken by process 1', () => {
  const main = function* (): Steps<void> {
    if ((yield* fork()) === 0) {
      if ((yield* fork()) !== 0) yield* sleep(1);
      yield* leave(0);
    }
    yield* wait();
  };
  expect(said({ main }).join('\n')).toContain('Process 1 took the exit code of the orphan');
});

it('a process is joined, not its main thread; a thread of the same process is', () => {
  const rest = (seconds: number) => sleep(seconds);
  const main = function* (): Steps<void> {
    const process = yield* new Process({ target: rest, args: [3], name: 'child' });
    yield* process.start();
    const thread = yield* new Thread({ target: rest, args: [1], name: 'helper' });
    yield* thread.start();
    yield* thread.join();
    yield* process.join();
  };
  const sentences = said({ main, rest });
  for (const sentence of [
    'MainThread (MainProcess) started child',
    'MainThread (MainProcess) started helper',
    'Waiting for helper to end',
    'Waiting for its child process child to end',
  ]) {
    expect(sentences).toContain(sentence);
  }
  expect(sentences.join('\n')).not.toContain('MainThread (child) to end');
});

it('tells of signals', () => {
  const child = () => sleep(5);
  const main = function* (): Steps<void> {
    const process = yield* new Process({ target: child, name: 'worker' });
    yield* process.start();
    yield* process.terminate();
    yield* process.join();
  };
  expect(said({ main, child })).toContain('MainThread (MainProcess) sent SIGTERM to worker');
});

it('tells of connections and bytes', () => {
  const serve = function* (port: number): Steps<void> {
    const server = yield* createServer(['', port]);
    const [connection] = yield* server.accept();
    yield* connection.sendall((yield* connection.recv(100)).toUpperCase());
  };
  const main = function* (): Steps<void> {
    yield* (yield* new Thread({ target: serve, args: [8000], name: 'server' })).start();
    yield* sleep(1);
    const connection = yield* createConnection(['', 8000]);
    yield* sleep(1);
    yield* connection.sendall('hello');
    yield* connection.recv(100);
  };
  const sentences = said({ main, serve });
  for (const sentence of [
    'Waiting for somebody to connect to listener-1',
    'MainThread connected to listener-1',
    'server accepted the connection of MainThread at listener-1',
    'Waiting for bytes: nothing has arrived on connection-2 →',
    "MainThread sent the bytes 'hello' over connection-2 →",
    "server received the bytes 'hello' over connection-2 →",
  ]) {
    expect(sentences).toContain(sentence);
  }
});

it('tells of the threads and tasks of a pool and an executor, and no step of theirs as a call of the program', () => {
  const square = function* (n: number): Steps<number> {
    yield* sleep(0.1);
    return n * n;
  };
  const main = function* (): Steps<void> {
    const pool = yield* new Pool(2);
    yield* pool.map(square, [1, 2, 3]);
    yield* pool.close();
    yield* pool.join();
    const executor = yield* new ThreadPoolExecutor(2);
    const futures = [yield* executor.submit(square, 4), yield* executor.submit(square, 5)];
    yield* waitFor(futures);
    yield* executor.shutdown();
  };
  const sentences = said({ main, square });
  for (const sentence of [
    'MainThread (MainProcess) began to wait for Thread-1 (_handle_workers) to begin',
    'MainThread (MainProcess) went on: Thread-1 (_handle_workers) has begun',
    'MainThread (MainProcess) did a step of the library on pool-1: workers',
    'MainThread (MainProcess) began to wait for its futures',
    'MainThread (MainProcess) terminated those of its children that are daemons',
  ]) {
    expect(sentences).toContain(sentence);
  }
  const called = sentences.flatMap((sentence) => / called (\w+)/.exec(sentence)?.[1] ?? []);
  expect([...new Set(called)].toSorted()).toEqual([
    'atexit',
    'close',
    'get',
    'join',
    'shutdown',
    'submit',
  ]);
});
