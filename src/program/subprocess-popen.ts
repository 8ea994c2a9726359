/** subprocess.Popen. */
import { code } from '../kernel/ops.ts';
import { except } from './exceptions.ts';
import { FOR_POPEN } from '../kernel/primitives/process-wait.ts';
import { tuple } from '../kernel/values.ts';
import { Handle, patience, requireCreated, travels, unpackValue } from './handle.ts';
import { leaving } from './leaving.ts';
import { wait as waitForAny } from './multiprocessing-connection.ts';
import { pipe, type Connection } from './multiprocessing-pipe.ts';
import { kill } from './os.ts';
import { step, type Steps } from './steps.ts';
import { TimeoutExpired, type Command, type Written } from './subprocess-errors.ts';
import type { Argv } from './subprocess-program.ts';
import { programName, requireProgram } from './subprocess-programs.ts';
import { startProgram, type Sink } from './subprocess-streams.ts';
import { monotonic } from './time.ts';

/** A stream that is a pipe to the parent. */
export const PIPE = -1;
/** For stderr: the same destination as stdout. */
export const STDOUT = -2;
/** A stream connected to /dev/null. */
export const DEVNULL = -3;

export interface PopenOptions {
  /** Default: the terminal of the parent. */
  readonly stdin?: typeof PIPE | typeof DEVNULL;
  /** Default: the console. */
  readonly stdout?: typeof PIPE | typeof DEVNULL;
  /** Default: the console. */
  readonly stderr?: typeof PIPE | typeof STDOUT | typeof DEVNULL;
  /** Runs the command in a shell: /bin/sh -c. */
  readonly shell?: boolean;
}

function argvOf(command: Command, shell: boolean): Argv {
  const words: Argv = typeof command === 'string' ? [command] : command;
  return shell ? ['/bin/sh', '-c', ...words] : words;
}

/** A started program. Its `id` is its process. */
export class Popen extends Handle {
  readonly args: Command;
  stdin: Connection | null = null;
  stdout: Connection | null = null;
  stderr: Connection | null = null;
  pid = 0;
  /** null until poll() or wait() has seen its end. */
  returncode: number | null = null;
  /** Output read by communicate() so far. */
  readonly heard = { stdout: '', stderr: '' };
  readonly #options: PopenOptions;

  /** Raises FileNotFoundError, on creation, if there is no such program. */
  constructor(command: Command, options: PopenOptions = {}) {
    super();
    this.args = command;
    this.#options = options;
  }

  protected override *create(): Steps<number> {
    const { stdin, stdout, stderr, shell = false } = this.#options;
    const argv = argvOf(this.args, shell);
    requireProgram(argv);
    const ends = function* (stream: string, way?: number): Steps<[Connection, Connection] | null> {
      return way === PIPE ? yield* pipe(false, `${programName(argv[0])}.${stream}`) : null;
    };
    const input = yield* ends('stdin', stdin);
    const output = yield* ends('stdout', stdout);
    const error = yield* ends('stderr', stderr);
    const outputSink: Sink = output?.[1] ?? (stdout === DEVNULL ? null : 'stdout');
    const errorSink: Sink = error?.[1] ?? (stderr === DEVNULL ? null : 'stderr');
    const process = yield* startProgram(argv, {
      input: input?.[0] ?? (stdin === DEVNULL ? null : 'terminal'),
      output: outputSink,
      error: stderr === STDOUT ? outputSink : errorSink,
    });
    this.pid = yield* step<number>(code['process.ident'], process);
    yield* closeAll(input?.[0], output?.[1], error?.[1]);
    this.stdin = input?.[1] ?? null;
    this.stdout = output?.[0] ?? null;
    this.stderr = error?.[0] ?? null;
    return process;
  }

  /** Its exit code; null while it runs. */
  *poll(): Steps<number | null> {
    try {
      return yield* this.wait(0);
    } catch (error) {
      except(error, 'subprocess.TimeoutExpired');
      return null;
    }
  }

  /** Waits for its exit code. Raises TimeoutExpired after `timeout` seconds. */
  *wait(timeout?: number): Steps<number> {
    requireCreated(this);
    if (this.returncode !== null) return this.returncode;
    const [pid, status] = yield* statusOf(this.pid, patience(timeout));
    if (pid === 0) throw new TimeoutExpired(this.args, timeout ?? 0);
    const signal = status & 0x7f;
    this.returncode = signal === 0 ? status >> 8 : -signal;
    return this.returncode;
  }

  /**
   * Sends the input, reads the output to its end and waits; returns [stdout, stderr], null for streams without a pipe.
   * After TimeoutExpired the program continues, and communicate() may be called again.
   */
  *communicate(input?: string, timeout?: number): Steps<readonly [string | null, string | null]> {
    requireCreated(this);
    const end = timeout === undefined ? undefined : (yield* monotonic()) + timeout;
    if (this.stdin !== null) yield* feed(this.stdin, input ?? '');
    this.stdin = null;
    try {
      yield* listen(this, end);
      yield* this.wait(end && (yield* timeUntil(end)));
    } catch (error) {
      except(error, 'subprocess.TimeoutExpired');
      const { stdout, stderr } = this.heard;
      throw new TimeoutExpired(this.args, timeout ?? 0, {
        stdout: stdout || null,
        stderr: stderr || null,
      });
    }
    const { stdout, stderr } = writtenOf(this);
    return tuple(stdout, stderr);
  }

  *sendSignal(signal: number): Steps<void> {
    if ((yield* this.poll()) === null) yield* kill(this.pid, signal);
  }

  /** SIGTERM; no error once the program has ended. */
  *terminate(): Steps<void> {
    if ((yield* this.poll()) === null) yield* step<void>(code['process.terminate'], this.id);
  }

  *kill(): Steps<void> {
    if ((yield* this.poll()) === null) yield* step<void>(code['process.kill'], this.id);
  }

  /** `with Popen(…) as p:`, which ends with its streams closed and its exit code known. */
  with<R>(body: (process: this) => Steps<R>): Steps<R> {
    requireCreated(this);
    return leaving(body(this), () => leave(this));
  }
}
travels('Popen', Popen);

/** Pid and status once it has ended. If os.wait() has taken the status, it is unknown and reported as 0. */
function* statusOf(pid: number, limit: number): Steps<[number, number]> {
  try {
    const told = yield* step<string>(code['os.wait'], -1, pid, limit, FOR_POPEN);
    return unpackValue(told) as [number, number];
  } catch (error) {
    except(error, 'ChildProcessError');
    return [pid, 0];
  }
}

export const writtenOf = ({ stdout, stderr, heard }: Popen): Written => ({
  stdout: stdout && heard.stdout,
  stderr: stderr && heard.stderr,
});

function* leave(process: Popen): Steps<void> {
  yield* closeAll(process.stdout, process.stderr, process.stdin);
  yield* process.wait();
}

function* closeAll(...ends: readonly (Connection | null | undefined)[]): Steps<void> {
  for (const end of ends) if (end) yield* end.close();
}

/** It is no error if the program ends before it has read everything. */
function* feed(stdin: Connection, input: string): Steps<void> {
  try {
    if (input !== '') yield* stdin.send(input);
  } catch (error) {
    except(error, 'BrokenPipeError');
  }
  yield* stdin.close();
}

function* timeUntil(end: number): Steps<number> {
  return Math.max(0, end - (yield* monotonic()));
}

/** Reads both streams to their ends, whichever has data first. */
function* listen(process: Popen, end: number | undefined): Steps<void> {
  const open = new Map<Connection, keyof Written>();
  if (process.stdout !== null) open.set(process.stdout, 'stdout');
  if (process.stderr !== null) open.set(process.stderr, 'stderr');
  while (open.size > 0) {
    for (const stream of yield* readyOf(process, [...open.keys()], end)) {
      try {
        process.heard[open.get(stream)!] += (yield* stream.recv()) as string;
      } catch (error) {
        // The program was killed in the middle of a message.
        except(error, 'EOFError', 'OSError');
        open.delete(stream);
      }
    }
  }
}

function* readyOf(
  process: Popen,
  open: readonly Connection[],
  end: number | undefined,
): Steps<readonly Connection[]> {
  if (open.length === 1 && end === undefined) return open;
  const limit = end === undefined ? null : yield* timeUntil(end);
  const ready = (yield* waitForAny(open, limit)) as Connection[];
  if (ready.length === 0) throw new TimeoutExpired(process.args, 0);
  return ready;
}
