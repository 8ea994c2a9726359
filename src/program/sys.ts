/** Python's `sys`, for threads and terminals. */
import { code } from '../kernel/ops.ts';
import { printWith, type TextIOWrapper } from './builtins.ts';
import { SystemExit } from './endings.ts';
import { unpackValue } from './handle.ts';
import { step, type Steps } from './steps.ts';

/**
 * Raises SystemExit, which ends the thread, and in a main thread the process, with exit code `status`. None is 0; any
 * other non-integer is printed on stderr, with exit code 1.
 */
export function exit(status: unknown = null): never {
  throw new SystemExit(status);
}

/** The standard input of the process. */
export const stdin = {
  /** A line with its newline; '' at end of input. Waits for a typed line. */
  *readline(): Steps<string> {
    const line = unpackValue(yield* step<string>(code['terminal.read'], -1, 1)) as string | null;
    return line === null ? '' : `${line}\n`;
  },
};

/** The standard output of the process. */
export const stdout = {
  /** Adds no newline; an incomplete line stays in the buffer. Returns the number of characters. */
  *write(text: string): Steps<number> {
    yield* printWith({ end: '' }, text);
    return text.length;
  },
  /** Flushes the buffer of the process. */
  flush: (): Steps<void> => printWith({ end: '', flush: true }),
};

/** `sys.stdin = file`: the process reads from that terminal afterwards. */
export function* setStdin(file: TextIOWrapper): Steps<void> {
  yield* step<void>(code['stdin.assign'], file.id);
}
