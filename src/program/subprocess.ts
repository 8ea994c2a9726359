/**
 * Python's `subprocess` (docs.python.org/3/library/subprocess.html), for the small programs that live in the page
 * (subprocess-programs.ts). Times are seconds; output is text.
 */
import { PyError } from '../kernel/errors.ts';
import { code } from '../kernel/ops.ts';
import { repr } from '../kernel/packed.ts';
import { registerBuiltin, type AnyBody } from './bodies.ts';
import { print } from './builtins.ts';
import { except } from './exceptions.ts';
import { Handle, patience, travels, unpackValue } from './handle.ts';
import { pipe, type Connection } from './multiprocessing-pipe.ts';
import { step, type Steps } from './steps.ts';
import { programs, requireProgram } from './subprocess-programs.ts';
import { exit, stdin } from './sys.ts';
import { packJob } from './threading-thread.ts';
import { monotonic } from './time.ts';

/** A stream that leads to the parent. */
export const PIPE = -1;

export interface PopenOptions {
  readonly stdin?: typeof PIPE;
  /** Default: the console. */
  readonly stdout?: typeof PIPE;
}

export interface RunOptions {
  /** Keeps the output for the parent. */
  readonly captureOutput?: boolean;
  /** Raises CalledProcessError for an exit code other than 0. */
  readonly check?: boolean;
  /** Kills it and raises TimeoutExpired after so many seconds. */
  readonly timeout?: number;
  /** Its standard input. */
  readonly input?: string;
}

type Command = readonly [program: string, ...args: string[]];

export class CalledProcessError extends PyError {
  readonly returncode: number;
  readonly output: string | null;

  constructor(command: Command, returncode: number, output: string | null) {
    const how =
      returncode < 0
        ? `died with signal ${-returncode}`
        : `returned non-zero exit status ${returncode}`;
    super('subprocess.CalledProcessError', `Command '${repr(command)}' ${how}.`);
    this.returncode = returncode;
    this.output = output;
  }
}

const timeoutExpired = (command: Command, seconds: number): PyError =>
  new PyError(
    'subprocess.TimeoutExpired',
    `Command '${repr(command)}' timed out after ${seconds} seconds`,
  );

function* runProgram(
  [name, ...args]: Command,
  input: Connection | null,
  output: Connection | null,
): Steps<void> {
  const write = function* (text: string): Steps<void> {
    if (output === null) yield* print(text);
    else yield* output.send(`${text}\n`);
  };
  const read = () => (input === null ? readTerminal() : readAll(input));
  exit(yield* programs[name]!({ args, write, read }));
}
registerBuiltin('subprocess.run', runProgram as AnyBody);

/** All that is typed until the end of input. */
function* readTerminal(): Steps<string> {
  let text = '';
  for (;;) {
    const line = yield* stdin.readline();
    if (line === '') return text;
    text += line;
  }
}

/** All that comes until the end. */
function* readAll(stream: Connection, until?: () => Steps<void>): Steps<string> {
  let text = '';
  for (;;) {
    try {
      if (until !== undefined) yield* until();
      text += (yield* stream.recv()) as string;
    } catch (error) {
      except(error, 'EOFError');
      return text;
    }
  }
}

/** A program that was started. Its `id` is its process. */
export class Popen extends Handle {
  readonly command: Command;
  stdin: Connection | null = null;
  stdout: Connection | null = null;
  pid = 0;
  /** null until somebody has asked after its end. */
  returncode: number | null = null;
  readonly #options: PopenOptions;

  /** Raises FileNotFoundError, when it is created, where there is no such program. */
  constructor(command: Command, options: PopenOptions = {}) {
    super();
    this.command = command;
    this.#options = options;
  }

  protected override *create(): Steps<number> {
    const { command } = this;
    requireProgram(command[0]);
    const stream = (name: string) => pipe(false, `${command[0]}.${name}`);
    const input = this.#options.stdin === PIPE ? yield* stream('stdin') : null;
    const output = this.#options.stdout === PIPE ? yield* stream('stdout') : null;
    const args: Parameters<typeof runProgram> = [command, input?.[0] ?? null, output?.[1] ?? null];
    const job = JSON.parse(
      packJob({ target: runProgram, args, name: command[0] }) as string,
    ) as object;
    const packed = JSON.stringify({ ...job, program: true });
    const process = yield* step<number>(code['process.create'], -1, 0, -1, packed);
    yield* step<void>(code['process.start'], process);
    this.pid = yield* step<number>(code['process.ident'], process);
    if (input !== null) yield* input[0].close();
    if (output !== null) yield* output[1].close();
    this.stdin = input?.[1] ?? null;
    this.stdout = output?.[0] ?? null;
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
    if (this.returncode !== null) return this.returncode;
    const told = yield* step<string>(code['os.wait'], -1, this.pid, patience(timeout));
    const [pid, status] = unpackValue(told) as [number, number];
    if (pid === 0) throw timeoutExpired(this.command, timeout ?? 0);
    const signal = status & 0x7f;
    this.returncode = signal === 0 ? status >> 8 : -signal;
    return this.returncode;
  }

  /** Gives it its input, reads its output to the end and waits; [output, null]. */
  *communicate(input?: string, timeout?: number): Steps<[string | null, null]> {
    const end = timeout === undefined ? undefined : (yield* monotonic()) + timeout;
    if (this.stdin !== null) {
      if (input !== undefined && input !== '') yield* this.stdin.send(input);
      yield* this.stdin.close();
      this.stdin = null;
    }
    const { stdout, command } = this;
    const left = function* (): Steps<number> {
      return end === undefined ? Infinity : Math.max(0, end - (yield* monotonic()));
    };
    const inTime = function* (): Steps<void> {
      if (timeout === undefined || stdout === null) return;
      if (!(yield* stdout.poll(yield* left()))) throw timeoutExpired(command, timeout);
    };
    const output = stdout === null ? null : yield* readAll(stdout, inTime);
    try {
      yield* this.wait(end === undefined ? undefined : yield* left());
    } catch (error) {
      except(error, 'subprocess.TimeoutExpired');
      throw timeoutExpired(command, timeout ?? 0);
    }
    return [output, null];
  }

  /** SIGTERM; no error once it has ended. */
  *terminate(): Steps<void> {
    if (this.returncode === null) yield* step<void>(code['process.terminate'], this.id);
  }

  *kill(): Steps<void> {
    if (this.returncode === null) yield* step<void>(code['process.kill'], this.id);
  }
}
travels('Popen', Popen);

export interface CompletedProcess {
  readonly args: Command;
  readonly returncode: number;
  /** null unless it was captured. */
  readonly stdout: string | null;
}

/** Starts a program and waits for its end. */
export function* run(command: Command, options: RunOptions = {}): Steps<CompletedProcess> {
  const { captureOutput = false, check = false, timeout, input } = options;
  const child = yield* new Popen(command, {
    ...(captureOutput ? { stdout: PIPE } : {}),
    ...(input === undefined ? {} : { stdin: PIPE }),
  });
  let stdout: string | null;
  try {
    [stdout] = yield* child.communicate(input, timeout);
  } catch (error) {
    except(error, 'subprocess.TimeoutExpired');
    yield* child.kill();
    yield* child.wait();
    throw error;
  }
  const returncode = yield* child.wait();
  if (check && returncode !== 0) throw new CalledProcessError(command, returncode, stdout);
  return { args: command, returncode, stdout };
}

/** Starts a program and waits; its exit code. */
export function* call(command: Command, timeout?: number): Steps<number> {
  return (yield* run(command, timeout === undefined ? {} : { timeout })).returncode;
}

/** Raises CalledProcessError for an exit code other than 0. */
export function* checkCall(command: Command): Steps<number> {
  return (yield* run(command, { check: true })).returncode;
}

/** What it says. Raises CalledProcessError for an exit code other than 0. */
export function* checkOutput(command: Command): Steps<string> {
  return (yield* run(command, { check: true, captureOutput: true })).stdout ?? '';
}
