/**
 * Python's `subprocess` (docs.python.org/3/library/subprocess.html), for the small programs that the page contains
 * (subprocess-programs.ts). Times are seconds; output is text.
 */
import { PyError } from '../kernel/errors.ts';
import { repr } from '../kernel/repr.ts';
import { tuple, type Shown } from '../kernel/values.ts';
import type { Steps } from './steps.ts';
import { CalledProcessError, type Command, type Written } from './subprocess-errors.ts';
import { PIPE, Popen, STDOUT, type PopenOptions } from './subprocess-popen.ts';

export { CalledProcessError, TimeoutExpired, type Command } from './subprocess-errors.ts';
export { DEVNULL, PIPE, Popen, STDOUT, type PopenOptions } from './subprocess-popen.ts';

export interface CallOptions extends PopenOptions {
  /** Kills the child and raises TimeoutExpired after so many seconds. */
  readonly timeout?: number;
}

export interface RunOptions extends CallOptions {
  /** Captures stdout and stderr. */
  readonly captureOutput?: boolean;
  /** Raises CalledProcessError for an exit code other than 0. */
  readonly check?: boolean;
  /** Text for its standard input. */
  readonly input?: string;
}

export class CompletedProcess implements Written, Shown {
  readonly args: Command;
  readonly returncode: number;
  /** null unless captured. */
  readonly stdout: string | null;
  readonly stderr: string | null;

  constructor(args: Command, returncode: number, { stdout, stderr }: Written) {
    this.args = args;
    this.returncode = returncode;
    this.stdout = stdout;
    this.stderr = stderr;
  }

  pyRepr(): string {
    const parts = [`args=${repr(this.args)}`, `returncode=${this.returncode}`];
    if (this.stdout !== null) parts.push(`stdout=${repr(this.stdout)}`);
    if (this.stderr !== null) parts.push(`stderr=${repr(this.stderr)}`);
    return `CompletedProcess(${parts.join(', ')})`;
  }

  /** Raises CalledProcessError for an exit code other than 0. */
  checkReturncode(): void {
    if (this.returncode !== 0) throw new CalledProcessError(this.args, this.returncode, this);
  }
}

/** Starts a program and waits for its end. */
export function* run(command: Command, options: RunOptions = {}): Steps<CompletedProcess> {
  const { check = false, timeout, input } = options;
  const child = yield* new Popen(command, streamsOf(options));
  const written = yield* killedUnless(child, child.communicate(input, timeout));
  const [stdout, stderr] = written;
  const completed = new CompletedProcess(command, yield* child.wait(), { stdout, stderr });
  if (check) completed.checkReturncode();
  return completed;
}

function streamsOf({ captureOutput = false, input, ...options }: RunOptions): PopenOptions {
  const { stdin, stdout, stderr } = options;
  if (input !== undefined && stdin !== undefined) {
    throw new PyError('ValueError', 'stdin and input arguments may not both be used.');
  }
  if (captureOutput && (stdout !== undefined || stderr !== undefined)) {
    const message = 'stdout and stderr arguments may not be used with capture_output.';
    throw new PyError('ValueError', message);
  }
  return {
    ...options,
    ...(captureOutput ? { stdout: PIPE, stderr: PIPE } : {}),
    ...(input === undefined ? {} : { stdin: PIPE }),
  };
}

/** Kills the child if the steps raise. */
function* killedUnless<R>(child: Popen, steps: Steps<R>): Steps<R> {
  try {
    return yield* steps;
  } catch (error) {
    yield* child.kill();
    yield* child.wait();
    throw error;
  }
}

/** Starts a program and waits; returns its exit code. */
export function* call(command: Command, options: CallOptions = {}): Steps<number> {
  const child = yield* new Popen(command, options);
  return yield* killedUnless(child, child.wait(options.timeout));
}

/** Raises CalledProcessError for an exit code other than 0. */
export function* checkCall(command: Command, options: CallOptions = {}): Steps<number> {
  const returncode = yield* call(command, options);
  if (returncode === 0) return 0;
  throw new CalledProcessError(command, returncode, { stdout: null, stderr: null });
}

/** Its standard output. Raises CalledProcessError for an exit code other than 0. */
export function* checkOutput(
  command: Command,
  options: Omit<RunOptions, 'stdout' | 'check' | 'captureOutput'> = {},
): Steps<string> {
  return (yield* run(command, { ...options, stdout: PIPE, check: true })).stdout ?? '';
}

/** Exit code and combined output of a shell command. */
export function* getstatusoutput(command: string): Steps<readonly [number, string]> {
  const { returncode, stdout } = yield* run(command, { shell: true, stdout: PIPE, stderr: STDOUT });
  return tuple(returncode, (stdout ?? '').replace(/\n$/, ''));
}

export function* getoutput(command: string): Steps<string> {
  return (yield* getstatusoutput(command))[1];
}
