/**
 * The JavaScript half of switched stacks (python/stacks.py). A Python stack is suspended by awaiting its target's thenable:
 * when `then` is called, the stack has been suspended already, so the target can be resumed at once. No promise is made and
 * no turn of the event loop passes.
 *
 * Source of the mechanism: JavaScript Promise Integration (WebAssembly), as Pyodide's `run_sync` uses it.
 */

import { bare } from './bare.ts';

/** Starts a new stack, which runs `enter(number)`. */
export type Enter = (number: number) => Promise<unknown>;

type Resume = (value?: unknown) => void;

/** Handed to Python as an attribute, since Pyodide turns a thenable that a call returns into a future. */
interface Holder {
  readonly thenable: PromiseLike<unknown>;
}

/** Objects for Python: without prototypes, so they lead to no constructor. */
function holding(then: (resume: Resume, reject: Resume) => void): Holder {
  return bare({ thenable: bare({ then }) as never });
}

export class Switcher {
  /** Runs `enter` of python/stacks.py on a new stack. To be set before the first switch. */
  enter: Enter = () => Promise.reject(new Error('no entry yet'));
  readonly #onFailure: (error: unknown) => void;
  /** Resolver of each suspended stack, by its number. The root is number 0. */
  readonly #resumes: (Resume | undefined)[] = [];
  readonly #stacks: Holder[] = [];
  readonly #gate = holding((resume, reject) => {
    this.#pending.then(resume, reject);
  });
  #current = 0;
  /** The promise that the stack at the gate waits for. */
  #pending: Promise<unknown> = Promise.resolve();

  /** `onFailure`: callback for a stack that ended, which none should. */
  constructor(onFailure: (error: unknown) => void) {
    this.#onFailure = onFailure;
  }

  /** The thenable that switches to a stack. */
  stack(number: number): Holder {
    return (this.#stacks[number] ??= holding((resume) => this.#switch(number, resume)));
  }

  /** The thenable that waits for the promise last given to {@link hold}. */
  gate(): Holder {
    return this.#gate;
  }

  /** Sets the promise that the next stack at the gate waits for. */
  hold(promise: Promise<unknown>): void {
    this.#pending = promise;
  }

  #switch(number: number, resume: Resume): void {
    this.#resumes[this.#current] = resume;
    this.#current = number;
    const suspended = this.#resumes[number];
    if (suspended === undefined) {
      this.enter(number).catch(this.#onFailure);
      return;
    }
    this.#resumes[number] = undefined;
    suspended();
  }
}
