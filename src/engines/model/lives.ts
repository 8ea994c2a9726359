/**
 * The threads' generators. A thread computes only when its next op is needed: what it does in between is invisible to
 * others, so the moment makes no difference.
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
  /** Its next op, or the one that it waits in; undefined until computed. */
  op: Request | undefined;
  /** Result of its last op. */
  result: unknown;
  error: PyError | undefined;
  /** Its line in the program's text. */
  line: number;
  /** Computes up to its next op. */
  goOn(): Request;
}

export type Module = Readonly<Record<string, unknown>>;

export class Lives {
  #module: Module = {};
  readonly #lives: (Life | undefined)[] = [];
  /** Called before a thread computes, since it may never return. */
  onCompute: ((thread: ThreadIndex) => void) | undefined;

  /** Drops all threads. */
  restart(module: Module): void {
    this.#module = module;
    this.#lives.length = 0;
  }

  begin(thread: ThreadIndex, job: JobDetails): void {
    this.#lives[thread] = this.lifeOf(this.#module, job);
  }

  /** A new life. */
  protected lifeOf(module: Module, job: JobDetails): Life {
    return new OwnLife(module, job);
  }

  /** Replaces a thread's life. */
  protected put(thread: ThreadIndex, life: Life): void {
    this.#lives[thread] = life;
  }

  of(thread: ThreadIndex): Life {
    return this.#lives[thread] ?? bug(`thread ${thread} does not live`);
  }

  /** Its next op, or the one that it waits in. Computes it if necessary. */
  op(thread: ThreadIndex): Request {
    const life = this.of(thread);
    return life.op ?? this.#compute(thread, life);
  }

  #compute(thread: ThreadIndex, life: Life): Request {
    this.onCompute?.(thread);
    return life.goOn();
  }

  /** The same without computing; undefined if not known. */
  knownOp(thread: ThreadIndex): Request | undefined {
    return this.#lives[thread]?.op;
  }

  line(thread: ThreadIndex): number {
    return this.of(thread).line;
  }

  /** Drops a thread. Nothing of it runs any more, not even a `finally`. */
  end(thread: ThreadIndex): void {
    this.#lives[thread] = undefined;
  }
}

/** A life with a generator of its own. */
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

/** Resumes a thread's steps from that line with its last op's result; `at.line` is its line afterwards. */
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
