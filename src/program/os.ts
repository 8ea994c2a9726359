/** Python's `os`, as far as processes go (docs.python.org/3/library/os.html). */
import { PyError } from '../kernel/errors.ts';
import { code } from '../kernel/ops.ts';
import { Writing } from '../kernel/primitives/console.ts';
import { splitUtf8, utf8Length } from '../kernel/primitives/stream.ts';
import { WCONTINUED, WUNTRACED } from '../kernel/primitives/process-wait.ts';
import { tuple } from '../kernel/values.ts';
import { tellStderr } from './endings.ts';
import { creation, packValue, unpackValue } from './handle.ts';
import { interrupts } from './interrupts.ts';
import { recording } from './replay.ts';
import { step, type Steps } from './steps.ts';

recording.isOn = true;
interrupts.areOn = true;

/** The pid of this process. */
export function* getpid(): Steps<number> {
  return yield* step<number>(code['os.getpid']);
}

/** The pid of its parent; 1 once that has ended. */
export function* getppid(): Steps<number> {
  return yield* step<number>(code['os.getppid']);
}

/** Ends the whole process now, from any thread: nothing is waited for, no `finally` runs. */
function* exitAtOnce(status: number): Steps<void> {
  yield* step<void>(code['os._exit'], -1, status);
}

/**
 * Copies this process: 0 in the copy, the copy's pid here. Both go on from this line. The copy has this thread only,
 * and its own copies of everything; a lock that another thread holds stays locked in it for ever.
 */
export function* fork(): Steps<number> {
  return yield* step<number>(code['os.fork']);
}

/** waitpid's way of not waiting. */
export const WNOHANG = 1;
/** And to be told of a child that was stopped, or continued. */
export { WCONTINUED, WUNTRACED };

/** Waits for the child of this pid, or for any (-1) to end: of several the one that was started first; [pid, status]. Raises ChildProcessError. */
export function* waitpid(pid: number, options = 0): Steps<readonly [number, number]> {
  const limit = (options & WNOHANG) === 0 ? -1 : 0;
  const told = yield* step<string>(code['os.wait'], -1, pid, limit, options & ~WNOHANG);
  return tuple(...(unpackValue(told) as [number, number]));
}

export function* wait(): Steps<readonly [number, number]> {
  return yield* waitpid(-1);
}

/** Sends a signal; 0 only asks whether there is such a process. Raises ProcessLookupError. */
export function* kill(pid: number, signal: number): Steps<void> {
  const isDue = (yield* step<number>(code['os.kill'], pid, signal)) === 1;
  // A handler of the caller's own runs at once.
  if (isDue) yield* step<void>(code['signal.check']);
}

/**
 * A pipe of bytes, which are texts here: the descriptors of its reading and its writing end. They are numbers: the lowest
 * that this process has free. A fork has all of its parent's.
 */
export function* pipe(): Steps<readonly [number, number]> {
  const ends = yield* step<string>(code['file.pipe'], -1, 0, -1, creation(true));
  return tuple(...(unpackValue(ends) as [number, number]));
}

/** Up to `bytes` bytes of what there is; waits for some. '' once nobody has the writing end any more. */
export function* read(fd: number, bytes: number): Steps<string> {
  if (bytes < 0) throw new PyError('OSError', '[Errno 22] Invalid argument');
  if (fd === 0) {
    throw new PyError('NotImplementedError', 'the terminal is read by input() and sys.stdin');
  }
  return unpackValue(yield* step<string>(code['file.read'], -1, fd, -1, bytes)) as string;
}

/**
 * How many bytes were written. A pipe holds 16 pages of 4 KiB: what is no more than one is written at once and in one
 * piece, more of it in pieces. Raises BrokenPipeError where nobody has the reading end.
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

/** Past what print() has left in the process. Of standard error the console takes whole lines. */
function* writeStandard(fd: 1 | 2, text: string): Steps<number> {
  if (fd === 1) {
    yield* step<void>(code['console.write'], -1, Writing.raw, -1, JSON.stringify([text]));
  } else {
    yield* tellStderr(text.replace(/\n$/, ''));
  }
  return utf8Length(text);
}

/** Gives a descriptor back; its number is free at once, though a thread that waits there goes on waiting. */
export function* close(fd: number): Steps<void> {
  yield* step<void>(code['file.close'], -1, fd);
}

/** Did it end by itself? */
export const WIFEXITED = (status: number): boolean => (status & 0x7f) === 0;
export const WEXITSTATUS = (status: number): number => (status >> 8) & 0xff;
export const WIFSIGNALED = (status: number): boolean =>
  (status & 0x7f) !== 0 && (status & 0x7f) !== 0x7f;
/** Was it stopped by a signal? */
export const WIFSTOPPED = (status: number): boolean => (status & 0xff) === 0x7f;
export const WSTOPSIG = (status: number): number => (status >> 8) & 0xff;
/** Does it run again after a stop? */
export const WIFCONTINUED = (status: number): boolean => status === 0xffff;
export const WTERMSIG = (status: number): number => status & 0x7f;

/** A status as Process.exitcode says it. */
export function waitstatusToExitcode(status: number): number {
  if (WIFSTOPPED(status)) {
    throw new PyError('ValueError', `process stopped by delivery of signal ${WSTOPSIG(status)}`);
  }
  return WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status);
}

export { exitAtOnce as _exit };
