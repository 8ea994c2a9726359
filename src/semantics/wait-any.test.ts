/** multiprocessing.connection.wait and Process.sentinel: rows 106 and 125, by their numbers. */
import { describe, expect, it } from 'vitest';
import { print } from '../program/builtins.ts';
import { connection, type Connection, pipe, Process } from '../program/multiprocessing.ts';
import { _exit, fork } from '../program/os.ts';
import { createConnection, createServer } from '../program/socket.ts';
import type { Steps } from '../program/steps.ts';
import { monotonic, sleep } from '../program/time.ts';
import { Phase } from '../trace/format.ts';
import { prints, raised, run } from './process-runs.ts';

function* sleeper(seconds: number): Steps<void> {
  yield* sleep(seconds);
}

function* parentOfOrphan(): Steps<void> {
  if ((yield* fork()) === 0) {
    yield* sleep(0.5);
    yield* _exit(0);
  }
  yield* _exit(0);
}

function* sayLater(end: Connection, seconds: number): Steps<void> {
  yield* sleep(seconds);
  yield* end.send(`after ${seconds}`);
}

describe('sentinel', () => {
  it('106 is not there before start() and after close()', () => {
    const lines = prints({
      *main(): Steps<void> {
        const p = yield* new Process({ target: sleeper, args: [0.1] });
        yield* print(yield* raised(p.sentinel()));
        yield* p.start();
        yield* p.sentinel();
        yield* p.join();
        yield* p.close();
        yield* print(yield* raised(p.sentinel()));
      },
      sleeper,
    });
    expect(lines).toEqual([
      'ValueError: process not started',
      'ValueError: process object is closed',
    ]);
  });

  it('125 becomes ready when the process ends', () => {
    const lines = prints({
      *main(): Steps<void> {
        const slow = yield* new Process({ target: sleeper, args: [2] });
        const quick = yield* new Process({ target: sleeper, args: [1] });
        yield* slow.start();
        yield* quick.start();
        const ends = [yield* slow.sentinel(), yield* quick.sentinel()];
        yield* print((yield* connection.wait(ends, 0)).length, yield* quick.exitcode());
        const first = yield* connection.wait(ends);
        yield* print(first[0] === ends[1], first.length, yield* monotonic());
        yield* print(yield* quick.isAlive(), yield* slow.isAlive());
        // It stays ready.
        yield* print(
          (yield* connection.wait(ends)).length,
          (yield* connection.wait(ends, 5)).length,
        );
        yield* slow.join();
        yield* print((yield* connection.wait(ends)).length);
      },
      sleeper,
    });
    expect(lines).toEqual(['0 None', 'True 1 1', 'False True', '1 1', '2']);
  });

  it('125 waits for what was forked from the process, too', () => {
    const lines = prints({
      *main(): Steps<void> {
        const p = yield* new Process({ target: parentOfOrphan });
        yield* p.start();
        const end = yield* p.sentinel();
        yield* p.join();
        yield* print((yield* connection.wait([end], 0)).length);
        yield* connection.wait([end]);
        yield* print(yield* monotonic(), yield* p.exitcode());
      },
      parentOfOrphan,
    });
    expect(lines).toEqual(['0', '0.5 0']);
  });
});

describe('connection.wait', () => {
  it('125 comes back with those that are ready, in the order given', () => {
    const lines = prints({
      *main(): Steps<void> {
        const [a, b] = yield* pipe();
        const [c, d] = yield* pipe(false);
        yield* print((yield* connection.wait([a, b, c], 0)).length);
        yield* print((yield* connection.wait([a], -1)).length);
        yield* b.send(1);
        const one = yield* connection.wait([c, a], 0);
        yield* print(one.length, one[0] === a);
        yield* d.close();
        const two = yield* connection.wait([c, a]);
        yield* print(two.length, two[0] === c, two[1] === a);
        yield* a.close();
        yield* print(yield* raised(connection.wait([a], 0)));
        yield* print((yield* raised(connection.wait([b, b], 0))).split(':')[0]);
      },
    });
    const closed = 'OSError: handle is closed';
    expect(lines).toEqual(['0', '0', '1 True', '2 True True', closed, 'KeyError']);
  });

  it('125 the writing end of a pipe is ready once nobody can receive', () => {
    const lines = prints({
      *main(): Steps<void> {
        const [reader, writer] = yield* pipe(false);
        yield* print((yield* connection.wait([writer], 0)).length);
        yield* reader.close();
        yield* print((yield* connection.wait([writer])).length);
      },
    });
    expect(lines).toEqual(['0', '1']);
  });

  it('125 waits for the first of several, and gives up in time', () => {
    const { printed, trace } = run({
      *main(): Steps<void> {
        const [a, childsA] = yield* pipe();
        const [b, childsB] = yield* pipe();
        const [c, childsC] = yield* pipe();
        for (const [end, seconds] of [
          [childsA, 3],
          [childsB, 1],
          [childsC, 2],
        ] as const) {
          const p = yield* new Process({ target: sayLater, args: [end, seconds] });
          yield* p.start();
        }
        const first = yield* connection.wait([a, b], 0.5);
        yield* print(first.length, yield* monotonic());
        const [ready] = yield* connection.wait([a, b]);
        yield* print(ready === b, yield* monotonic(), yield* b.recv());
        yield* print(yield* a.recv(), yield* c.recv());
      },
      sayLater,
    });
    expect(printed).toEqual(['0 0.5', 'True 1 after 1', 'after 3 after 2']);
    // No thread is woken for an object that it does not wait for.
    const wakes = Array.from({ length: trace.length }, (_, seq) => trace.event(seq)).filter(
      ({ phase, op }) => phase === Phase.wake && trace.ops[op]?.name === 'send',
    );
    expect(wakes.length).toBe(2);
  });

  it('125 takes sockets', () => {
    const lines = prints({
      *main(): Steps<void> {
        const server = yield* createServer(['localhost', 8000]);
        yield* print((yield* connection.wait([server], 0)).length);
        const client = yield* createConnection(['localhost', 8000]);
        yield* print((yield* connection.wait([server, client])).length);
        const [peer] = yield* server.accept();
        yield* peer.send('hello');
        const [ready] = yield* connection.wait([server, client]);
        yield* print(ready === client, yield* client.recv(10));
      },
    });
    expect(lines).toEqual(['0', '1', 'True hello']);
  });
});
