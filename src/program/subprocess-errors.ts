/** Exceptions of subprocess. */
import { PyError } from '../kernel/errors.ts';
import { repr, reprItems } from '../kernel/repr.ts';
import { signalNames } from '../base/signals.ts';
import type { Argv } from './subprocess-program.ts';

/** A program and its arguments; or a text: a program's name, or with `shell` a shell command. */
export type Command = string | Argv;

/** As in the message `Command 'exit 3'`. */
const told = (command: Command): string =>
  `Command '${typeof command === 'string' ? command : repr(command)}'`;

function wayToEnd(returncode: number): string {
  if (returncode >= 0) return `returned non-zero exit status ${returncode}`;
  const name = signalNames[-returncode];
  if (name === undefined) return `died with unknown signal ${-returncode}`;
  return `died with <Signals.${name}: ${-returncode}>`;
}

/** Captured output of a program: null if not captured. */
export interface Written {
  readonly stdout: string | null;
  readonly stderr: string | null;
}

abstract class SubprocessError extends PyError {
  readonly cmd: Command;
  readonly stdout: string | null;
  readonly stderr: string | null;

  constructor(
    type: 'CalledProcessError' | 'TimeoutExpired',
    cmd: Command,
    how: string,
    { stdout, stderr }: Written,
  ) {
    super(`subprocess.${type}`, `${told(cmd)} ${how}`);
    this.cmd = cmd;
    this.stdout = stdout;
    this.stderr = stderr;
  }

  /** Alias of stdout. */
  get output(): string | null {
    return this.stdout;
  }
}

export class CalledProcessError extends SubprocessError {
  readonly returncode: number;

  constructor(cmd: Command, returncode: number, written: Written) {
    super('CalledProcessError', cmd, `${wayToEnd(returncode)}.`, written);
    this.returncode = returncode;
  }

  override get shownArgs(): string {
    return reprItems([this.returncode, this.cmd]);
  }
}

export class TimeoutExpired extends SubprocessError {
  /** Seconds. */
  readonly timeout: number;

  constructor(cmd: Command, timeout: number, written: Written = { stdout: null, stderr: null }) {
    super('TimeoutExpired', cmd, `timed out after ${timeout} seconds`, written);
    this.timeout = timeout;
  }

  override get shownArgs(): string {
    return reprItems([this.cmd, this.timeout]);
  }
}
