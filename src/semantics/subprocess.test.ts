/** subprocess and sockets: rows 175 and 176, and uses of sockets in tutorials. */
import { describe, expect, it } from 'vitest';
import { print } from '../program/builtins.ts';
import { Process } from '../program/multiprocessing.ts';
import { createConnection, createServer, type Socket } from '../program/socket.ts';
import type { Steps } from '../program/steps.ts';
import { call, checkCall, checkOutput, PIPE, Popen, run as start } from '../program/subprocess.ts';
import { sleep } from '../program/time.ts';
import { Phase } from '../trace/format.ts';
import { prints, raised, run } from './process-runs.ts';

describe('subprocess', () => {
  it('175 call and run give the exit code', () => {
    const lines = prints({
      *main(): Steps<void> {
        yield* print(yield* call(['true']), yield* call(['false']));
        yield* print(yield* call(['sh', '-c', 'exit 4']), yield* call(['sh', '-c', 'nonsense']));
        yield* print(yield* raised(call(['nonsense'])));
        yield* print(yield* raised(checkCall(['false'])));
        yield* print(yield* raised(start(['sleep', '9'], { timeout: 0.5 })));
        yield* print(yield* call(['echo', 'one', 'two']));
        const { stdout } = yield* start(['nslookup', 'example.com'], { captureOutput: true });
        yield* print((stdout ?? '').includes('Address: 198.51.100.7'));
        yield* print((yield* start(['nslookup', 'nowhere.invalid'])).returncode);
        yield* print((yield* checkOutput(['echo', 'hi'])) === 'hi\n');
      },
    });
    expect(lines).toEqual([
      '0 1',
      '4 127',
      "FileNotFoundError: [Errno 2] No such file or directory: 'nonsense'",
      "subprocess.CalledProcessError: Command '['false']' returned non-zero exit status 1.",
      "subprocess.TimeoutExpired: Command '['sleep', '9']' timed out after 0.5 seconds",
      'one two',
      '0',
      'True',
      "** server can't find nowhere.invalid: NXDOMAIN",
      '1',
      'True',
    ]);
  });

  it('176 Popen is polled, waited for, terminated, talked to', () => {
    const lines = prints({
      *main(): Steps<void> {
        const p = yield* new Popen(['sleep', '2']);
        yield* print(yield* p.poll(), p.returncode);
        yield* print(yield* raised(p.wait(0.1)));
        yield* print(yield* p.wait(), yield* p.poll(), p.returncode);
        yield* p.terminate();
        yield* p.kill();
        const q = yield* new Popen(['sleep', '9']);
        yield* q.terminate();
        yield* print(yield* q.wait());
        const c = yield* new Popen(['cat'], { stdin: PIPE, stdout: PIPE });
        yield* print(yield* c.communicate('to and fro\n'), c.returncode);
      },
    });
    expect(lines).toEqual([
      'None None',
      "subprocess.TimeoutExpired: Command '['sleep', '2']' timed out after 0.1 seconds",
      '0 0 0',
      '-15',
      "('to and fro\\n', None) 0",
    ]);
  });
});

describe('socket', () => {
  function* serve(server: Socket): Steps<void> {
    for (let n = 0; n < 2; n++) {
      const [connection] = yield* server.accept();
      const p = yield* new Process({ target: upper, args: [connection] });
      yield* p.start();
      yield* connection.close();
    }
  }
  function* upper(connection: Socket): Steps<void> {
    for (;;) {
      const text = yield* connection.recv(1024);
      if (text === '') break;
      yield* connection.sendall(text.toUpperCase());
    }
    yield* connection.close();
  }

  it('serves each client in a process of its own', () => {
    const lines = prints({
      *main(): Steps<void> {
        const server = yield* createServer(['', 8000]);
        const p = yield* new Process({ target: serve, args: [server] });
        yield* p.start();
        yield* server.close();
        for (const word of ['one', 'zwölf']) {
          const client = yield* createConnection(['localhost', 8000]);
          yield* print(yield* client.send(word));
          yield* print(yield* client.recv(1024));
          yield* client.close();
        }
        yield* p.join();
        yield* print(yield* raised(createConnection(['localhost', 8000])));
      },
      serve,
      upper,
    });
    expect(lines).toEqual([
      '3',
      'ONE',
      '6',
      'ZWÖLF',
      'ConnectionRefusedError: [Errno 111] Connection refused',
    ]);
  });

  it('keeps in the backlog whom nobody has accepted yet', () => {
    const { trace } = run({
      *main(): Steps<void> {
        const server = yield* createServer(['', 8000]);
        for (let n = 0; n < 2; n++) yield* createConnection(['localhost', 8000]);
        yield* server.accept();
      },
    });
    const said = Array.from({ length: trace.length }, (_, seq) => trace.event(seq)).filter(
      ({ phase, op }) =>
        phase === Phase.done && ['connect', 'accept'].includes(trace.ops[op]?.name ?? ''),
    );
    const [first, second, accepted] = said;
    expect(said.map(({ value }) => value)).toEqual([1, 2, 1]);
    expect(new Set(said.map(({ object }) => trace.objects[object]?.kind))).toEqual(
      new Set(['listener']),
    );
    expect([first?.text, second?.text]).toEqual(['connection-2', 'connection-4']);
    expect(accepted?.cause).toBe(first?.seq);
  });

  it('is a stream of bytes without boundaries, which ends', () => {
    const lines = prints({
      *main(): Steps<void> {
        const server = yield* createServer(['', 0]);
        const [, port] = yield* server.getsockname();
        const client = yield* createConnection(['', port]);
        const [connection] = yield* server.accept();
        yield* client.send('ab');
        yield* client.send('cdéf');
        yield* print(
          yield* connection.recv(3),
          yield* connection.recv(3),
          yield* connection.recv(9),
        );
        yield* client.close();
        yield* print((yield* connection.recv(9)) === '');
        yield* print(yield* raised(connection.send('x')));
        yield* print(yield* raised(client.send('x')));
        yield* print(yield* raised(createServer(['', port])));
      },
    });
    expect(lines).toEqual([
      'abc dé f',
      'True',
      'ok',
      'OSError: [Errno 9] Bad file descriptor',
      "OSError: [Errno 98] Address already in use (while attempting to bind on address ('0.0.0.0', 49152))",
    ]);
  });

  it('is closed by with', () => {
    const lines = prints({
      *main(): Steps<void> {
        const server = yield* createServer(['', 8000]);
        const client = yield* server.with(function* () {
          const made = yield* createConnection(['', 8000]);
          const [connection] = yield* server.accept();
          yield* connection.with((open) => open.sendall('hi'));
          return made;
        });
        yield* print(yield* client.recv(9), (yield* client.recv(9)) === '');
        yield* print(yield* raised(createConnection(['', 8000])));
      },
    });
    const refused = 'ConnectionRefusedError: [Errno 111] Connection refused';
    expect(lines).toEqual(['hi True', refused]);
  });

  it('accept waits for a client', () => {
    function* late(port: number): Steps<void> {
      yield* sleep(1);
      const client = yield* createConnection(['', port]);
      yield* client.send('here');
    }
    const { printed, seconds } = run({
      *main(): Steps<void> {
        const server = yield* createServer(['', 8000]);
        const p = yield* new Process({ target: late, args: [8000] });
        yield* p.start();
        const [connection] = yield* server.accept();
        yield* print(yield* connection.recv(10), (yield* connection.recv(10)) === '');
      },
      late,
    });
    expect(printed).toEqual(['here True']);
    expect(seconds).toBeGreaterThanOrEqual(1);
  });
});
