/** Process functions of Python's `os` (docs.python.org/3/library/os.html). */
import { PyError } from '../kernel/errors.ts';
import { code } from '../kernel/ops.ts';
import { Writing } from '../kernel/primitives/console.ts';
import { splitUtf8, utf8Length } from '../kernel/primitives/stream.ts';
import { WCONTINUED, WUNTRACED } from '../kernel/primitives/process-wait.ts';
import { tuple } from '../kernel/values.ts';
import { additions } from './additions.ts';
import { tellStderr } from './endings.ts';
import { creation, packValue, unpackValue } from './handle.ts';
import { interruptible } from './interrupts.ts';
import { recorded, translate } from './replay.ts';
import { step, type Steps } from './steps.ts';

additions.replay = { recorded, translate };
additions.interruptible = interruptible;

/** The pid of this process. */
export function* getpid(): Steps<number> {
  return yield* step<number>(code['os.getpid']);
}

/** The pid of its parent; 1 once that has ended. */
export function* getppid(): Steps<number> {
  return yield* step<number>(code['os.getppid']);
}

/** Ends the whole process at once, from any thread: no waiting, no `finally`. */
function* exitAtOnce(status: number): Steps<void> {
  yield* step<void>(code['os._exit'], -1, status);
}

/**
 * Copies this process: returns 0 in the copy, the copy's pid here. Both continue from this line. The copy has this
 * thread only, and its own copies of all objects; a lock held by another thread stays locked in it for ever.
 */
export function* fork(): Steps<number> {
  return yield* step<number>(code['os.fork']);
}

/** Option of waitpid: do not wait. */
export const WNOHANG = 1;
/** Options of waitpid: also report stopped, and continued, children. */
export { WCONTINUED, WUNTRACED };

/**
 * Waits for the child with this pid, or for any (-1), to end; of several ended ones the one started first. Returns
 * [pid, status]. Raises ChildProcessError.
 */
export function* waitpid(pid: number, options = 0): Steps<readonly [number, number]> {
  const limit = (options & WNOHANG) === 0 ? -1 : 0;
  const told = yield* step<string>(code['os.wait'], -1, pid, limit, options & ~WNOHANG);
  return tuple(...(unpackValue(told) as [number, number]));
}

export function* wait(): Steps<readonly [number, number]> {
  return yield* waitpid(-1);
}

/** Sends a signal; 0 only checks that the process exists. Raises ProcessLookupError. */
export function* kill(pid: number, signal: number): Steps<void> {
  const isDue = (yield* step<number>(code['os.kill'], pid, signal)) === 1;
  // The caller's own handler runs at once.
  if (isDue) yield* step<void>(code['signal.check']);
}

/**
 * A pipe of bytes, which are texts here: descriptors of its reading and writing end, the lowest numbers that are free
 * in this process. A fork inherits them.
 */
export function* pipe(): Steps<readonly [number, number]> {
  const ends = yield* step<string>(code['file.pipe'], -1, 0, -1, creation(true));
  return tuple(...(unpackValue(ends) as [number, number]));
}

/** Up to `bytes` bytes of what is available; waits for some. '' once no process has the writing end. */
export function* read(fd: number, bytes: number): Steps<string> {
  if (bytes < 0) throw new PyError('OSError', '[Errno 22] Invalid argument');
  if (fd === 0) {
    throw new PyError('NotImplementedError', 'the terminal is read by input() and sys.stdin');
  }
  return unpackValue(yield* step<string>(code['file.read'], -1, fd, -1, bytes)) as string;
}

/**
 * Number of bytes written. A pipe holds 16 pages of 4 KiB: up to one page is written atomically, more in pieces. Raises
 * BrokenPipeError if no process has the reading end.
 */
export function* write(fd: number, text: string): Steps<number> {
  if (fd === 1 || fd === 2) return yield* writeStandard(fd, text);
  let written = 0;
  for (let rest = text; ;) {
    try {
      const took = yield* step<number>(code['file.write'], -1, fd, -1, packValue(rest));
      written += took;
      rest = splitUtf8(rest, took)[1];
    } catch (error) {
      if (written > 0 && error instanceof PyError && error.type === 'BrokenPipeError') break;
      throw error;
    }
    if (rest === '') break;
  }
  return written;
}

/** Bypasses print()'s buffer. The console accepts only whole lines of standard error. */
function* writeStandard(fd: 1 | 2, text: string): Steps<number> {
  if (fd === 1) {
    yield* step<void>(code['console.write'], -1, Writing.raw, -1, JSON.stringify([text]));
  } else {
    yield* tellStderr(text.replace(/\n$/, ''));
  }
  return utf8Length(text);
}

/** Closes a descriptor; its number is free at once, though a thread that waits there keeps waiting. */
export function* close(fd: number): Steps<void> {
  yield* step<void>(code['file.close'], -1, fd);
}

/** Whether it exited by itself. */
export const WIFEXITED = (status: number): boolean => (status & 0x7f) === 0;
export const WEXITSTATUS = (status: number): number => (status >> 8) & 0xff;
export const WIFSIGNALED = (status: number): boolean =>
  (status & 0x7f) !== 0 && (status & 0x7f) !== 0x7f;
/** Whether it was stopped by a signal. */
export const WIFSTOPPED = (status: number): boolean => (status & 0xff) === 0x7f;
export const WSTOPSIG = (status: number): number => (status >> 8) & 0xff;
/** Whether it was continued after a stop. */
export const WIFCONTINUED = (status: number): boolean => status === 0xffff;
export const WTERMSIG = (status: number): number => status & 0x7f;

/** A wait status as Process.exitcode. */
export function waitstatusToExitcode(status: number): number {
  if (WIFSTOPPED(status)) {
    throw new PyError('ValueError', `process stopped by delivery of signal ${WSTOPSIG(status)}`);
  }
  return WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status);
}

export { exitAtOnce as _exit };
