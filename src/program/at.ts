/**
 * Source location of the step about to be taken. The build inserts the assignments (scripts/vite-scenarios.ts): `yield*
 * lock.acquire()` on line 12 sets `at.line = 12` just before its steps begin, and `const lock = yield* new Lock()` sets
 * `at.name = 'lock'` too, so that an object gets the name of its variable.
 *
 * The state belongs to the thread that runs in this realm right now. An engine that runs several threads in one realm
 * reads it when a thread yields an op, and restores it before it resumes that thread.
 */
import type { Belonging } from '../trace/format.ts';

export const at = {
  /** Line of program.ts, from 1; 0 outside a program. */
  line: 0,
  /** Name for the result; '' if the program assigns it to no name. */
  name: '',
  /** Exports of the program's module: functions that threads can run, and classes. */
  program: {} as Readonly<Record<string, unknown>>,
  /** Belonging of the object or thread created next. */
  part: undefined as Belonging | undefined,
};

/** Takes the pending Belonging: it applies to one creation only. */
export function takePart(): Belonging | undefined {
  const { part } = at;
  at.part = undefined;
  return part;
}

/** The same assignments for a call whose arguments take steps themselves: made after the arguments are evaluated. */
export function here<Steps>(steps: Steps, line: number, name: string): Steps {
  at.line = line;
  at.name = name;
  return steps;
}
