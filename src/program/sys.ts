/** Python's `sys`, as far as threads and terminals go. */
import { code } from '../kernel/ops.ts';
import { printWith, type TextIOWrapper } from './builtins.ts';
import { SystemExit } from './endings.ts';
import { unpackValue } from './handle.ts';
import { step, type Steps } from './steps.ts';

/**
 * Raises SystemExit: it ends the thread, and in a main thread the process, with exit code `status`. None is 0; what is no
 * whole number is told on stderr, and the exit code is 1.
 */
export function exit(status: unknown = null): never {
  throw new SystemExit(status);
}

/** The standard input of the process. */
export const stdin = {
  /** A line with its end; '' at the end of input. Waits for a line to be typed. */
  *readline(): Steps<string> {
    const line = unpackValue(yield* step<string>(code['terminal.read'], -1, 1)) as string | null;
    return line === null ? '' : `${line}\n`;
  },
};

/** The standard output of the process. */
export const stdout = {
  /** Without an end of line; the process keeps what does not end its line. How many characters it was. */
  *write(text: string): Steps<number> {
    yield* printWith({ end: '' }, text);
    return text.length;
  },
  /** Writes what the process has kept. */
  flush: (): Steps<void> => printWith({ end: '', flush: true }),
};

/** `sys.stdin = file`: the process reads from that terminal from now on. */
export function* setStdin(file: TextIOWrapper): Steps<void> {
  yield* step<void>(code['stdin.assign'], file.id);
}
