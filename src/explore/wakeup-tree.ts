/**
 * Wakeup trees: the step sequences still to be explored after a prefix, as a prefix tree. P. Abdulla, S. Aronis, B.
 * Jonsson, K. Sagonas, "Optimal dynamic partial order reduction" (POPL 2014), section 5.
 */
import { areDependent, type Accesses } from './accesses.ts';

export interface Step {
  readonly thread: number;
  readonly accesses: Accesses;
}

export interface WakeupNode extends Step {
  /** In order of discovery. */
  readonly children: WakeupNode[];
}

const dependsOnAny = (accesses: Accesses, steps: readonly Step[], end = steps.length): boolean => {
  for (let n = 0; n < end; n++) if (areDependent(accesses, steps[n]!.accesses)) return true;
  return false;
};

/**
 * Position of the first step of `thread` if it is an initial of the sequence; -1 if the thread has none, -2 if it is no
 * initial.
 */
function initialPlace(thread: number, steps: readonly Step[]): number {
  const place = steps.findIndex((step) => step.thread === thread);
  if (place < 0) return -1;
  return dependsOnAny(steps[place]!.accesses, steps, place) ? -2 : place;
}

/** Whether this step is a weak initial: it could come before the whole sequence, or first in it. */
export function isWeakInitial({ thread, accesses }: Step, steps: readonly Step[]): boolean {
  const place = initialPlace(thread, steps);
  return place === -1 ? !dependsOnAny(accesses, steps) : place >= 0;
}

/** Inserts a sequence, unless one in the tree is equivalent. */
export function insertSequence(children: WakeupNode[], sequence: readonly Step[]): void {
  const steps = sequence.slice();
  let level = children;
  descend: while (steps.length > 0) {
    for (const child of level) {
      const place = initialPlace(child.thread, steps);
      if (place === -2) continue;
      if (place === -1 && dependsOnAny(child.accesses, steps)) continue;
      if (place >= 0) steps.splice(place, 1);
      // A leaf: everything after it is explored.
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
