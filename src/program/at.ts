/**
 * Where in the program's text the step that is about to be taken stands. The build writes the assignments
 * (scripts/vite-scenarios.ts): `yield* lock.acquire()` on line 12 sets `at.line = 12` just before the steps begin, and
 * `const lock = yield* new Lock()` sets `at.name = 'lock'` too, so that an object is called what the program calls it.
 *
 * It speaks for the one thread that runs in this realm right now. An engine that runs several threads in one realm
 * reads it when a thread yields an op, and puts it back before it lets that thread go on.
 */
import type { Belonging } from '../trace/format.ts';

export const at = {
  /** Line of program.ts, from 1; 0 outside a program. */
  line: 0,
  /** What the result will be called; '' where the program gives it no name. */
  name: '',
  /** The program's module: the functions that threads can run, and its classes, by the names of their exports. */
  program: {} as Readonly<Record<string, unknown>>,
  /** What the object or thread that is created next belongs to. */
  part: undefined as Belonging | undefined,
};

/** What is created now belongs to that, and what follows does not. */
export function takePart(): Belonging | undefined {
  const { part } = at;
  at.part = undefined;
  return part;
}

/** As the assignments, for a step whose own arguments take steps: sets both after these are done. */
export function here<Steps>(steps: Steps, line: number, name: string): Steps {
  at.line = line;
  at.name = name;
  return steps;
}
