/** Enumerates all interleavings, as a reference for the other searches. For programs of a few steps. */
import { Digests } from './digest.ts';
import { outcomeOf } from './endings.ts';
import { keyOf } from './keys.ts';
import { Execution, type Pending, type Subject } from './execution.ts';
import { RunStack } from './run-stack.ts';

export interface Enumeration {
  /** Digests of the Mazurkiewicz traces. */
  readonly traces: ReadonlySet<number>;
  readonly outcomes: ReadonlySet<string>;
  /** False if there were more runs than requested. */
  readonly isComplete: boolean;
}

export function enumerateRuns(subject: Subject, most: number): Enumeration {
  const execution = new Execution(subject, { output: subject.ordered, clock: true });
  const run = new RunStack();
  const digests = new Digests(run);
  const forks: { choices: readonly Pending[]; next: number }[] = [];
  const traces = new Set<number>();
  const outcomes = new Set<string>();
  const enabled = () => execution.pendings.filter(({ isEnabled }) => isEnabled);
  for (let runs = 0; runs < most; runs++) {
    execution.restart();
    for (const { thread } of run.taken) execution.step(thread);
    if (forks.length === 0) forks.push({ choices: enabled(), next: 0 });
    for (;;) {
      const fork = forks.at(-1)!;
      const chosen = fork.choices[fork.next];
      if (chosen === undefined) break;
      const { phase } = execution;
      execution.step(chosen.thread);
      run.push(chosen, execution.launched, [], phase);
      forks.push({ choices: enabled(), next: 0 });
    }
    traces.add(digests.digest);
    outcomes.add(keyOf(outcomeOf(execution, false, subject.ordered)));
    for (;;) {
      forks.pop();
      const fork = forks.at(-1);
      if (fork === undefined) return { traces, outcomes, isComplete: true };
      run.pop();
      digests.forget(run.length);
      fork.next += 1;
      if (fork.next < fork.choices.length) break;
    }
  }
  return { traces, outcomes, isComplete: false };
}
