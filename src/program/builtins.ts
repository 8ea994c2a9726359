/** Builtins: print, input, open, variables, lists and dicts, exceptions. */
import { PyError } from '../kernel/errors.ts';
import { code } from '../kernel/core-ops.ts';
import { Writing } from '../kernel/primitives/console.ts';
import { repr, str } from '../kernel/repr.ts';
import { float, type Float, tuple } from '../kernel/values.ts';
import { creation, Handle, packValue, travels, unpackValue } from './handle.ts';
import { step, type Reading, type Steps } from './steps.ts';

export { Dict, List } from './contents.ts';
export { float, type Float, PyError, repr, str, tuple };

/** Prints its arguments with a space between, as str() shows them. One print is one op. */
export function* print(...values: readonly unknown[]): Steps<void> {
  const line = (yield* shown(values, 'str')).join(' ');
  yield* step<void>(code['console.print'], -1, 0, -1, JSON.stringify(line));
}

/** Texts of values that contain handles: only the kernel knows the state that these show. */
function* shown(values: readonly unknown[], how: 'str' | 'repr'): Steps<readonly string[]> {
  let hasHandles = false;
  const show = how === 'str' ? str : repr;
  const texts = values.map((value) =>
    show(value, () => {
      hasHandles = true;
      return '';
    }),
  );
  if (!hasHandles) return texts;
  const n = how === 'str' ? 0 : 1;
  const told = yield* step<string>(code['handle.show'], -1, n, -1, packValue(values));
  return JSON.parse(told) as string[];
}

/** `repr()` of a value that is or contains a lock, a thread, a process …: shows its state. */
export function* reprOf(value: unknown): Steps<string> {
  return (yield* shown([value], 'repr'))[0]!;
}

/** `str()` of the same; of a manager's proxy the str of its referent. */
export function* strOf(value: unknown): Steps<string> {
  return (yield* shown([value], 'str'))[0]!;
}

export interface PrintOptions {
  /** Between the values; default: a space. */
  readonly sep?: string;
  /** After them; default: a newline. Without one the text stays in the process's buffer until its line ends. */
  readonly end?: string;
  /** Flushes the buffer of the process. */
  readonly flush?: boolean;
}

/** `print(*values, sep=…, end=…, flush=…)`. */
export function* printWith(
  { sep = ' ', end = '\n', flush = false }: PrintOptions,
  ...values: readonly unknown[]
): Steps<void> {
  const texts = (yield* shown(values, 'str')).flatMap((text, n) =>
    n === 0 ? [text] : [sep, text],
  );
  const way = flush ? Writing.flushed : Writing.buffered;
  yield* step<void>(code['console.write'], -1, way, -1, JSON.stringify([...texts, end]));
}

/**
 * Shows the prompt and waits for a typed line, returned without its newline. Raises EOFError at end of input, and at
 * once in a multiprocessing child, whose standard input is /dev/null.
 */
export function* input(prompt = ''): Steps<string> {
  if (prompt !== '') yield* step<void>(code['console.prompt'], -1, 0, -1, JSON.stringify(prompt));
  return unpackValue(yield* step<string>(code['terminal.read'])) as string;
}

/** A terminal that was opened by its path. */
export class TextIOWrapper extends Handle {
  readonly #path: string;

  constructor(path: string) {
    super();
    this.#path = path;
  }

  protected override create(): Steps<number> {
    return step<number>(code['terminal.open'], -1, 0, -1, JSON.stringify(this.#path));
  }

  /** A line with its newline; '' at end of input. Waits for a typed line. */
  *readline(): Steps<string> {
    const line = unpackValue(yield* this.op<string>(code['terminal.read'], 1)) as string | null;
    return line === null ? '' : `${line}\n`;
  }
}
travels('TextIOWrapper', TextIOWrapper);

/** Opens a terminal: '/dev/tty', the program's own, or another by its path: '/dev/pts/1'. */
export function* open(path: string): Steps<TextIOWrapper> {
  return yield* new TextIOWrapper(path);
}

/**
 * A variable shared by the threads of a process. Its reads and writes are ops: `n -= 1` is `yield* n.set((yield*
 * n.get()) - 1)`, a read and a write between which other threads may run.
 */
export class Variable<T = unknown> extends Handle {
  readonly #initial: T;

  constructor(initial: T) {
    super();
    this.#initial = initial;
  }

  protected override create(): Steps<number> {
    return step<number>(
      code['variable.create'],
      -1,
      0,
      -1,
      creation(false, packValue(this.#initial)),
    );
  }

  get(): Steps<T> {
    return this.opAs(unpackValue as Reading<T>, code['variable.read']);
  }

  set(value: T): Steps<void> {
    return this.op<void>(code['variable.write'], 0, -1, packValue(value));
  }
}
travels('Variable', Variable);
