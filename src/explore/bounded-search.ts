/**
 * All runs with a bounded number of preemptions (switches away from an enabled thread), or of switches of any kind. M.
 * Musuvathi, S. Qadeer, "Iterative context bounding for systematic testing of multithreaded programs" (PLDI 2007).
 * Depth first; a prefix equivalent to an earlier one, with no more preemptions left, is not followed.
 */
import { Digests } from './digest.ts';
import { Execution, type Pending, type Standing, type Subject } from './execution.ts';
import type { RunLimit } from './run-limit.ts';
import { RunStack } from './run-stack.ts';
import type { RunStop, Search } from './search.ts';

interface Fork {
  readonly standing: Standing;
  readonly choices: readonly Pending[];
  next: number;
  /** Preemptions in the prefix. */
  readonly used: number;
}

/** Number of prefixes remembered; beyond it equivalent runs may be repeated. */
const MOST_SEEN = 400_000;

export class BoundedSearch implements Search {
  readonly execution: Execution;
  readonly run = new RunStack();
  readonly #digests = new Digests(this.run);
  readonly #spare: Standing[] = [];
  readonly #bound: number;
  readonly #counted: 'preemptions' | 'switches';
  readonly #limit: RunLimit;
  readonly #timed: boolean;
  readonly #forks: Fork[] = [];
  readonly #seen = new Set<string>();
  readonly #ended = new Set<number>();
  #hasBegun = false;

  /** `counted`: what `bound` limits. `execution`: an execution for exclusive use. */
  constructor(
    subject: Subject,
    bound: number,
    limit: RunLimit,
    counted: 'preemptions' | 'switches' = 'preemptions',
    execution = new Execution(subject, { output: subject.ordered, clock: false }),
  ) {
    this.execution = execution;
    this.#counted = counted;
    this.#bound = bound;
    this.#counted = counted;
    this.#limit = limit;
    this.#timed = subject.timed ?? false;
  }

  get isOver(): boolean {
    return this.#hasBegun && this.#forks.length === 0;
  }

  get mustBeginAgain(): boolean {
    return !this.#timed && this.execution.collector.readsClock && !this.execution.regard.clock;
  }

  beginAgain(): void {
    this.execution.regard.clock = true;
    this.#forks.length = 0;
    this.#seen.clear();
    this.#ended.clear();
    while (this.run.length > 0) this.run.pop();
    this.#digests.forget(0);
    this.#hasBegun = false;
  }

  nextRun(): RunStop {
    const { execution, run } = this;
    if (this.#hasBegun) {
      execution.resume(this.#forks.at(-1)!.standing);
    } else {
      execution.restart();
      this.#hasBegun = true;
      this.#addFork(0);
    }
    for (;;) {
      const fork = this.#forks.at(-1)!;
      const chosen = fork.choices[fork.next];
      if (this.mustBeginAgain) return 'blocked';
      if (chosen === undefined) return this.#isEnd(fork) && this.#isNewTrace() ? 'end' : 'blocked';
      if (run.length >= this.#limit.steps) return 'cut';
      const used = fork.used + (this.#costs(fork, chosen) ? 1 : 0);
      const { phase } = execution;
      execution.step(chosen.thread);
      run.push(chosen, execution.launched, [], phase);
      if (!this.#isNew(used)) return 'blocked';
      this.#addFork(used);
    }
  }

  conclude(): void {
    while (this.#forks.length > 0) {
      // There is no fork after a known prefix.
      if (this.#forks.length > this.run.length) this.#spare.push(this.#forks.pop()!.standing);
      const fork = this.#forks.at(-1);
      if (fork === undefined) return;
      this.run.pop();
      this.#digests.forget(this.run.length);
      fork.next += 1;
      if (fork.next < fork.choices.length) return;
    }
  }

  #addFork(used: number): void {
    const standing = this.execution.standing(this.#spare.pop());
    const enabled = standing.pendings.filter(({ isEnabled }) => isEnabled);
    const last = this.run.taken.at(-1)?.thread;
    const goesOn = enabled.find(({ thread }) => thread === last);
    const others = enabled.filter(({ thread }) => thread !== last);
    const isFree = this.#counted === 'preemptions' && goesOn === undefined;
    const choices = goesOn === undefined ? [] : [goesOn];
    if (isFree || last === undefined || used < this.#bound) choices.push(...others);
    this.#forks.push({ standing, choices, next: 0, used });
  }

  #costs({ choices }: Fork, chosen: Pending): boolean {
    const last = this.run.taken.at(-1)?.thread;
    if (last === undefined || chosen.thread === last) return false;
    return this.#counted === 'switches' || choices[0]?.thread === last;
  }

  /** Whether no thread is enabled, rather than none within the bound. */
  #isEnd({ standing }: Fork): boolean {
    return !standing.pendings.some(({ isEnabled }) => isEnabled);
  }

  /** Whether no equivalent run has ended before. */
  #isNewTrace(): boolean {
    const { digest } = this.#digests;
    if (this.#ended.has(digest)) return false;
    this.#ended.add(digest);
    return true;
  }

  #isNew(used: number): boolean {
    const last = this.run.taken.at(-1)!;
    const key = `${this.#digests.digest} ${last.thread} ${this.#bound - used}`;
    if (this.#seen.has(key)) return false;
    if (this.#seen.size < MOST_SEEN) this.#seen.add(key);
    return true;
  }
}
