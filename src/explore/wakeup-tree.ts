/**
 * Wakeup trees: what is still to be explored after a prefix of a run, as sequences of steps that share their beginnings.
 * P. Abdulla, S. Aronis, B. Jonsson, K. Sagonas, "Optimal dynamic partial order reduction" (POPL 2014), section 5.
 */
import { areDependent, type Accesses } from './accesses.ts';

export interface Step {
  readonly thread: number;
  readonly accesses: Accesses;
}

export interface WakeupNode extends Step {
  /** In the order in which they were found. */
  readonly children: WakeupNode[];
}

const dependsOnAny = (accesses: Accesses, steps: readonly Step[], end = steps.length): boolean => {
  for (let n = 0; n < end; n++) if (areDependent(accesses, steps[n]!.accesses)) return true;
  return false;
};

/** Place of the first step of `thread` that could come first of all; -1 where it has none, -2 where that comes later. */
function initialPlace(thread: number, steps: readonly Step[]): number {
  const place = steps.findIndex((step) => step.thread === thread);
  if (place < 0) return -1;
  return dependsOnAny(steps[place]!.accesses, steps, place) ? -2 : place;
}

/** Could this step come before all of the sequence, or first in it? */
export function isWeakInitial({ thread, accesses }: Step, steps: readonly Step[]): boolean {
  const place = initialPlace(thread, steps);
  return place === -1 ? !dependsOnAny(accesses, steps) : place >= 0;
}

/** Adds a sequence, unless what is there comes to it already. */
export function insertSequence(children: WakeupNode[], sequence: readonly Step[]): void {
  const steps = sequence.slice();
  let level = children;
  descend: while (steps.length > 0) {
    for (const child of level) {
      const place = initialPlace(child.thread, steps);
      if (place === -2) continue;
      if (place === -1 && dependsOnAny(child.accesses, steps)) continue;
      if (place >= 0) steps.splice(place, 1);
      // A leaf: whatever comes after it is explored.
      if (child.children.length === 0) return;
      level = child.children;
      continue descend;
    }
    for (const { thread, accesses } of steps) {
      const node: WakeupNode = { thread, accesses, children: [] };
      level.push(node);
      level = node.children;
    }
    return;
  }
}
