/**
 * The threads' generators. A thread computes only when its next op is wanted: what it does in between touches nothing
 * that others can see, so it makes no difference when that happens.
 */
import { bug } from '../../base/bug.ts';
import type { ThreadIndex } from '../../base/units.ts';
import type { PyError } from '../../kernel/errors.ts';
import type { JobDetails } from '../../kernel/primitives/thread.ts';
import { at } from '../../program/at.ts';
import { threadLife } from '../../program/life.ts';
import type { Request } from '../../kernel/request.ts';
import type { Steps } from '../../program/steps.ts';

export interface Life {
  readonly steps: Steps<void>;
  /** The op that it performs next or waits in; undefined until it is wanted. */
  op: Request | undefined;
  /** What its last op came back with. */
  result: unknown;
  error: PyError | undefined;
  /** Where it stands in the program's text. */
  line: number;
}

export class Lives {
  #module: Readonly<Record<string, unknown>> = {};
  readonly #lives: (Life | undefined)[] = [];

  /** Forgets all threads. */
  restart(module: Readonly<Record<string, unknown>>): void {
    this.#module = module;
    this.#lives.length = 0;
  }

  begin(thread: ThreadIndex, job: JobDetails): void {
    this.#lives[thread] = {
      steps: threadLife(this.#module, job),
      op: undefined,
      result: undefined,
      error: undefined,
      line: 0,
    };
  }

  of(thread: ThreadIndex): Life {
    return this.#lives[thread] ?? bug(`thread ${thread} does not live`);
  }

  /** The op that it performs next or waits in. Computes up to there if it has not yet. */
  opOf(life: Life): Request {
    return life.op ?? this.#goOn(life);
  }

  op(thread: ThreadIndex): Request {
    return this.opOf(this.of(thread));
  }

  /** The op as far as it is known without computing. */
  knownOp(thread: ThreadIndex): Request | undefined {
    return this.#lives[thread]?.op;
  }

  line(thread: ThreadIndex): number {
    return this.of(thread).line;
  }

  /** Forgets a thread. Nothing of it runs any more, not even a `finally`. */
  end(thread: ThreadIndex): void {
    this.#lives[thread] = undefined;
  }

  #goOn(life: Life): Request {
    // The realm may run threads of several programs.
    at.program = this.#module;
    at.line = life.line;
    at.name = '';
    const { error } = life;
    life.error = undefined;
    const next = error === undefined ? life.steps.next(life.result) : life.steps.throw(error);
    if (next.done === true) bug('a thread went on after its end');
    life.line = at.line;
    life.op = next.value;
    return next.value;
  }
}
