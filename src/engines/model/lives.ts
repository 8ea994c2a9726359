/**
 * The threads' generators. A thread computes only when its next op is wanted: what it does in between touches nothing
 * that others can see, so it makes no difference when that happens.
 */
import { bug } from '../../base/bug.ts';
import type { ThreadIndex } from '../../base/units.ts';
import type { PyError } from '../../kernel/errors.ts';
import type { JobDetails } from '../../kernel/primitives/thread.ts';
import type { Request } from '../../kernel/request.ts';
import { at } from '../../program/at.ts';
import { threadLife } from '../../program/life.ts';
import type { Steps } from '../../program/steps.ts';

export interface Life {
  /** The op that it performs next or waits in; undefined until it is wanted. */
  op: Request | undefined;
  /** What its last op came back with. */
  result: unknown;
  error: PyError | undefined;
  /** Where it stands in the program's text. */
  line: number;
  /** Computes up to its next op. */
  goOn(): Request;
}

export type Module = Readonly<Record<string, unknown>>;

export class Lives {
  #module: Module = {};
  readonly #lives: (Life | undefined)[] = [];
  /** Hears of each thread that is about to compute, since it may never come back. */
  onCompute: ((thread: ThreadIndex) => void) | undefined;

  /** Forgets all threads. */
  restart(module: Module): void {
    this.#module = module;
    this.#lives.length = 0;
  }

  begin(thread: ThreadIndex, job: JobDetails): void {
    this.#lives[thread] = this.lifeOf(this.#module, job);
  }

  /** A life at its beginning. */
  protected lifeOf(module: Module, job: JobDetails): Life {
    return new OwnLife(module, job);
  }

  /** Another life in place of a thread's. */
  protected put(thread: ThreadIndex, life: Life): void {
    this.#lives[thread] = life;
  }

  of(thread: ThreadIndex): Life {
    return this.#lives[thread] ?? bug(`thread ${thread} does not live`);
  }

  /** The op that it performs next or waits in. Computes up to there if it has not yet. */
  op(thread: ThreadIndex): Request {
    const life = this.of(thread);
    return life.op ?? this.#compute(thread, life);
  }

  #compute(thread: ThreadIndex, life: Life): Request {
    this.onCompute?.(thread);
    return life.goOn();
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
}

/** One that has its generator to itself. */
class OwnLife implements Life {
  op: Request | undefined;
  result: unknown;
  error: PyError | undefined;
  line = 0;
  readonly #module: Module;
  readonly #steps: Steps<void>;

  constructor(module: Module, job: JobDetails) {
    this.#module = module;
    this.#steps = threadLife(module, job);
  }

  goOn(): Request {
    const { error } = this;
    this.error = undefined;
    const next = advance(this.#module, this.#steps, this.line, this.result, error);
    this.line = at.line;
    this.op = next;
    return next;
  }
}

/** Lets a thread's steps go on, from that line and with what its last op came to; `at.line` says where they are then. */
export function advance(
  module: Module,
  steps: Steps<void>,
  line: number,
  result: unknown,
  error: PyError | undefined,
): Request {
  // The realm may run threads of several programs.
  at.program = module;
  at.line = line;
  at.name = '';
  const next = error === undefined ? steps.next(result) : steps.throw(error);
  if (next.done === true) bug('a thread went on after its end');
  return next.value;
}
