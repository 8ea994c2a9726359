/** What Python has without an import: print, variables, exceptions. */
import { PyError } from '../kernel/errors.ts';
import { code } from '../kernel/ops.ts';
import { repr } from '../kernel/packed.ts';
import { creation, Handle, packValue, travels, unpackValue } from './handle.ts';
import { step, type Reading, type Steps } from './steps.ts';

export { PyError };

/** Prints its arguments with a space between, as str() shows them. One print is one op. */
export function* print(...values: readonly unknown[]): Steps<void> {
  const line = values.map((value) => (typeof value === 'string' ? value : repr(value))).join(' ');
  yield* step<void>(code['console.print'], -1, 0, -1, JSON.stringify(line));
}

/**
 * A variable that threads of a process share. Its reads and writes are ops: `n -= 1` is `yield* n.set((yield* n.get()) -
 * 1)`, a read and a write with room between them.
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
    return this.opAs(unpackValue as Reading<T>, 'variable.read');
  }

  set(value: T): Steps<void> {
    return this.op<void>('variable.write', 0, -1, packValue(value));
  }
}
travels('Variable', Variable);
