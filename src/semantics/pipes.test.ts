/** multiprocessing's queues and pipes: rows 126 to 138, by their numbers. */
import { describe, expect, it } from 'vitest';
import { print } from '../program/builtins.ts';
import {
  type Connection,
  JoinableQueue,
  pipe,
  Process,
  Queue,
  setStartMethod,
  SimpleQueue,
} from '../program/multiprocessing.ts';
import type { Steps } from '../program/steps.ts';
import { sleep } from '../program/time.ts';
import { prints, raised, run } from './process-runs.ts';

const HUGE = 'x'.repeat(100_000);

describe('multiprocessing.Queue', () => {
  it('126 is first in first out, and Empty at once for a negative timeout', () => {
    const lines = prints({
      *main(): Steps<void> {
        const q = yield* new Queue();
        for (const item of [1, 'two', [3]]) yield* q.put(item);
        yield* print(yield* q.get(), yield* q.get(), yield* q.get());
        yield* print(yield* raised(q.get(true, 0.1)), yield* raised(q.getNowait()));
        yield* print(yield* raised(q.get(true, -1)));
      },
    });
    expect(lines).toEqual(['1 two [3]', 'Empty Empty', 'Empty']);
  });

  it('127 copies what is put', () => {
    const lines = prints({
      *main(): Steps<void> {
        const q = yield* new Queue();
        const list = [1];
        yield* q.put(list);
        list.push(2);
        yield* print(yield* q.get());
      },
    });
    expect(lines).toEqual(['[1]']);
  });

  it('128 has a maxsize', () => {
    const lines = prints({
      *main(): Steps<void> {
        const q = yield* new Queue(2);
        yield* q.put(1);
        yield* print(yield* q.qsize(), yield* q.full(), yield* q.empty());
        yield* q.put(2);
        yield* print(yield* q.full());
        yield* print(yield* raised(q.putNowait(3)), yield* raised(q.put(3, true, 0.1)));
        yield* print(yield* raised(q.put(3, false)), yield* raised(q.put(3, true, -1)));
      },
    });
    expect(lines).toEqual(['1 False False', 'True', 'Full Full', 'Full Full']);
  });

  it('129 is closed for the process that closed it', () => {
    const closed = 'ValueError: Queue <multiprocessing.queues.Queue object at 0x> is closed';
    const lines = prints({
      *main(): Steps<void> {
        const q = yield* new Queue();
        yield* print(yield* raised(q.joinThread()));
        const p = yield* new Process({ target: putOne, args: [q] });
        yield* q.close();
        yield* q.close();
        yield* print(yield* raised(q.put(1)));
        yield* print(yield* raised(q.get()));
        yield* print(yield* raised(q.joinThread()));
        yield* p.start();
        yield* p.join();
        yield* print(yield* p.exitcode());
      },
      putOne,
    });
    expect(lines.map((line) => line.replace(/0x[0-9a-f]+/, '0x'))).toEqual([
      'AssertionError: Queue <multiprocessing.queues.Queue object at 0x> not closed',
      closed,
      closed,
      'ok',
      '0',
    ]);
  });
  function* putOne(q: Queue): Steps<void> {
    yield* q.put(1);
  }

  function* putAll(q: Queue, items: unknown[]): Steps<void> {
    for (const item of items) yield* q.put(item);
    yield* print('put');
  }

  it('131 keeps a process from its end until what it put is taken', () => {
    const main = (order: 'join' | 'get', item: string) => ({
      *main(): Steps<void> {
        const q = yield* new Queue();
        const p = yield* new Process({ target: putAll, args: [q, [item]] });
        yield* p.start();
        if (order === 'join') yield* p.join();
        const got = (yield* q.get()) as string;
        if (order === 'get') yield* p.join();
        yield* print(got.length);
      },
      putAll,
    });
    expect(run(main('join', HUGE))).toMatchObject({ end: 'deadlock', printed: ['put'] });
    expect(prints(main('get', HUGE)).toSorted()).toEqual(['100000', 'put']);
    expect(prints(main('join', 'small'))).toEqual(['put', '5']);
  });

  it('132 JoinableQueue knows what is done', () => {
    function* consume(q: JoinableQueue<number>): Steps<void> {
      for (;;) {
        yield* q.get();
        yield* sleep(1);
        yield* q.taskDone();
      }
    }
    const lines = prints({
      *main(): Steps<void> {
        const q = yield* new JoinableQueue<number>();
        yield* q.join();
        const p = yield* new Process({ target: consume, args: [q], daemon: true });
        yield* p.start();
        yield* q.put(1);
        yield* q.put(2);
        yield* q.join();
        yield* print('done');
        yield* print(yield* raised(q.taskDone()));
      },
      consume,
    });
    expect(lines).toEqual(['done', 'ValueError: task_done() called too many times']);
  });

  it('133 SimpleQueue puts, gets, is empty and closes', () => {
    function* echo(a: SimpleQueue<number>, b: SimpleQueue<number>): Steps<void> {
      yield* b.put(2 * (yield* a.get()));
    }
    const lines = prints({
      *main(): Steps<void> {
        const a = yield* new SimpleQueue<number>();
        const b = yield* new SimpleQueue<number>();
        yield* print(yield* a.empty());
        yield* a.put(21);
        yield* print(yield* a.empty());
        const p = yield* new Process({ target: echo, args: [a, b] });
        yield* p.start();
        yield* print(yield* b.get());
        yield* a.close();
        yield* print(yield* raised(a.put(1)), '|', yield* raised(a.empty()));
      },
      echo,
    });
    expect(lines).toEqual([
      'True',
      'False',
      '42',
      'OSError: handle is closed | OSError: handle is closed',
    ]);
  });
});

describe('multiprocessing.Pipe', () => {
  it('134 goes both ways and can be polled', () => {
    const lines = prints({
      *main(): Steps<void> {
        const [a, b] = yield* pipe();
        yield* print(yield* a.poll(), yield* a.poll(0.1));
        yield* b.send({ x: [1] });
        yield* b.send('second');
        yield* a.send(3);
        yield* print(yield* a.poll(), yield* a.recv(), yield* a.recv(), yield* b.recv());
      },
    });
    expect(lines).toEqual(['False False', "True {'x': [1]} second 3"]);
  });

  it('135 one way only', () => {
    const lines = prints({
      *main(): Steps<void> {
        const [reader, writer] = yield* pipe(false);
        yield* print(yield* raised(reader.send(1)));
        yield* print(yield* raised(writer.recv()));
        yield* print(yield* raised(writer.poll()));
        yield* writer.send(1);
        yield* print(yield* reader.recv());
      },
    });
    expect(lines).toEqual([
      'OSError: connection is read-only',
      'OSError: connection is write-only',
      'OSError: connection is write-only',
      '1',
    ]);
  });

  function* say(end: Connection): Steps<void> {
    yield* end.send('hello');
  }

  it('135 that is closed says so before anything else', () => {
    const lines = prints({
      *main(): Steps<void> {
        for (const end of yield* pipe(false)) {
          yield* end.close();
          for (const use of [end.send(1), end.recv(), end.poll(), end.poll(1), end.recvBytes()])
            yield* print(yield* raised(use));
        }
      },
    });
    expect(lines).toEqual(Array(10).fill('OSError: handle is closed'));
  });

  it.each(['fork', 'spawn'] as const)('135 that is closed does not travel by %s', (method) => {
    function* sends(end: Connection): Steps<void> {
      yield* print(yield* raised(end.send(1)));
    }
    const lines = prints({
      sends,
      *main(): Steps<void> {
        yield* setStartMethod(method);
        const [a, b] = yield* pipe();
        yield* b.close();
        const child = yield* new Process({ target: sends, args: [b] });
        const started = yield* raised(child.start());
        if (method === 'fork') yield* child.join();
        yield* print(started);
        yield* print(yield* raised(a.send(b)));
        yield* print(yield* raised(a.send(1)));
      },
    });
    const closed = 'OSError: handle is closed';
    expect(lines).toEqual([
      ...(method === 'fork' ? [closed, 'ok'] : [closed]),
      closed,
      'BrokenPipeError: [Errno 32] Broken pipe',
    ]);
  });

  it('136 ends once the other end is closed everywhere', () => {
    const main = (closes: boolean, method: 'fork' | 'spawn' = 'fork') => ({
      *main(): Steps<void> {
        yield* setStartMethod(method);
        const [ours, theirs] = yield* pipe();
        const p = yield* new Process({ target: say, args: [theirs] });
        yield* p.start();
        if (closes) yield* theirs.close();
        yield* print(yield* ours.recv());
        yield* p.join();
        if (closes) yield* print(yield* ours.poll());
        yield* print(yield* raised(ours.recv()));
      },
      say,
    });
    expect(prints(main(true))).toEqual(['hello', 'True', 'EOFError']);
    expect(run(main(false))).toMatchObject({ end: 'deadlock', printed: ['hello'] });
  });

  it('136 a forked child has its own copy of the other end', () => {
    function* listen(end: Connection): Steps<void> {
      yield* print(yield* raised(end.recv()));
    }
    const main = (method: 'fork' | 'spawn') => ({
      *main(): Steps<void> {
        yield* setStartMethod(method);
        const [ours, theirs] = yield* pipe();
        const p = yield* new Process({ target: listen, args: [theirs] });
        yield* p.start();
        yield* ours.close();
        yield* p.join();
      },
      listen,
    });
    expect(run(main('fork')).end).toBe('deadlock');
    expect(prints(main('spawn'))).toEqual(['EOFError']);
  });

  it('137 breaks, and is of no use after close', () => {
    const lines = prints({
      *main(): Steps<void> {
        const [a, b] = yield* pipe();
        yield* b.close();
        yield* b.close();
        yield* print(yield* raised(a.send(1)));
        for (const use of [b.send(1), b.recv(), b.poll()]) yield* print(yield* raised(use));
      },
    });
    expect(lines).toEqual([
      'BrokenPipeError: [Errno 32] Broken pipe',
      ...Array<string>(3).fill('OSError: handle is closed'),
    ]);
  });

  it('137 with closes; a message that is too long ends the receiving', () => {
    const lines = prints({
      *main(): Steps<void> {
        const [a, b] = yield* pipe();
        yield* a.sendBytes('hello');
        yield* print(yield* b.recvBytes(5));
        yield* a.sendBytes('zwölf');
        yield* print(yield* raised(b.recvBytes(-1)), '|', yield* raised(b.recvBytes(5)));
        yield* print(yield* raised(b.recv()), yield* raised(b.send(1)), yield* a.recv());
        const [reader, writer] = yield* pipe(false);
        yield* writer.sendBytes('hello');
        yield* print(yield* raised(reader.recvBytes(3)), '|', yield* raised(reader.recvBytes()));
        yield* print(yield* raised(writer.sendBytes('')));
        yield* print(yield* a.with((open) => open.poll()), yield* raised(a.send(1)));
      },
    });
    expect(lines).toEqual([
      'hello',
      'ValueError: negative maxlength | OSError: bad message length',
      'OSError: connection is write-only ok 1',
      'OSError: bad message length | OSError: handle is closed',
      'BrokenPipeError: [Errno 32] Broken pipe',
      'False OSError: handle is closed',
    ]);
  });

  it('138 holds a sender back while it is full', () => {
    function* sendTwo(end: Connection): Steps<void> {
      yield* end.send(HUGE);
      yield* print('sent');
    }
    const lines = prints({
      *main(): Steps<void> {
        const [ours, theirs] = yield* pipe();
        const p = yield* new Process({ target: sendTwo, args: [theirs] });
        yield* p.start();
        yield* p.join(1);
        yield* print('still', yield* p.isAlive());
        yield* ours.recv();
        yield* p.join();
      },
      sendTwo,
    });
    expect(lines).toEqual(['still True', 'sent']);
  });
});
